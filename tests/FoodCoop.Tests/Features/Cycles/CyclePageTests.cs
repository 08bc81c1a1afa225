using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class CyclePageTests
{
    private readonly TestCoop coop = new();

    public CyclePageTests()
    {
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1)));
        Run(coop, Closes);
        TestClock.Set(Closes.AddHours(1));
    }

    [Fact]
    public async Task The_buyer_says_that_the_orders_are_sent_and_the_history_tells_who_and_when()
    {
        var bart = coop.As("Bart");
        var page = await bart.Get("/cycles/2026-11");
        Assert.Equal("nog niet verstuurd", page["#suppliers dd"]);
        page = await bart.Submit(page, "#next", button: "#next button");
        Assert.Equal("De bestellingen staan als verstuurd.", page["#messages .message div"]);
        Assert.Equal("verstuurd op woensdag 18 november, 23:00 door Bart", page["#suppliers dd"]);
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Ordered"], States(coop));
        Assert.Contains("gesloten woensdag 18 november, 22:00 vanzelf besteld woensdag 18 november, 23:00 Bart", page.Text);
    }

    [Fact]
    public async Task A_second_click_changes_nothing()
    {
        var bart = coop.As("Bart");
        var page = await bart.Get("/cycles/2026-11");
        await bart.Submit(page, "#next", button: "#next button");
        TestClock.Advance(TimeSpan.FromMinutes(5));
        var again = await bart.Submit(page, "#next", button: "#next button");
        Assert.Equal(200, again.Status);
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Ordered"], States(coop));
        Assert.Contains("23:00", again["#suppliers dd"]);
    }

    [Fact]
    public async Task A_step_cannot_be_left_out()
    {
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", new { state = "Pickup" });
        Assert.Equal(422, page.Status);
        Assert.Contains("eerst de stap ervoor", page.Html.Body!.TextContent);
        Assert.Equal(["Planned", "Open", "Fill", "Closed"], States(coop));
    }

    [Fact]
    public async Task The_host_takes_it_on_to_delivered_and_pickup_but_does_not_order()
    {
        var host = coop.As("Tomás");
        Assert.Null((await host.Get("/cycles/2026-11")).Html.QuerySelector("#next"));
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", button: "#next button");
        await host.Submit(await host.Get("/cycles/2026-11"), "#next", button: "#next button");
        var page = await host.Submit(await host.Get("/cycles/2026-11"), "#next", button: "#next button");
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Ordered", "Delivered", "Pickup"], States(coop));
        Assert.Null(page.Html.QuerySelector("#next")); // settling is done where the amounts are fixed
    }

    [Fact]
    public async Task A_member_sees_the_history_and_cannot_take_a_step()
    {
        var amara = coop.As("Amara");
        var page = await amara.Get("/cycles/2026-11");
        Assert.Contains("closed Wednesday 18 November, 22:00 by itself", page.Text);
        Assert.Null(page.Html.QuerySelector("#next"));
        var bart = await coop.As("Bart").Get("/cycles/2026-11");
        var answer = await amara.Submit(bart, "#next", button: "#next button", follow: false);
        Assert.NotEqual(200, answer.Status);
        Assert.Equal(["Planned", "Open", "Fill", "Closed"], States(coop));
    }

    [Theory]
    [InlineData("/cycles/2026-02")]
    [InlineData("/cycles/nonsense")]
    public async Task A_cycle_that_does_not_exist_is_not_found(string path) =>
        Assert.Equal(404, (await coop.As("Amara").Get(path)).Status);
}

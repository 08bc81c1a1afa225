using FoodCoop.Tests.Features.Order.Behalf;

namespace FoodCoop.Tests.Features.Order;

/// <summary>What the order form makes of what is sent to it.</summary>
public sealed class FormPostTests
{
    [Fact]
    public async Task What_gets_less_makes_room_under_the_floor_for_what_gets_more_in_the_same_post()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (apples, beans) = (coop.Offer("Appels", price: 202), coop.Offer("Bonen", price: 232));
        coop.Ask(beans, "Amara", 3);
        coop.Write(db => db.Execute("update coop set balance_floor = -(3 * 232 + 21)"));
        var amara = coop.As("Amara");
        var after = await amara.Submit(await amara.Get($"/order/{Scene.Code}"), "#order", new Dictionary<string, string> { [$"a{apples}"] = "1", [$"a{beans}"] = "2" });
        Assert.Equal(200, after.Status);
        Assert.Equal(("1000+0", "2000+0"), (coop.Line(apples), coop.Line(beans)));
    }

    [Fact]
    public async Task What_cannot_be_saved_is_said_in_the_order_of_the_page()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (apples, beans) = (coop.Offer("Appels"), coop.Offer("Bonen"));
        coop.Ask(beans, "Amara", 3);
        var amara = coop.As("Amara");
        var after = await amara.Submit(await amara.Get($"/order/{Scene.Code}"), "#order", new Dictionary<string, string> { [$"a{apples}"] = "1.5", [$"a{beans}"] = "2.5" });
        Assert.Equal(422, after.Status);
        Assert.InRange(after.Text.IndexOf("Appels goes by 1", StringComparison.Ordinal), 0, after.Text.IndexOf("Bonen goes by 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?handler=Line")]
    [InlineData("/product/1")]
    public async Task A_line_without_its_amount_changes_nothing_and_says_so(string address)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        coop.Ask(rice, "Amara", 3);
        var amara = coop.As("Amara");
        var after = await amara.Post($"/order/{Scene.Code}{address}",
        [
            new("offer", $"{rice}"), new("flex", "0"), new("seen", "1"), new("device", "d"), new("change", "1"), new($"s{rice}", "3/0/1"),
            new("__RequestVerificationToken", (await amara.Get($"/order/{Scene.Code}")).Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
        ]);
        Assert.Equal(422, after.Status);
        Assert.Contains("The amount was missing", after.Source, StringComparison.Ordinal);
        Assert.Equal("3000+0", coop.Line(rice));
    }

    [Fact]
    public async Task A_month_that_has_not_opened_yet_says_when_it_opens()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        coop.Write(db =>
        {
            db.Execute("""
                insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
                values ('2027-01', '2027-01-29', '18:00', '20:00', '2027-01-05T07:00:00.000Z', '2027-01-18T21:00:00.000Z', '2027-01-20T21:00:00.000Z', @now)
                """, new { now = TestClock.Start });
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, 'Planned', created_at from order_cycle where code = '2027-01'");
        });
        var amara = coop.As("Amara");
        var (status, answer) = await BehalfScene.Tap(amara, await amara.Get($"/order/{Scene.Code}"), "/order/2027-01", rice, "1", seen: 0);
        Assert.Equal(422, status);
        Assert.Equal("Ordering for January 2027 has not opened yet: it opens on Tuesday 5 January, 08:00.", answer.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(1000, "999999.5", "more Honing than fits")]
    [InlineData(1000, "9998.5", "You can set 9998 or 9999.")]
    [InlineData(2000, "9999", "You can set 9998.")]
    public async Task Only_amounts_that_are_allowed_are_proposed(long step, string asked, string sentence)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var honey = coop.Offer("Honing", step: step);
        var amara = coop.As("Amara");
        var (status, answer) = await BehalfScene.Tap(amara, await amara.Get($"/order/{Scene.Code}"), $"/order/{Scene.Code}", honey, asked, seen: 0);
        Assert.Equal(422, status);
        Assert.Contains(sentence, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}

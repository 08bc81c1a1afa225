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

    [Fact]
    public async Task A_buyer_opens_ordering_again_with_a_reason_and_a_closing_and_the_history_says_so()
    {
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", button: "#next button");
        var page = await bart.Get("/cycles/2026-11");
        Assert.Equal(["Closed", "Fill", "Open"], page.Html.QuerySelectorAll("#back [type=radio]").Select(r => r.GetAttribute("value")));
        Assert.Contains("De Molen, op woensdag 18 november, 23:00", page["#sent"]);
        Assert.Contains("bel ze dan", page["#sent"]);
        page = await bart.Submit(page, "#back form", Back("Open", "de bakker stopt", "2026-11-20", "21:00"));
        Assert.Equal("Teruggedraaid: de stand is weer ‘open’.", page["#messages .message div"]);
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Ordered", "Open"], States(coop));
        Assert.Contains("open stap terug sluiting 2 woensdag 18 november, 23:00 Bart: de bakker stopt Sluit nu op: vrijdag 20 november, 21:00", page.Text);
        Assert.Contains("Bel deze leveranciers", page["main .note.warn"]);
        Assert.Contains("sluiting 1", page["#suppliers"]);
        Assert.Equal("2026-11-20T20:00:00.000Z", coop.Read(db => db.One<string>("select closes_at from order_cycle where fill_at = closes_at")));
    }

    [Theory]
    [InlineData("Open", "", "2026-11-20", "Back.Reason")]
    [InlineData("Open", "de bakker stopt", "", "Back.ClosesAt")]
    [InlineData("Open", "de bakker stopt", "2026-11-17", "Back.ClosesAt")]
    [InlineData("Fill", "de bakker stopt", "2026-11-28", "Back.ClosesAt")]
    [InlineData("", "de bakker stopt", "2026-11-20", "Back.To")]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays(string to, string reason, string day, string field)
    {
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/cycles/2026-11"), "#back form", Back(to, reason, day, "20:30"));
        Assert.Equal(422, page.Status);
        Assert.NotNull(page.Html.QuerySelector("#back[open]"));
        var beside = field == "Back.To" ? page.Html.QuerySelector("#back fieldset.wrong .field-validation-error") : page.Html.QuerySelector($"#back .field.wrong [name='{field}'] ~ .error");
        Assert.NotNull(beside);
        Assert.Equal((reason, day, "20:30"), (Value("Back.Reason"), Value("Back.ClosesOn"), Value("Back.ClosesAt")));
        Assert.Equal(to, page.Html.QuerySelector("#back [checked]")?.GetAttribute("value") ?? "");
        Assert.Equal(4, States(coop).Length);

        string Value(string name) => page.Html.QuerySelector($"[name='{name}']")!.GetAttribute("value") ?? "";
    }

    [Theory]
    [InlineData("#back form", "Back.Reason")]
    [InlineData("#move-form", "Move.Reason")]
    public async Task A_reason_that_is_too_long_is_told_beside_it_and_stays(string form, string field)
    {
        var bart = coop.As("Bart");
        var reason = new string('x', 301);
        var fields = Back("Closed", "", "", "");
        (fields["Move.Day"], fields[field]) = ("2026-12-01", reason);
        var page = await bart.Submit(await bart.Get("/cycles/2026-11"), form, fields);
        Assert.Equal(422, page.Status);
        Assert.Equal("Dit is hier te lang: hoogstens 300 tekens.", page[form + " .error"]);
        Assert.Equal(reason, page.Html.QuerySelector($"{form} [name='{field}']")!.GetAttribute("value"));
        Assert.Equal(4, States(coop).Length);
        Assert.Null(page.Html.QuerySelector("#confirm"));
    }

    [Fact]
    public async Task A_move_with_a_reason_that_grew_too_long_on_its_way_is_not_done()
    {
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/cycles/2026-11"), "#move-form", new Dictionary<string, string> { ["Move.Day"] = "2026-12-01", ["Move.Reason"] = new('x', 300) });
        page = await bart.Submit(page, "#confirm", new Dictionary<string, string> { ["Move.Reason"] = new('x', 301) });
        Assert.Equal(422, page.Status);
        Assert.Equal("2026-11-27", coop.Read(db => db.One<string>("select pickup_on from order_cycle where code = '2026-11'")));
    }

    [Fact]
    public async Task Two_who_step_back_at_once_take_one_step_and_the_second_is_told()
    {
        var (bart, wei) = (coop.As("Bart"), coop.As("Wei"));
        var (one, two) = (await bart.Get("/cycles/2026-11"), await wei.Get("/cycles/2026-11"));
        var answers = await Task.WhenAll(
            bart.Submit(one, "#back form", Back("Fill", "foutje", "2026-11-20", "21:00")), wei.Submit(two, "#back form", Back("Fill", "mistake", "2026-11-21", "21:00")));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Fill"], States(coop));
        var late = await bart.Submit(one, "#back form", Back("Open", "foutje", "2026-11-20", "21:00"));
        Assert.Equal(422, late.Status);
        Assert.Contains("Iemand is intussen verdergegaan", late.Text);
        Assert.Equal(5, States(coop).Length);
    }

    [Fact]
    public async Task Each_role_takes_back_what_is_its_own()
    {
        coop.Write(db =>
        {
            foreach (var state in (string[])["Ordered", "Delivered", "Pickup"])
                db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, @Closes from order_cycle where code = '2026-11'", new { state, Closes });
        });
        Assert.Null((await coop.As("Amara").Get("/cycles/2026-11")).Html.QuerySelector("#back"));
        var host = coop.As("Tomás");
        var page = await host.Get("/cycles/2026-11");
        Assert.Equal(["Delivered", "Ordered"], page.Html.QuerySelectorAll("#back [type=radio]").Select(r => r.GetAttribute("value")));
        Assert.NotEqual(200, (await host.Submit(page, "#back form", Back("Closed", "x", "", ""), follow: false)).Status);
        page = await host.Submit(page, "#back form", Back("Ordered", "wrong button", "", ""));
        Assert.Equal(200, page.Status);
        Assert.Equal("Ordered", States(coop)[^1]);
        Assert.Null(page.Html.QuerySelector("#back")); // before that it is the buyer's
        Assert.Equal(3, (await coop.As("Wei").Get("/cycles/2026-11")).Html.QuerySelectorAll("#back [type=radio]").Length);
    }

    [Fact]
    public async Task Once_money_has_been_charged_the_page_says_why_there_is_no_way_back()
    {
        coop.Write(db => db.Execute("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select 1, 'charge', -100, id, @Closes from order_cycle where code = '2026-11'", new { Closes }));
        var page = await coop.As("Bart").Get("/cycles/2026-11");
        Assert.Null(page.Html.QuerySelector("#back"));
        Assert.Contains("al afgerekend", page["#charged"]);
    }

    private static Dictionary<string, string> Back(string to, string reason, string day, string time)
    {
        var fields = new Dictionary<string, string> { ["Back.Reason"] = reason, ["Back.ClosesOn"] = day, ["Back.ClosesAt"] = time };
        if (to.Length > 0) fields["Back.To"] = to;
        return fields;
    }

    [Theory]
    [InlineData("/cycles/2026-02")]
    [InlineData("/cycles/nonsense")]
    public async Task A_cycle_that_does_not_exist_is_not_found(string path) =>
        Assert.Equal(404, (await coop.As("Amara").Get(path)).Status);
}

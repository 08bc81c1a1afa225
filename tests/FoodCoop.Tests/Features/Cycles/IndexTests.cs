using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class IndexTests
{
    [Fact]
    public async Task All_members_see_the_year_s_dates_and_states_with_holidays_flagged()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, TestClock.Start);
        var page = await coop.As("Amara").Get("/cycles");
        Assert.Equal("November Friday 27 November, 18:00–20:00 Tuesday 3 November, 08:00 Wednesday 18 November, 22:00 open", Row(page, "2026-11"));
        Assert.Equal("December Friday 25 December, 18:00–20:00 Christmas Day: move it or keep it? Tuesday 1 December, 08:00 Wednesday 16 December, 22:00 planned", Row(page, "2026-12"));
        Assert.Equal("October no pickup", Row(page, "2026-10")); // before the co-op's first
        Assert.Equal("/cycles/2026-11", page.Html.QuerySelector("#m2026-11 a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Buyers_also_see_how_much_was_ordered()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1)));
        Assert.Contains("€ 13,62", (await coop.As("Bart").Get("/cycles")).Text);
        Assert.DoesNotContain("13.62", (await coop.As("Amara").Get("/cycles")).Text);
    }

    [Fact]
    public async Task Before_the_first_cycle_the_page_says_where_they_come_from()
    {
        var page = await new TestCoop().As("Amara").Get("/cycles");
        Assert.Equal(200, page.Status);
        Assert.Contains("No cycles yet", page.Text);
    }

    [Fact]
    public async Task A_year_shows_all_twelve_months_also_those_that_are_not_planned_yet()
    {
        var coop = Planned();
        var page = await coop.As("Amara").Get("/cycles?year=2027");
        Assert.Equal(12, page.Html.QuerySelectorAll("#year tbody tr").Length);
        Assert.Equal("February Friday 26 February, 18:00–20:00 Tuesday 2 February, 08:00 Wednesday 17 February, 22:00 planned", Row(page, "2027-02"));
        Assert.Contains("Friday 26 March, 18:00–20:00 Good Friday: move it or keep it?", Row(page, "2027-03"));
        Assert.EndsWith("Tuesday 7 December, 08:00 Wednesday 22 December, 22:00 not fixed yet", Row(page, "2027-12")); // pickup on 31 December
        Assert.Equal("Fri 31", page["ol.year li:nth-child(12) b"]);
        Assert.Null(page.Html.QuerySelector("#year form")); // members look
        Assert.Equal(["2026", "2027"], page.Html.QuerySelectorAll("nav.tools a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_month_is_skipped_right_there_and_comes_back()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-02 form.other", new { Reason = "painting the room" }, button: "#m2027-02 button[formnovalidate]");
        Assert.Equal("February skipped: painting the room Change February 2027 Do not skip", Row(page, "2027-02"));
        Assert.Equal(["2026-12", "2027-01", "2027-03"], Codes(coop)); // and four ahead still, with November
        page = await wei.Submit(page, "#m2027-02 form");
        Assert.EndsWith("planned", Row(page, "2027-02").Split(" Change February")[0]);
        Assert.Equal(["2027-02-26 > none by Wei: painting the room", "2027-02-26 > 2027-02-26 by Wei: "], Moves(coop));
        Assert.Contains("not skipped after all, pickup Friday 26 February", (await wei.Get("/cycles/2027-02")).Text);
    }

    [Fact]
    public async Task A_month_that_is_not_planned_yet_is_moved_skipped_and_left_to_the_rule()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-12 form.other", new { Day = "2027-12-17", Reason = "before the holidays" });
        Assert.Equal("Friday 31 December", page["#m2027-12 del"]);
        Assert.Contains("Friday 17 December, 18:00–20:00 before the holidays Tuesday 23 November, 08:00", Row(page, "2027-12"));
        page = await wei.Submit(page, "#m2027-12 form.rule");
        Assert.Null(page.Html.QuerySelector("#m2027-12 del"));
        await wei.Submit(page, "#m2027-11 form.other", button: "#m2027-11 button[formnovalidate]");
        Assert.Equal(["2027-12-31 > 2027-12-17 by Wei: before the holidays", "2027-12-17 > 2027-12-31 by Wei: ", "2027-11-26 > none by Wei: "], Moves(coop));
    }

    [Fact]
    public async Task A_month_that_is_planned_is_moved_where_one_sees_first_what_moves_along()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.other", new { Day = "2027-01-22" });
        Assert.StartsWith("/cycles/2027-01?day=2027-01-22", page.Path);
        Assert.Contains("Friday 22 January", page["#preview"]);
        Assert.Empty(Moves(coop));
        await wei.Submit(page, "#confirm");
        Assert.Equal(["2027-01-29 > 2027-01-22 by Wei: "], Moves(coop));
    }

    [Fact]
    public async Task A_holiday_that_is_kept_is_a_question_no_more()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Get("/cycles?year=2027");
        Assert.Equal("to decide", page["ol.year li.ask small"]);
        page = await wei.Submit(page, "#m2027-03 form.keep-day");
        Assert.Equal("Good Friday", page["#m2027-03 .flag"]);
        Assert.Null(page.Html.QuerySelector("ol.year li.ask"));
        Assert.Empty(Moves(coop));
    }

    [Fact]
    public async Task What_cannot_be_is_said_in_the_month_s_own_row_with_what_was_typed()
    {
        var wei = Planned().As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-03 form.other", new { Day = "2027-08-01", Reason = "Easter" });
        Assert.Equal(422, page.Status);
        Assert.Contains("too far from March 2027", page["#m2027-03 .field-validation-error"]);
        Assert.NotNull(page.Html.QuerySelector("#m2027-03 details[open]"));
        Assert.Equal("Easter", page.Html.QuerySelector("#m2027-03 form.other [name=Reason]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("2026-11", "has opened already, so it is not skipped")]
    [InlineData("2026-08", "August 2026 is over")]
    [InlineData("nonsense", "Write it as 2027-08.")]
    public async Task A_month_that_has_opened_or_is_over_is_not_skipped(string month, string words)
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-03 form.other", new { Month = month }, button: "#m2027-03 button[formnovalidate]");
        Assert.Equal(422, page.Status);
        Assert.Contains(words, page.Text);
        Assert.Equal(4, coop.Read(db => db.One<int>("select count(*) from order_cycle")));
    }

    [Fact]
    public async Task Who_looked_at_a_month_before_it_changed_is_told_what_is_so_and_what_can_be_done()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var before = await wei.Get("/cycles?year=2027");
        var moved = await wei.Submit(before, "#m2027-12 form.other", new { Day = "2027-12-17" });
        Assert.Equal("The pickup of December 2027 is on Friday 17 December already, whatever the rule says. Nothing was changed. Choose another day, or “Back to the rule”.",
            Said(await wei.Submit(before, "#m2027-12 form.other", new { Day = "2027-12-17" })));
        await wei.Submit(moved, "#m2027-12 form.rule");
        Assert.Equal("December 2027 follows the rule already: its pickup is on Friday 31 December. Nothing was changed. If that day does not suit, choose “Move the pickup”.",
            Said(await wei.Submit(moved, "#m2027-12 form.rule")));

        var skipped = await wei.Submit(before, "#m2027-12 form.other", new { Reason = "painting" }, button: "#m2027-12 button[formnovalidate]");
        Assert.Equal("December 2027 is skipped already. If there is to be a pickup after all, choose “Do not skip”.",
            Said(await wei.Submit(before, "#m2027-12 form.other", new { Reason = "painting" }, button: "#m2027-12 button[formnovalidate]")));
        var refused = await wei.Submit(before, "#m2027-12 form.other", new { Day = "2027-12-17" });
        Assert.Equal(422, refused.Status);
        Assert.Contains("December 2027 is skipped, so there is no pickup to move. First choose “Do not skip”, then give it another day.", refused.Text);
        await wei.Submit(skipped, "#m2027-12 form");
        Assert.Equal("December 2027 is not skipped: its pickup is on Friday 31 December. If there is to be none, choose “Skip this month”.", Said(await wei.Submit(skipped, "#m2027-12 form")));
        Assert.Equal(4, Moves(coop).Count); // moved, left to the rule, skipped, brought back: each once
    }

    [Fact]
    public async Task Another_reason_for_a_month_that_is_skipped_is_kept()
    {
        var wei = Planned().As("Wei");
        var before = await wei.Get("/cycles?year=2027");
        await wei.Submit(before, "#m2027-12 form.other", new { Reason = "painting" }, button: "#m2027-12 button[formnovalidate]");
        var page = await wei.Submit(before, "#m2027-12 form.other", new { Reason = "moving house" }, button: "#m2027-12 button[formnovalidate]");
        Assert.Equal("Saved: December 2027.", Said(page));
        Assert.StartsWith("December skipped: moving house", Row(page, "2027-12"));
    }

    [Fact]
    public async Task A_month_that_has_opened_is_not_left_to_the_rule_and_keeps_the_day_that_was_fixed_for_it()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles/2026-12"), "#move-form", new Dictionary<string, string> { ["Move.Day"] = "2026-12-18" });
        await wei.Submit(page, "#confirm");
        var before = await wei.Get("/cycles?year=2026");
        var opened = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
        TestClock.Set(opened);
        Run(coop, opened);
        page = await wei.Submit(before, "#m2026-12 form.rule");
        Assert.Equal(422, page.Status);
        Assert.Contains("December 2026 has opened already, so its pickup stays on its day. If that does not suit, move it on the page of that cycle", page.Text);
        Assert.Equal("2026-12-18", coop.Read(db => db.One<string>("select pickup_on from rhythm_move")));
    }

    [Fact]
    public async Task A_month_for_which_nobody_could_order_any_more_stays_skipped_and_the_button_is_not_there()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.other", button: "#m2027-01 button[formnovalidate]");
        var late = new DateTimeOffset(2027, 1, 21, 12, 0, 0, TimeSpan.Zero); // ordering would have closed on the 20th
        TestClock.Set(late);
        Run(coop, late);
        page = await wei.Submit(page, "#m2027-01 form");
        Assert.Equal(422, page.Status);
        Assert.Contains("It is too late for January 2027: ordering for the pickup on Friday 29 January would have opened on Tuesday 5 January, 08:00.", page.Text);
        Assert.Equal("2027-01", coop.Read(db => db.One<string>("select month from rhythm_skip")));
        Assert.Null((await wei.Get("/cycles?year=2027")).Html.QuerySelector("#m2027-01 form"));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_told_beside_it()
    {
        var coop = Planned();
        var wei = coop.As("Wei");
        var before = await wei.Get("/cycles?year=2027");
        var page = await wei.Submit(before, "#m2027-12 form.other", new { Reason = new string('x', 301) }, button: "#m2027-12 button[formnovalidate]");
        Assert.Equal(422, page.Status);
        Assert.Equal("This is too long here: at most 300 characters.", page["#m2027-12 .field-validation-error"]);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from rhythm_skip")));
        await wei.Submit(before, "#m2027-12 form.other", new { Reason = new string('x', 300) }, button: "#m2027-12 button[formnovalidate]");
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from rhythm_skip")));
    }

    [Fact]
    public async Task Only_who_keeps_the_rhythm_changes_it()
    {
        var coop = Planned();
        var page = await coop.As("Wei").Get("/cycles?year=2027");
        Assert.NotEqual(200, (await coop.As("Bart").Submit(page, "#m2027-03 form.other", follow: false, button: "#m2027-03 button[formnovalidate]")).Status);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from rhythm_skip")));
    }

    private static TestCoop Planned()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, TestClock.Start); // November is open, December to February are planned
        return coop;
    }

    private static string Row(TestPage page, string code) =>
        string.Join(' ', page.Html.GetElementById("m" + code)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Said(TestPage page) => page["#messages .message div"];

    private static List<string> Codes(TestCoop coop) => coop.Read(db => db.Query<string>("select code from order_cycle where code > '2026-11' order by code"));

    private static List<string> Moves(TestCoop coop) => coop.Read(db => db.Query<string>("""
        select v.pickup_before || ' > ' || coalesce(v.pickup_after, 'none') || ' by ' || p.name || ': ' || v.reason
        from cycle_move v join person p on p.id = v.by_person_id order by v.id
        """));
}

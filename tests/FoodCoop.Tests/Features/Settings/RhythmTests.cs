using FoodCoop.Tests.Features.Cycles;

namespace FoodCoop.Tests.Features.Settings;

public sealed class RhythmTests
{
    private readonly TestCoop coop = new();

    public RhythmTests()
    {
        coop.Write(db => CycleScene.Plan(db, "Linzen"));
        CycleScene.Run(coop, TestClock.Start); // November is open, December to February are planned
    }

    [Fact]
    public async Task The_next_six_pickups_are_shown_and_holidays_flagged()
    {
        var page = await coop.As("Wei").Get("/settings/rhythm");
        var rows = page.Html.QuerySelectorAll("#pickups tbody tr");
        Assert.Equal(6, rows.Length);
        Assert.Contains("Friday 25 December", rows[1].TextContent);
        Assert.Contains("Christmas Day", rows[1].TextContent);
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_shows_old_and_new()
    {
        var wei = coop.As("Wei");
        var page = await wei.Get("/settings/rhythm");
        var token = page.Html.QuerySelector("#rule input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["Rule.Nth"] = "2", ["Rule.Weekday"] = "6", ["Rule.PickupFrom"] = "10:00", ["Rule.PickupUntil"] = "12:00",
            ["Rule.OpenDays"] = "24", ["Rule.OpenAt"] = "08:00", ["Rule.FillDays"] = "2", ["Rule.CloseDays"] = "9", ["Rule.CloseAt"] = "22:00",
        };
        page = await wei.Post(page.Html.QuerySelector("#preview")!.GetAttribute("formaction")!, fields);
        Assert.Equal(200, page.Status);
        var december = page.Html.QuerySelectorAll("#pickups tbody tr").Single(r => r.TextContent.Contains("December 2026", StringComparison.Ordinal));
        Assert.Equal("Friday 25 December", december.QuerySelector("del")!.TextContent);
        Assert.Equal("Saturday 12 December", december.QuerySelector("ins")!.TextContent);
        Assert.Equal(5, coop.Read(db => db.One<int>("select nth from rhythm")));
        Assert.Equal("2026-12-25", Pickup("2026-12"));
    }

    [Fact]
    public async Task Saving_changes_the_planned_cycles_and_says_which()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", new Dictionary<string, string> { ["Rule.Nth"] = "4" });
        Assert.Equal("Saved. Changed: January 2027.", page["#messages .message div"]); // only there the fourth Friday is not the last
        Assert.Equal("2027-01-22", Pickup("2027-01"));
        Assert.Equal("2026-11-27", Pickup("2026-11"));
    }

    [Theory]
    [InlineData("Rule.OpenDays", "99", "Choose a number from 1 to 60.")]
    [InlineData("Rule.OpenDays", "many", "cannot be read")]
    [InlineData("Rule.FillDays", "30", "Filling cases would begin before ordering opens.")]
    [InlineData("Rule.PickupUntil", "17:00", "The pickup ends before it begins.")]
    [InlineData("Rule.CloseDays", "0", "be closed before the pickup begins")]
    public async Task A_rule_that_makes_no_sense_is_refused_beside_its_field(string field, string value, string words)
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", new Dictionary<string, string> { [field] = value });
        Assert.Equal(422, page.Status);
        Assert.Contains(words, page["#rule .field.wrong .error"]);
        Assert.Equal(value, page.Html.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
        Assert.Equal("2026-12-25", Pickup("2026-12"));
    }

    [Fact]
    public async Task A_month_is_skipped_and_comes_back()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#skip", new { month = "2026-12", reason = "kerst" });
        Assert.Contains("Changed: December 2026.", page["#messages .message div"]);
        Assert.Contains("December 2026: kerst", page.Text);
        Assert.Null(Pickup("2026-12"));
        page = await wei.Submit(page, "form[action*=Unskip]");
        Assert.Equal("2026-12-25", Pickup("2026-12"));
    }

    [Fact]
    public async Task A_pickup_is_moved_to_another_day_with_all_its_dates_and_back()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#move", new { month = "2026-12", day = "2026-12-18" });
        Assert.StartsWith("/cycles/2026-12?day=2026-12-18", page.Path); // where one sees first what moves along
        Assert.Equal("2026-12-25", Pickup("2026-12"));
        await wei.Submit(page, "#confirm");
        Assert.Equal("2026-12-18", Pickup("2026-12"));
        Assert.Equal("2026-12-09T21:00:00.000Z", coop.Read(db => db.One<string>("select closes_at from order_cycle where code = '2026-12'")));
        await wei.Submit(await wei.Get("/settings/rhythm"), "form[action*=Unmove]");
        Assert.Equal("2026-12-25", Pickup("2026-12"));
    }

    [Theory]
    [InlineData("#skip", "month", "2026-11", "has opened already")]
    [InlineData("#skip", "month", "soon", "Write it as 2027-08.")]
    [InlineData("#move", "month", "2026-11", "has opened already")]
    public async Task Months_that_have_opened_or_are_none_are_refused(string form, string field, string value, string words)
    {
        var wei = coop.As("Wei");
        var fields = new Dictionary<string, string> { [field] = value, ["day"] = "2026-11-28" };
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), form, fields);
        Assert.Equal(422, page.Status);
        Assert.Contains(words, page.Text);
    }

    [Fact]
    public async Task A_day_too_far_from_its_month_and_one_at_which_it_would_be_over_are_refused()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#move", new { month = "2026-12", day = "2027-06-01" });
        Assert.Contains("too far from December 2026", page.Text);
        page = await wei.Submit(await wei.Get("/settings/rhythm"), "#move", new { month = "2026-12", day = "2026-11-20" });
        page = await wei.Submit(page, "#confirm");
        Assert.Equal(422, page.Status);
        Assert.Equal("2026-12-25", Pickup("2026-12"));
    }

    [Fact]
    public async Task Saved_is_said_only_where_something_was()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#skip", new { month = "2027-02", reason = "verbouwing" });
        Assert.StartsWith("February 2027 is skipped already.", Said(await wei.Submit(page, "#skip", new { month = "2027-02" })));
        Assert.Contains("February 2027: verbouwing", page.Text);
        var refused = await wei.Submit(page, "#move", new { month = "2027-02", day = "2027-02-19", reason = "zaal" });
        Assert.Equal(422, refused.Status);
        Assert.Contains("February 2027 is skipped, so there is no pickup to move.", refused["#move .field-validation-error"]);
        Assert.Equal(["2027-02", "2027-02-19", "zaal"], refused.Html.QuerySelectorAll("#move input[id]").Select(i => i.GetAttribute("value")));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from rhythm_move")));

        await wei.Submit(page, "form[action*=Unskip]");
        Assert.StartsWith("February 2027 is not skipped", Said(await wei.Submit(page, "form[action*=Unskip]")));
        page = await wei.Submit(page, "#move", new { month = "2027-12", day = "2027-12-17" });
        await wei.Submit(page, "form[action*=Unmove]");
        Assert.StartsWith("December 2027 follows the rule already", Said(await wei.Submit(page, "form[action*=Unmove]")));
    }

    [Fact]
    public async Task It_is_said_in_Dutch_too()
    {
        coop.Write(db => db.Execute("update person set language = 'nl' where name = 'Wei'"));
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#skip", new { month = "2027-02" });
        Assert.Equal("De maand februari 2027 wordt al overgeslagen. Moet er toch een ophaaldag komen, kies dan ‘Niet overslaan’.", Said(await wei.Submit(page, "#skip", new { month = "2027-02" })));
    }

    [Theory]
    [InlineData("#skip")]
    [InlineData("#move")]
    public async Task A_reason_that_is_too_long_is_told_beside_it_and_stays(string form)
    {
        var wei = coop.As("Wei");
        var reason = new string('x', 301);
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), form, new { month = "2027-12", day = "2027-12-17", reason });
        Assert.Equal(422, page.Status);
        Assert.Equal("This is too long here: at most 300 characters.", page[form + " .field-validation-error"]);
        Assert.Equal(reason, page.Html.QuerySelector(form + " [name=reason]")!.GetAttribute("value"));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from rhythm_skip")));
    }

    [Fact]
    public async Task Only_an_admin_sees_the_page()
    {
        Assert.NotEqual(200, (await coop.As("Amara").Get("/settings/rhythm", follow: false)).Status);
    }

    private static string? Said(TestPage page) => page["#messages .message div"];

    private string? Pickup(string code) => coop.Read(db => db.Find<string>("select pickup_on from order_cycle where code = @code", new { code }));
}

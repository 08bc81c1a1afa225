using FoodCoop.Features.Duties;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

/// <summary>Skipping or moving a month in which people have shifts: they are shown first, and told once when it is done.</summary>
public sealed class TouchedPickupTests
{
    private readonly TestCoop coop = CoopWithDuties();

    public TouchedPickupTests()
    {
        Run(coop, Before);
        TestClock.Set(Before);
        Take(coop, Second, "Unloading", 114);
        Take(coop, Second, "Checkout", 142);
        Take(coop, First, "Checkout", 17);
    }

    [Fact]
    public async Task Skipping_a_month_in_the_year_shows_whose_shifts_it_cancels_and_does_it_when_confirmed()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.other", new { Reason = "painting" }, button: "#m2027-01 button[formnovalidate]");
        Assert.Equal(200, page.Status);
        Assert.Contains("2 people have a shift on that day. It is cancelled and counts as done, and they get a mail: Amara (114), Дмитро (142)", Words(page, "#m2027-01 .confirm"));
        Assert.Equal((0, 0, 3), (Mails("shift-cancelled"), Skips(), Spots())); // nothing yet
        page = await wei.Submit(page, "#m2027-01 .confirm form");
        Assert.Contains("skipped: painting", page.Text);
        Assert.Equal((3, 1, 1), (Mails("shift-cancelled"), Skips(), Spots())); // Amara, and both of 142
        Assert.Equal((1, 1, 0), (Balance(coop, 114), Balance(coop, 142), Balance(coop, 17))); // excused
        Assert.Contains("painting", coop.Read(db => db.One<string>("select body_text from mail where kind = 'shift-cancelled' order by id limit 1")));
        page = await wei.Submit(page, "#m2027-02 form.other", button: "#m2027-02 button[formnovalidate]"); // nobody has a shift in it: done at once
        Assert.Null(page.Html.QuerySelector(".confirm"));
        Assert.Equal((3, 2), (Mails("shift-cancelled"), Skips()));
    }

    [Fact]
    public async Task Skipping_in_the_settings_asks_the_same()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#skip", new { month = "2027-01", reason = "painting" });
        Assert.Contains("No pickup on Friday 29 January 2 people have a shift", Words(page, "#touched"));
        Assert.Equal(0, Skips());
        page = await wei.Submit(page, "#touched form");
        Assert.Equal((3, 1), (Mails("shift-cancelled"), Skips()));
        Assert.Contains("January 2027: painting", page.Text);
    }

    [Fact]
    public async Task Who_took_a_spot_meanwhile_is_shown_before_it_is_done()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.other", button: "#m2027-01 button[formnovalidate]");
        Take(coop, Second, "Unloading", 88);
        page = await wei.Submit(page, "#m2027-01 .confirm form");
        Assert.Contains("3 people have a shift on that day", Words(page, "#m2027-01 .confirm"));
        Assert.Equal((0, 0), (Mails("shift-cancelled"), Skips()));
    }

    [Fact]
    public async Task Back_to_the_rule_shows_whose_shifts_move_along_and_tells_them_once()
    {
        var wei = coop.As("Wei");
        await Move("2027-01-22");
        Assert.Equal(3, Mails("pickup-moved"));
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.rule");
        Assert.Contains("Friday 22 January, 18:00–20:00 Friday 29 January, 18:00–20:00 2 people have a shift on that day. It moves along, and they get a mail: Amara (114), Дмитро (142)", Words(page, "#m2027-01 .confirm"));
        Assert.Equal(new DateOnly(2027, 1, 22), DateOnly.FromDateTime(Shift(coop, Second, "Unloading").StartsAt.Date));
        await wei.Submit(page, "#m2027-01 .confirm form");
        Assert.Equal(new DateTimeOffset(2027, 1, 29, 16, 0, 0, TimeSpan.Zero), Shift(coop, Second, "Unloading").StartsAt);
        Assert.Equal((3, 3), (Mails("shift-moved"), Mails("pickup-moved")));
        page = await wei.Get("/settings/rhythm");
        await Move("2027-01-22");
        page = await wei.Submit(await wei.Get("/settings/rhythm"), "form[action*=Unmove]");
        Assert.Contains("It moves along", Words(page, "#touched"));
        await wei.Submit(page, "#touched form");
        Assert.Equal(new DateTimeOffset(2027, 1, 29, 16, 0, 0, TimeSpan.Zero), Shift(coop, Second, "Unloading").StartsAt);
    }

    [Fact]
    public async Task A_new_rule_shows_whose_shifts_move_along_and_is_saved_the_second_time()
    {
        var wei = coop.As("Wei");
        var rule = new Dictionary<string, string> { ["Rule.Nth"] = "4" };
        var page = await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", rule);
        Assert.Contains("2 people have a shift on that day. It moves along", Words(page, "#rule-touches")); // in December the fourth Friday is the last
        Assert.Equal(5, coop.Read(db => db.One<int>("select nth from rhythm")));
        page = await wei.Submit(page, "#rule");
        Assert.Contains("Saved. Changed: January 2027", page.Html.Body!.TextContent);
        Assert.Equal(new DateTimeOffset(2027, 1, 22, 16, 0, 0, TimeSpan.Zero), Shift(coop, Second, "Unloading").StartsAt);
        Assert.Equal(3, Mails("shift-moved"));
    }

    [Fact]
    public async Task Moving_a_month_names_whose_shifts_move_along_and_tells_each_once()
    {
        var page = await Move("2027-01-22", confirm: false);
        Assert.Equal("2 people have a shift on that day. It moves along, and they get a mail: Amara (114), Дмитро (142)", Words(page, "#with-shift"));
        await Move("2027-01-22");
        Assert.Equal((3, 0), (Mails("pickup-moved"), Mails("shift-moved"))); // one mail of the day, with the shift in it
    }

    [Fact]
    public async Task Wishes_that_would_be_lost_are_said_and_can_be_asked_for_anew()
    {
        coop.Write(db =>
        {
            db.Execute("update spot set left_at = @Before, left_why = 'freed'", new { Before });
            db.Execute("insert into wish (rotation_id, member_id, at) values (1, @member, @Before)", new { member = Member(coop, 88), Before });
        });
        var elif = coop.As("Elif");
        await elif.Submit(await elif.Get($"/roster/{First}"), "#wishes", new { Until = "2026-12-10" });
        var asked = Mails("wishes-open");
        Assert.True(asked > 5);
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles?year=2027"), "#m2027-01 form.other", button: "#m2027-01 button[formnovalidate]");
        Assert.Contains("One member has sent wishes for this rotation or a later one", Words(page, "#m2027-01 .confirm"));
        await wei.Submit(page, "#m2027-01 .confirm form");
        Run(coop, Before);
        await elif.Submit(await elif.Get($"/roster/{First}"), "#wishes", new { Until = "2026-12-12" });
        Assert.Equal(2 * asked, Mails("wishes-open")); // for December and February now
    }

    [Fact]
    public void A_shift_that_has_begun_when_its_pickup_moves_stays_where_it_was()
    {
        var at = Shift(coop, First, "Checkout").StartsAt.AddHours(-2);
        coop.Write(db => db.Execute("update shift set starts_at = @from, ends_at = @until where id = @Id", new { from = at.AddDays(-7), until = at.AddDays(-7).AddHours(2), Shift(coop, First, "Unloading").Id })); // at home, a week before
        coop.Write(db =>
        {
            var cycle = FoodCoop.Features.Cycles.Cycle.ByCode(db, First)!;
            MovedShifts.Follow(db, db.One<FoodCoop.Platform.Web.CoopRow>(FoodCoop.Platform.Web.CoopRow.Select), cycle, cycle.Dates with { PickupOn = cycle.PickupOn.AddDays(2) }, tell: true, at);
        });
        Assert.Equal(at.AddDays(-7), Shift(coop, First, "Unloading").StartsAt);
        Assert.Equal(at.AddHours(2).AddDays(2), Shift(coop, First, "Checkout").StartsAt);
    }

    private async Task<TestPage> Move(string day, bool confirm = true)
    {
        var bart = coop.As("Wei");
        var page = await bart.Submit(await bart.Get($"/cycles/{Second}"), "#move-form", new Dictionary<string, string> { ["Move.Day"] = day, ["Move.Reason"] = "zaal bezet" });
        return confirm ? await bart.Submit(page, "#confirm") : page;
    }

    private int Mails(string kind) => coop.Read(db => db.One<int>("select count(*) from mail where kind = @kind and skipped_at is null", new { kind }));

    private int Skips() => coop.Read(db => db.One<int>("select count(*) from rhythm_skip"));

    private int Spots() => coop.Read(db => db.One<int>("select count(*) from spot_now"));

    private static string Words(TestPage page, string selector) =>
        string.Join(' ', (page.Html.QuerySelector(selector)?.TextContent ?? page.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

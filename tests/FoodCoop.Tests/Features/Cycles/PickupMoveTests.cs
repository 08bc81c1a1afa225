using FoodCoop.Features.Cycles;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class PickupMoveTests
{
    private readonly TestCoop coop = new();

    public PickupMoveTests()
    {
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 142, "Linzen", 6, 0, Opens.AddDays(1)));
        Run(coop, TestClock.Start); // November is open, December to February are planned
    }

    [Fact]
    public async Task What_moves_and_whom_it_concerns_is_shown_before_anything_is_done()
    {
        var page = await Preview("2026-11", "2026-12-01", "zaal bezet");
        Assert.Equal(200, page.Status);
        var shown = page.Html.QuerySelector("#preview")!.TextContent;
        Assert.Equal(["vrijdag 27 november, 18:00–20:00", "maandag 16 november, 22:00", "woensdag 18 november, 22:00"], page.Html.QuerySelectorAll("#preview del").Select(d => d.TextContent));
        Assert.Equal(["dinsdag 1 december, 18:00–20:00", "vrijdag 20 november, 22:00", "zondag 22 november, 22:00"], page.Html.QuerySelectorAll("#preview ins").Select(d => d.TextContent));
        Assert.Contains("is geweest, blijft zo", shown); // the opening
        Assert.Contains("Eén lid heeft een bestelling of een dienst.", shown);
        Assert.Contains("2 personen krijgen een mail", shown);
        Assert.Contains("Дмитро (142)", shown);
        Assert.Equal("2026-11-27", Pickup("2026-11"));
    }

    [Fact]
    public async Task Confirmed_it_moves_with_its_moments_and_tells_each_person_once_in_its_language()
    {
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example'"));
        var bart = coop.As("Bart");
        var page = await Preview("2026-11", "2026-12-01", "De zaal is bezet.", bart);
        var done = await bart.Submit(page, "#confirm");
        Assert.Equal("Ophalen is nu op dinsdag 1 december. 2 personen krijgen een mail.", done["#messages .message div"]);
        Assert.Contains("ophaaldag verplaatst van vrijdag 27 november naar dinsdag 1 december", done.Text);
        Assert.Contains("Bart: De zaal is bezet.", done.Text);
        Assert.Equal(("2026-12-01", "2026-11-20T21:00:00.000Z", "2026-11-22T21:00:00.000Z"), coop.Read(db =>
            db.One<(string, string, string)>("select pickup_on, fill_at, closes_at from order_cycle where code = '2026-11'")));
        var oksana = Letter("oksana");
        Assert.Contains("Ophalen van november 2026 is nu op dinsdag 1 december", oksana);
        Assert.Contains("Niet meer: vrijdag 27 november, 18:00–20:00", oksana);
        Assert.Contains("Waarom: De zaal is bezet.", oksana);
        Assert.Contains("sluit nu op zondag 22 november, 22:00 in plaats van woensdag 18 november, 22:00", oksana);
        Assert.Contains("The pickup of November 2026 is on Tuesday 1 December now", Letter("dmytro"));
        Assert.Equal(["2026-12-01T19:00:00.000Z"], coop.Read(db => db.Query<string>("select distinct useful_until from mail where kind = 'pickup-moved'")));

        var again = await bart.Submit(page, "#confirm"); // a second click
        Assert.Equal(200, again.Status);
        Assert.Equal((2, 1), (Count("mail where kind = 'pickup-moved'"), Count("cycle_move")));
    }

    [Fact]
    public async Task A_confirmation_of_what_is_no_longer_so_is_refused_and_shown_anew()
    {
        var (bart, wei) = (coop.As("Bart"), coop.As("Wei"));
        var stale = await Preview("2026-11", "2026-12-01", "zaal bezet", bart);
        await wei.Submit(await Preview("2026-11", "2026-11-28", "other", wei), "#confirm");
        var page = await bart.Submit(stale, "#confirm");
        Assert.Equal(422, page.Status);
        Assert.Contains("niet meer die je zag", page.Html.Body!.TextContent);
        Assert.Equal("2026-11-28", Pickup("2026-11"));
    }

    [Theory]
    [InlineData("2026-11-27", "has this day and these hours already")]
    [InlineData("2026-11-10", "has passed")]
    [InlineData("2026-11-20", "would have closed on Wednesday 11 November, 22:00 already")]
    [InlineData("2026-11-22", "would have begun on Wednesday 11 November, 22:00 already")]
    [InlineData("2027-02-01", "too far from November 2026")]
    [InlineData("", "Please fill this in")]
    public async Task A_day_that_cannot_be_is_refused_with_what_was_typed(string day, string words)
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles/2026-11"), "#move-form", new Dictionary<string, string> { ["Move.Day"] = day, ["Move.Reason"] = "the room" });
        Assert.Equal(422, page.Status);
        Assert.Contains(words, page["#move-form .error"]);
        Assert.Equal("the room", page.Html.QuerySelector("[name='Move.Reason']")!.GetAttribute("value"));
        Assert.Null(page.Html.QuerySelector("#confirm"));
        Assert.Equal("2026-11-27", Pickup("2026-11"));
    }

    [Fact]
    public async Task Whoever_has_an_order_is_told_why_so_the_reason_is_needed()
    {
        var page = await Preview("2026-11", "2026-12-01", "");
        Assert.Equal(422, page.Status);
        Assert.Contains("waarom", page["#move-form .error"]);
        Assert.Equal(200, (await Preview("2027-01", "2027-01-30", "")).Status); // nobody has ordered in it
    }

    [Fact]
    public async Task A_planned_pickup_keeps_its_own_day_and_hours_when_the_rule_changes()
    {
        var wei = coop.As("Wei");
        var page = await wei.Submit(await wei.Get("/cycles/2026-12"), "#move-form", new Dictionary<string, string>
        {
            ["Move.Day"] = "2026-12-18", ["Move.From"] = "16:00", ["Move.Until"] = "18:30",
        });
        await wei.Submit(page, "#confirm");
        page = await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", new Dictionary<string, string> { ["Rule.Weekday"] = "6" });
        Assert.DoesNotContain("December", page["#messages .message div"]);
        Assert.Equal(("2026-12-18", "16:00", "18:30", "2026-11-24T07:00:00.000Z"), coop.Read(db =>
            db.One<(string, string, string, string)>("select pickup_on, pickup_from, pickup_until, opens_at from order_cycle where code = '2026-12'")));
        Assert.Contains("Friday 18 December, 16:00–18:30", page.Text);
        Assert.Equal("2027-01-30", Pickup("2027-01"));
        Assert.Equal("2026-12", coop.Read(db => db.One<string>("select code from cycle_move order by id limit 1")));
    }

    [Fact]
    public async Task An_opening_that_would_have_been_comes_at_once()
    {
        TestClock.Set(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
        var wei = coop.As("Wei");
        var page = await Preview("2026-12", "2026-12-18", "", wei);
        Assert.Contains("at once", page.Html.QuerySelector("#preview")!.TextContent);
        await wei.Submit(page, "#confirm");
        Run(coop, TestClock.Instance.GetUtcNow());
        Assert.Equal(["Planned", "Open"], States(coop, "2026-12"));
    }

    [Fact]
    public async Task A_holiday_and_two_orders_at_a_time_are_said_and_left_to_who_decides()
    {
        Assert.Contains("Nieuwjaarsdag", (await Preview("2026-12", "2027-01-01", ""))["#preview .flag.warn"]);
        var page = await Preview("2026-12", "2027-01-15", "");
        Assert.Contains("Leden kunnen dan tegelijk voor januari 2027 bestellen.", page["#preview .note"]);
        Assert.NotNull(page.Html.QuerySelector("#confirm"));
    }

    [Fact]
    public async Task Reminders_of_the_former_day_and_a_former_move_that_wait_do_not_go()
    {
        var bart = coop.As("Bart");
        await bart.Submit(await Preview("2026-11", "2026-11-28", "eerst", bart), "#confirm");
        coop.Write(db => db.Execute("""
            insert into mail (key, kind, batch, address, subject, message_id, created_at, next_try_at)
            values ('r', 'pickup-tomorrow', 'pickup-tomorrow/2026-11/1/2026-11-28', 'x@proef.example', 's', 'r', @Opens, @Opens)
            """, new { Opens }));
        await bart.Submit(await Preview("2026-11", "2026-12-01", "toch later", bart), "#confirm");
        Assert.Equal(3, Count("mail where skip_reason = 'changed' and kind in ('pickup-moved', 'pickup-tomorrow')"));
        Assert.Equal(2, Count("mail where kind = 'pickup-moved' and skipped_at is null"));
    }

    [Fact]
    public async Task The_reminder_of_the_day_before_comes_again_for_the_new_day()
    {
        var dayBefore = new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero);
        Run(coop, Closes);
        Run(coop, dayBefore);
        TestClock.Set(dayBefore.AddMinutes(10));
        var bart = coop.As("Bart");
        await bart.Submit(await Preview("2026-11", "2026-12-01", "De bezorger staat in de file.", bart), "#confirm");
        Assert.Equal(2, Count("mail where kind = 'pickup-tomorrow' and skip_reason = 'changed'")); // Dmytro's and Oksana's, still waiting
        Run(coop, dayBefore.AddDays(4));
        Assert.Equal(["pickup-tomorrow/2026-11/1/2026-12-01"], coop.Read(db => db.Query<string>("select distinct batch from mail where kind = 'pickup-tomorrow' and skipped_at is null")));
    }

    [Fact]
    public async Task A_pickup_moved_away_and_back_is_announced_anew_to_who_had_not_been_told_yet()
    {
        var dayBefore = new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero);
        Run(coop, Closes);
        Run(coop, dayBefore);
        coop.Write(db => db.Execute("update mail set sent_at = @dayBefore where kind = 'pickup-tomorrow' and address = 'oksana@proef.example'", new { dayBefore }));
        TestClock.Set(dayBefore.AddMinutes(10));
        var bart = coop.As("Bart");
        await bart.Submit(await Preview("2026-11", "2026-12-01", "file", bart), "#confirm");
        await bart.Submit(await Preview("2026-11", "2026-11-27", "toch niet", bart), "#confirm");
        Run(coop, dayBefore.AddMinutes(11));
        Run(coop, dayBefore.AddMinutes(12));
        Assert.Equal(["dmytro@proef.example"], coop.Read(db => db.Query<string>("select address from mail where kind = 'pickup-tomorrow' and skipped_at is null and sent_at is null")));
        Assert.Equal(1, Count("mail where kind = 'pickup-tomorrow' and sent_at is not null"));
    }

    [Fact]
    public async Task Other_hours_on_the_same_day_are_announced_anew_too()
    {
        var dayBefore = new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero);
        Run(coop, Closes);
        Run(coop, dayBefore);
        TestClock.Set(dayBefore.AddMinutes(10));
        var bart = coop.As("Bart");
        var form = await bart.Get("/cycles/2026-11");
        var shown = await bart.Submit(form, "#move-form", new Dictionary<string, string>
        {
            ["Move.Day"] = "2026-11-27", ["Move.From"] = "17:00", ["Move.Until"] = "19:00", ["Move.Reason"] = "zaal",
        });
        await bart.Submit(shown, "#confirm");
        Run(coop, dayBefore.AddMinutes(11));
        Assert.Equal(2, Count("mail where kind = 'pickup-tomorrow' and skipped_at is null and body_text like '%17:00%'"));
        Assert.Equal(0, Count("mail where kind = 'pickup-tomorrow' and skipped_at is null and body_text like '%18:00%'"));
    }

    [Fact]
    public async Task Members_do_not_move_pickups_and_nobody_does_once_it_has_begun()
    {
        Assert.Null((await coop.As("Amara").Get("/cycles/2026-11")).Html.QuerySelector("#move"));
        var page = await coop.As("Bart").Get("/cycles/2026-11");
        var answer = await coop.As("Amara").Submit(page, "#move-form", new Dictionary<string, string> { ["Move.Day"] = "2026-12-01" }, follow: false);
        Assert.NotEqual(200, answer.Status);
        coop.Write(db =>
        {
            foreach (var state in (string[])["Fill", "Closed", "Ordered", "Delivered", "Pickup"])
                db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, @Closes from order_cycle where code = '2026-11'", new { state, Closes });
        });
        Assert.Null((await coop.As("Bart").Get("/cycles/2026-11")).Html.QuerySelector("#move"));
    }

    // closing nine days before the pickup at this wall time: where it was, and where it is after the move
    [Theory]
    [InlineData("2026-11-27", "2026-12-01", "22:00", "2026-11-18T21:00Z", "2026-11-22T21:00Z")]
    [InlineData("2026-03-27", "2026-04-10", "22:00", "2026-03-18T21:00Z", "2026-04-01T20:00Z")] // into summer time
    [InlineData("2026-10-20", "2026-11-03", "22:00", "2026-10-11T20:00Z", "2026-10-25T21:00Z")] // and out of it
    [InlineData("2026-04-03", "2026-04-07", "02:30", "2026-03-25T01:30Z", "2026-03-29T01:00Z")] // to an hour that does not exist: the first after it
    [InlineData("2026-10-30", "2026-11-03", "02:30", "2026-10-21T00:30Z", "2026-10-25T00:30Z")] // to one that exists twice: the first
    [InlineData("2027-12-31", "2028-01-03", "22:00", "2027-12-22T21:00Z", "2027-12-25T21:00Z")]
    [InlineData("2027-01-01", "2026-12-30", "22:00", "2026-12-23T21:00Z", "2026-12-21T21:00Z")]
    public void Moments_move_along_at_the_clock_on_the_wall(string from, string to, string wall, string closes, string then)
    {
        var zone = FoodCoop.Platform.Time.CoopZone.Of("Europe/Amsterdam");
        var day = DateOnly.Parse(from);
        var dates = (Rhythm.Default with { ClosesAt = TimeOnly.Parse(wall) }).Dates(CycleCode.Of(day), day, zone);
        var moved = dates.MovedTo(DateOnly.Parse(to), zone, dates.OpensAt.AddDays(-60));
        Assert.Equal((DateTimeOffset.Parse(closes), DateTimeOffset.Parse(then)), (dates.ClosesAt, moved.ClosesAt));
        Assert.Equal(dates.Code, moved.Code);
    }

    [Fact]
    public void From_friday_to_sunday_the_fill_phase_has_47_hours_when_the_clocks_go_forward_between()
    {
        var zone = FoodCoop.Platform.Time.CoopZone.Of("Europe/Amsterdam");
        var april = Rhythm.Default.Dates(new CycleCode(2026, 4), new DateOnly(2026, 4, 24), zone);
        var moved = april.MovedTo(new DateOnly(2026, 4, 7), zone, april.OpensAt.AddDays(-60));
        Assert.Equal((DateTimeOffset.Parse("2026-03-27T21:00Z"), DateTimeOffset.Parse("2026-03-29T20:00Z")), (moved.FillAt, moved.ClosesAt));
    }

    private async Task<TestPage> Preview(string code, string day, string reason, TestBrowser? browser = null)
    {
        browser ??= coop.As("Bart");
        return await browser.Submit(await browser.Get("/cycles/" + code), "#move-form", new Dictionary<string, string> { ["Move.Day"] = day, ["Move.Reason"] = reason });
    }

    private string? Pickup(string code) => coop.Read(db => db.Find<string>("select pickup_on from order_cycle where code = @code", new { code }));

    private int Count(string what) => coop.Read(db => db.One<int>("select count(*) from " + what));

    private string Letter(string name) =>
        coop.Read(db => db.One<string>("select subject || char(10) || body_text from mail where kind = 'pickup-moved' and address = @name || '@proef.example'", new { name }));
}

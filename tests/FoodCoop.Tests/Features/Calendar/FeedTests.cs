using System.Net;
using FoodCoop.Features.Calendar;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Calendar;

public sealed class FeedTests
{
    private static readonly CoopZone Zone = CoopZone.Of("Europe/Amsterdam");
    private readonly TestCoop coop = new();

    [Fact]
    public async Task An_independent_program_reads_deadlines_and_pickups_in_the_persons_language()
    {
        coop.OpenCycle();
        var calendar = await Read("Çağla");
        Assert.Equal("De Proefkrat", calendar.Name);
        Assert.Equal(3, calendar.Events.Count);

        var closing = calendar["closing-2026-11@pk"];
        Assert.Equal("Bestelling sluit 22:00 (november 2026)", closing.Summary);
        Assert.Equal((At("2026-11-18T20:30:00Z"), At("2026-11-18T21:00:00Z")), (closing.From, closing.Until));
        Assert.Equal("Tot dan kun je je bestelling aanpassen.\nhttp://" + coop.Host + "/order/2026-11", closing.Description);

        var pickup = calendar["pickup-2026-11@pk"];
        Assert.Equal((At("2026-11-27T17:00:00Z"), At("2026-11-27T19:00:00Z")), (pickup.From, pickup.Until));
        Assert.Equal(("Ophaaldag van De Proefkrat", "Proefweg 1, 1000 AA Amsterdam", "CONFIRMED", 0), (pickup.Summary, pickup.Location, pickup.Status, pickup.Sequence));
        Assert.Equal($"http://{coop.Host}/order/2026-11", pickup.Link);

        Assert.Equal(At("2026-11-03T07:00:00Z"), calendar["opening-2026-11@pk"].From);
        Assert.Equal("Order closes 22:00 (November 2026)", (await Read("Amara"))["closing-2026-11@pk"].Summary);
    }

    [Fact]
    public async Task All_months_that_are_planned_stand_in_it_and_what_is_over_for_three_months_does_not()
    {
        coop.Write(db => CyclePlan.Make(db, RhythmRule.Load(db)!, Zone, TestClock.Start));
        Assert.Equal(["2026-12", "2027-01", "2027-02"], (await Read("Amara")).Events.Where(e => e.Uid.StartsWith("pickup", StringComparison.Ordinal)).Select(e => e.Uid[7..14]));
        TestClock.Set(At("2027-03-25T18:59:00Z"));
        Assert.Contains("pickup-2026-12@pk", (await Read("Amara")).Events.Select(e => e.Uid));
        TestClock.Set(At("2027-03-25T19:01:00Z"));
        Assert.DoesNotContain("pickup-2026-12@pk", (await Read("Amara")).Events.Select(e => e.Uid));
    }

    [Fact]
    public async Task A_pickup_that_is_moved_keeps_its_name_and_its_sequence_rises()
    {
        coop.OpenCycle();
        var moved = At("2026-11-13T09:00:00Z");
        coop.Write(db =>
        {
            db.Execute("update order_cycle set pickup_on = '2026-11-28', closes_at = '2026-11-19T21:00:00.000Z'");
            db.Execute("insert into cycle_move (code, pickup_before, pickup_after, at) values ('2026-11', '2026-11-27', '2026-11-28', @moved)", new { moved });
        });
        var calendar = await Read("Amara");
        Assert.Equal(3, calendar.Events.Count);
        var pickup = calendar["pickup-2026-11@pk"];
        Assert.Equal((At("2026-11-28T17:00:00Z"), 1, moved), (pickup.From, pickup.Sequence, pickup.Changed));
        Assert.Equal((At("2026-11-19T21:00:00Z"), 1), (calendar["closing-2026-11@pk"].Until, calendar["closing-2026-11@pk"].Sequence));
    }

    [Fact]
    public async Task After_a_change_of_the_rule_the_sequence_of_what_moved_rises_and_only_of_that()
    {
        coop.Write(db => CyclePlan.Make(db, RhythmRule.Load(db)!, Zone, TestClock.Start));
        var wei = coop.As("Wei");
        await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", new Dictionary<string, string> { ["Rule.Nth"] = "4" });
        var calendar = await Read("Amara");
        var pickup = calendar["pickup-2027-01@pk"]; // only there the fourth Friday is not the last
        Assert.Equal((At("2027-01-22T17:00:00Z"), 1, TestClock.Start), (pickup.From, pickup.Sequence, pickup.Changed));
        Assert.Equal([0, 1, 0], calendar.Events.Where(e => e.Uid.StartsWith("closing", StringComparison.Ordinal)).Select(e => e.Sequence));

        TestClock.Advance(TimeSpan.FromDays(1));
        await wei.Submit(await wei.Get("/settings/rhythm"), "#rule", new Dictionary<string, string> { ["Rule.PickupFrom"] = "17:00" }); // other hours, the same days
        calendar = await Read("Amara");
        Assert.Equal([1, 2, 1], calendar.Events.Where(e => e.Uid.StartsWith("pickup", StringComparison.Ordinal)).Select(e => e.Sequence));
        Assert.Equal((At("2027-01-22T16:00:00Z"), TestClock.Start.AddDays(1)), (calendar["pickup-2027-01@pk"].From, calendar["pickup-2027-01@pk"].Changed));
    }

    [Fact]
    public async Task Ordering_that_is_open_again_moves_the_deadline_and_not_the_pickup()
    {
        coop.OpenCycle();
        var back = At("2026-11-19T08:00:00Z");
        coop.Write(db =>
        {
            db.Execute("update order_cycle set closes_at = '2026-11-20T21:00:00.000Z'");
            db.Execute("""
                insert into cycle_event (cycle_id, closing, state, round, back, at, by_person_id, reason, closes_at)
                select c.id, 2, 'Open', 1, 1, @back, p.id, 'De melk was vergeten', c.closes_at from order_cycle c, person p where p.name = 'Bart'
                """, new { back });
        });
        var calendar = await Read("Amara");
        var closing = calendar["closing-2026-11@pk"];
        Assert.Equal((At("2026-11-20T21:00:00Z"), 1, back), (closing.Until, closing.Sequence, closing.Changed));
        Assert.Equal(0, calendar["pickup-2026-11@pk"].Sequence);
    }

    [Fact]
    public async Task A_month_that_is_skipped_stays_as_cancelled_with_the_same_names_and_comes_back_with_a_higher_sequence()
    {
        coop.Write(db => CyclePlan.Make(db, RhythmRule.Load(db)!, Zone, TestClock.Start));
        var before = await Read("Çağla");
        coop.Write(db =>
        {
            db.Execute("insert into rhythm_skip (month) values ('2026-12')");
            db.Execute("delete from cycle_event where cycle_id = (select id from order_cycle where code = '2026-12')");
            db.Execute("delete from order_cycle where code = '2026-12'");
            db.Execute("insert into cycle_move (code, pickup_before, at) values ('2026-12', '2026-12-25', @now)", new { now = TestClock.Start });
        });
        var skipped = await Read("Çağla");
        Assert.Equal(before.Events.Select(e => e.Uid), skipped.Events.Select(e => e.Uid));
        foreach (var what in (string[])["opening", "closing", "pickup"])
        {
            var (was, gone) = (before[$"{what}-2026-12@pk"], skipped[$"{what}-2026-12@pk"]);
            Assert.Equal((was.From, was.Until, "CANCELLED", was.Sequence + 1), (gone.From, gone.Until, gone.Status, gone.Sequence));
        }
        Assert.Equal("Vervalt: Ophaaldag van De Proefkrat", skipped["pickup-2026-12@pk"].Summary);
        Assert.Equal("CONFIRMED", skipped["pickup-2027-01@pk"].Status);

        coop.Write(db =>
        {
            db.Execute("delete from rhythm_skip");
            CyclePlan.Make(db, RhythmRule.Load(db)!, Zone, TestClock.Start);
        });
        var again = (await Read("Çağla"))["pickup-2026-12@pk"];
        Assert.Equal(("CONFIRMED", 2), (again.Status, again.Sequence));
    }

    [Fact]
    public async Task A_month_that_is_skipped_long_before_it_is_planned_does_not_stand_in_it()
    {
        coop.Write(db =>
        {
            CyclePlan.Make(db, RhythmRule.Load(db)!, Zone, TestClock.Start);
            db.Execute("insert into cycle_move (code, pickup_before, at) values ('2027-08', '2027-08-27', @now)", new { now = TestClock.Start });
        });
        Assert.DoesNotContain((await Read("Amara")).Events, e => e.Status == "CANCELLED");
    }

    [Fact]
    public async Task A_calendar_that_has_the_newest_already_is_told_so_in_a_few_bytes()
    {
        coop.OpenCycle();
        var path = Path("Amara");
        using var first = await Ask(path);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache, private", string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").Order()));
        Assert.False(first.Headers.Contains("Set-Cookie"));
        using var second = await Ask(path, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        TestClock.Advance(TimeSpan.FromDays(1));
        using var nextDay = await Ask(path, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, nextDay.StatusCode); // time alone changes nothing
        coop.Write(db => db.Execute("update order_cycle set pickup_from = '17:00'"));
        using var third = await Ask(path, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_nobodys_or_of_somebody_who_left_is_not_found()
    {
        using var wrong = await Ask($"/calendar/{new string('x', 43)}.ics");
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        var (dmytro, oksana, amara) = (Path("Дмитро"), Path("Oksana"), Path("Amara"));
        coop.Write(db => db.Execute("update person set left_on = '2026-11-12' where name = 'Дмитро'"));
        coop.Write(db => db.Execute("update member set left_on = '2026-11-12' where number = 114"));
        Assert.Equal((404, 200, 404), (await Status(dmytro), await Status(oksana), await Status(amara)));
    }

    [Fact]
    public async Task Who_asks_too_often_waits()
    {
        var path = Path("Amara");
        for (var i = 0; i < CalendarFeed.PerMinute; i++) Assert.Equal(200, await Status(path));
        Assert.Equal(429, await Status(path));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);

    /// <summary>The address of a person's feed, made if there is none.</summary>
    private string Path(string name) => coop.Write(db =>
    {
        var person = db.One<Id<Person>>("select id from person where name = @name", new { name });
        CalendarFeed.Make(db, person, TestClock.Instance.GetUtcNow());
        return CalendarFeed.Of(db, person)!.Path;
    });

    private async Task<Peer.Calendar> Read(string name) => await Peer.ReadCalendar(await coop.As(null).Bytes(Path(name)));

    private async Task<int> Status(string path)
    {
        using var answer = await Ask(path);
        return (int)answer.StatusCode;
    }

    private Task<HttpResponseMessage> Ask(string path, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null) request.Headers.Add("If-None-Match", known);
        return coop.As(null).Raw(request);
    }
}

using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Calendar;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Calendar;

/// <summary>
/// The days of the cycles in a calendar: when ordering opens, when it closes, and the pickup. What was moved keeps its name and
/// has a higher sequence; a month that is skipped stays as cancelled, because calendars hold it already.
/// </summary>
public static class CycleDays
{
    /// <summary>A deadline as an appointment: the last half hour before it.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(30);

    private const string SelectMoves = "select code, pickup_before, pickup_after, at from cycle_move order by id";
    private const string SelectPlanned = "select code, created_at as at from order_cycle";

    private const string SelectReopened = """
        select c.code, e.at
        from cycle_event e
        join order_cycle c on c.id = e.cycle_id
        where e.closes_at is not null
        order by e.id
        """;

    /// <summary>Dates that were changed after the cycle had been planned.</summary>
    /// <param name="PickupAfter">Null: the month is skipped.</param>
    public sealed record Move(string Code, DateOnly PickupBefore, DateOnly? PickupAfter, DateTimeOffset At);

    /// <summary>When something happened to a cycle.</summary>
    public sealed record Moment(string Code, DateTimeOffset At);

    /// <summary>What a cycle has been through.</summary>
    /// <param name="Dates">As they are, or were when the month was skipped.</param>
    /// <param name="Reopened">The moments at which a closed cycle got a new closing time.</param>
    public sealed record Story(CycleDates Dates, bool IsSkipped, DateTimeOffset PlannedAt, IReadOnlyList<Move> Moves, IReadOnlyList<DateTimeOffset> Reopened)
    {
        // A month that is skipped and planned again has changed twice, and only the first of these is a row.
        private int Changes => Moves.Count + Moves.Count(m => m.PickupAfter is null) - (IsSkipped ? 1 : 0);

        public int Sequence(bool ofClosing) => Changes + (ofClosing ? Reopened.Count : 0);

        public DateTimeOffset ChangedAt(bool ofClosing) => Moves.Select(m => m.At).Concat(ofClosing ? Reopened : []).Append(PlannedAt).Max();
    }

    public static IEnumerable<CalendarEntry> Of(Db db, CalendarScene scene)
    {
        var zone = CoopZone.Of(scene.Coop.Zone);
        return Stories(db, zone).SelectMany(story => Entries(story, zone, scene));
    }

    public static IEnumerable<CalendarEntry> Entries(Story story, CoopZone zone, CalendarScene scene)
    {
        var (t, dates, cycle) = (scene.T, scene.Dates, story.Dates);
        var code = cycle.Code.ToString();
        var month = dates.Month(code);
        var link = story.IsSkipped ? scene.Link("/order") : scene.Link("/order/" + code);
        yield return Entry("opening", cycle.OpensAt, cycle.OpensAt + Notice, t["Calendar.Opening", month], t["Calendar.OpeningMore", dates.Moment(cycle.ClosesAt), link]);
        yield return Entry("closing", cycle.ClosesAt - Notice, cycle.ClosesAt, t["Calendar.Closing", dates.Time(cycle.ClosesAt), month], t["Calendar.ClosingMore", link], ofClosing: true);
        var pickup = Entry("pickup", zone.ToUtc(cycle.PickupOn, cycle.PickupFrom), zone.ToUtc(cycle.PickupOn, cycle.PickupUntil),
            t["Calendar.Pickup", scene.Coop.Name], t["Calendar.PickupMore", link]);
        yield return pickup with { Location = scene.Coop.Address, IsBusy = true };

        CalendarEntry Entry(string what, DateTimeOffset from, DateTimeOffset until, string summary, string more, bool ofClosing = false) => new(
            scene.Uid(what, code), from, until, story.IsSkipped ? t["Calendar.Cancelled", summary] : summary,
            story.IsSkipped ? t["Calendar.CancelledMore", month, scene.Coop.Name] : more, story.ChangedAt(ofClosing), story.Sequence(ofClosing),
            Link: link, IsCancelled: story.IsSkipped);
    }

    private static IEnumerable<Story> Stories(Db db, CoopZone zone)
    {
        var moves = db.Query<Move>(SelectMoves).ToLookup(m => m.Code);
        var planned = db.Query<Moment>(SelectPlanned).ToDictionary(p => p.Code, p => p.At, StringComparer.Ordinal);
        var reopened = db.Query<Moment>(SelectReopened).ToLookup(r => r.Code, r => r.At);
        var cycles = Cycle.All(db);
        foreach (var c in cycles)
        {
            var dates = new CycleDates(CycleCode.Parse(c.Code), c.PickupOn, c.PickupFrom, c.PickupUntil, c.OpensAt, c.FillAt, c.ClosesAt);
            yield return new Story(dates, false, planned[c.Code], [.. moves[c.Code]], [.. reopened[c.Code]]);
        }
        if (RhythmRule.Load(db) is not { } rhythm) yield break;
        foreach (var gone in moves.Where(m => !planned.ContainsKey(m.Key)))
        {
            // its moments are not kept: by the rhythm, from the day on which its pickup would have been
            var (last, code) = (gone.Last(), CycleCode.Parse(gone.Key));
            var day = last.PickupAfter ?? last.PickupBefore;
            // a month far ahead that is skipped before it was planned has never been in anybody's calendar
            if (cycles.Exists(c => c.PickupOn > day)) yield return new Story(rhythm.Dates(code, day, zone), true, last.At, [.. gone], []);
        }
    }
}

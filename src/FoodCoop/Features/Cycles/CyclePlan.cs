using FoodCoop.Features.Duties;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>Makes the cycles of the coming months from the rhythm, each once, and lets those that have not opened follow its changes.</summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
public static class CyclePlan
{
    /// <summary>Pickups that always exist ahead: what is left of this rotation of two cycles, and the whole next one.</summary>
    public const int Ahead = 4;

    /// <summary>Nobody skips more months than this in a row; the search for pickups ends there.</summary>
    private const int Horizon = 36;

    private const string InsertCycle = """
        insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
        values (@code, @PickupOn, @PickupFrom, @PickupUntil, @OpensAt, @FillAt, @ClosesAt, @now)
        on conflict (code) do nothing
        """;

    private const string InsertPlanned = """
        insert into cycle_event (cycle_id, closing, state, at)
        select id, 1, 'Planned', @now from order_cycle where code = @code
        """;

    private const string UpdateDates = """
        update order_cycle
        set pickup_on = @PickupOn, pickup_from = @PickupFrom, pickup_until = @PickupUntil,
          opens_at = @OpensAt, fill_at = @FillAt, closes_at = @ClosesAt
        where code = @code
        """;

    private const string DeleteEvents = "delete from cycle_event where cycle_id = @Id";
    private const string DeleteCycle = "delete from order_cycle where id = @Id";

    /// <summary>What a rhythm makes of a month that has a cycle already: other dates, or (null) none.</summary>
    public sealed record Change(Cycle Cycle, CycleDates? To);

    /// <summary>The next pickups by the rhythm, from today on.</summary>
    public static IEnumerable<CycleDates> Next(Rhythm rhythm, CoopZone zone, DateTimeOffset now, int count)
    {
        var today = zone.DateAt(now);
        var month = CycleCode.Of(today).FirstDay;
        // from two months before: a pickup that was moved may still come after its own month
        return rhythm.Between(CycleCode.Of(month.AddMonths(-2)), CycleCode.Of(month.AddMonths(Horizon)), zone)
            .Where(d => d.PickupOn >= today).OrderBy(d => d.PickupOn).Take(count);
    }

    /// <summary>
    /// The cycles that should exist and do not. One that would be open already is made only when it follows others (the program
    /// was away for months, or it is skipped no more), not for a co-op that has just been set up and has nothing to offer yet.
    /// </summary>
    public static List<CycleDates> Missing(IReadOnlyList<Cycle> existing, Rhythm rhythm, CoopZone zone, DateTimeOffset now)
    {
        var codes = existing.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        var oldest = codes.Min(StringComparer.Ordinal);
        return [.. Next(rhythm, zone, now, Ahead).Where(d => !codes.Contains(d.Code.ToString()) && IsStillMade(d, oldest, now))];
    }

    /// <summary>Whether a month that has no cycle may still get one.</summary>
    /// <param name="oldest">The code of the co-op's first cycle; null when it has none.</param>
    public static bool IsStillMade(CycleDates dates, string? oldest, DateTimeOffset now) =>
        dates.OpensAt > now || dates.ClosesAt > now && oldest is not null && string.CompareOrdinal(dates.Code.ToString(), oldest) > 0;

    /// <summary>Makes the missing cycles in the running transaction; how many. Safe to run at any time and twice.</summary>
    public static int Make(Db db, Rhythm rhythm, CoopZone zone, DateTimeOffset now)
    {
        var made = 0;
        foreach (var dates in Missing(Cycle.All(db), rhythm, zone, now))
        {
            var code = dates.Code.ToString();
            if (db.Execute(InsertCycle, Row(dates, code, now)) == 0) continue;
            db.Execute(InsertPlanned, new { code, now });
            made++;
        }
        return made;
    }

    /// <summary>What a rhythm would change among the cycles that have not opened; those that have keep their dates.</summary>
    public static List<Change> Changes(IEnumerable<Cycle> existing, Rhythm rhythm, CoopZone zone, DateTimeOffset now)
    {
        List<Change> changes = [];
        foreach (var cycle in existing.Where(c => c.State == CycleState.Planned && c.OpensAt > now).OrderBy(c => c.PickupOn))
        {
            var code = CycleCode.Parse(cycle.Code);
            var dates = rhythm.Between(code, code, zone).SingleOrDefault();
            if (dates is null || !cycle.Is(dates)) changes.Add(new Change(cycle, dates));
        }
        return changes;
    }

    /// <summary>Lets the cycles that have not opened follow the rhythm, and makes those that are missing; what was changed.</summary>
    /// <param name="by">Who changed the rhythm; each pickup that goes to another day, or is skipped, keeps it in its history.</param>
    /// <exception cref="Refused">A cycle would be over before it began.</exception>
    public static List<Change> Follow(Db db, Rhythm rhythm, CoopZone zone, DateTimeOffset now, Id<Person>? by = null, string reason = "")
    {
        var changes = Changes(Cycle.All(db), rhythm, zone, now);
        var coop = db.Find<CoopRow>(CoopRow.Select);
        foreach (var (cycle, to) in changes)
        {
            CycleMove.Record(db, cycle.Code, cycle.PickupOn, to?.PickupOn, now, by, reason);
            if (to is null)
            {
                if (coop is not null) MovedShifts.Skip(db, coop, cycle, reason, now, by);
                db.Execute(DeleteEvents, new { cycle.Id });
                db.Execute(DeleteCycle, new { cycle.Id });
                continue;
            }
            if (to.ClosesAt <= now) throw new Refused("", "Cycles.WouldBeOver", cycle.Code);
            if (to.OpensAt <= now) throw new Refused("", "Cycles.WouldOpenAtOnce", cycle.Code); // that is done where it is shown first: on its own page
            db.Execute(UpdateDates, Row(to, cycle.Code, now));
            if (coop is not null) MovedShifts.Follow(db, coop, cycle, to, tell: true, now);
        }
        Make(db, rhythm, zone, now);
        RotationDays.Renew(db, zone);
        return changes;
    }

    private static object Row(CycleDates d, string code, DateTimeOffset now) =>
        new { code, d.PickupOn, d.PickupFrom, d.PickupUntil, d.OpensAt, d.FillAt, d.ClosesAt, now };
}

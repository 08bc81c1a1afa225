using FoodCoop.Features.Order.Behalf;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// What the clock does to cycles: it makes them, opens them, begins their fill phase and closes them. Each change of state
/// happens in one transaction with its row, exactly once: also when the program was away at that moment (all that was missed
/// is caught up in order), runs twice, or two triggers race (the state is read again in the line at the writer).
/// </summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
public static class CycleClock
{
    /// <summary>Does what is due at a moment; says what it did.</summary>
    /// <exception cref="AggregateException">Some cycle could not be taken on; the others were.</exception>
    public static async Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default)
    {
        List<string> did = [];
        List<Exception> failures = [];
        if (file.Read(db => IsPlanDue(db, now)) && await file.WriteAsync(db => MakePlanned(db, now), stopping) is > 0 and var made)
            did.Add($"planned {made}");
        // The oldest first: what is new in a cycle is told by the one before it. One that fails does not hold up the others.
        foreach (var due in file.Read(db => WithSomethingDue(db, now)))
        {
            try
            {
                while (await file.WriteAsync(db => TakeOn(db, due.Id, now), stopping) is { } what) did.Add(what);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                failures.Add(new InvalidOperationException($"Cycle {due.Code}: {e.Message}", e));
            }
        }
        return failures.Count == 0 ? string.Join(", ", did) : throw new AggregateException(failures);
    }

    /// <summary>
    /// Takes one cycle on as far as the clock says, in the running transaction: for a request that comes in the seconds
    /// between the moment and the minute's round. Closing is left to the round: who comes after it is refused, which takes all back,
    /// so that every late save would work out the whole closing anew while the others wait in line.
    /// </summary>
    public static Cycle CatchUp(Db db, Cycle cycle, DateTimeOffset now)
    {
        while (Due(cycle, now) is not CycleState.Closed && Step(db, cycle, now) is not null) cycle = Cycle.One(db, cycle.Id);
        return cycle;
    }

    /// <summary>The state that the clock owes a cycle next, or null.</summary>
    public static CycleState? Due(Cycle cycle, DateTimeOffset now) => cycle.State switch
    {
        CycleState.Planned when cycle.OpensAt <= now => CycleState.Open,
        CycleState.Open when cycle.FillAt <= now => CycleState.Fill, // without a fill phase (0 days) both come at closing
        CycleState.Fill when cycle.ClosesAt <= now => CycleState.Closed,
        _ => null,
    };

    // Most rounds: two statements that read, and one more for a cycle that waits for people.
    private static List<Cycle> WithSomethingDue(Db db, DateTimeOffset now)
    {
        if (db.Find<CoopRow>(CoopRow.Select) is not { } coop) return [];
        var zone = CoopZone.Of(coop.Zone);
        return [.. Cycle.All(db).Where(c => Due(c, now) is not null || CyclePost.Due(db, c, zone, now) is not null).OrderBy(c => c.PickupOn)];
    }

    // The next step, or a reminder that is due; what was done, or null when there is no more.
    private static string? TakeOn(Db db, Id<OrderCycle> id, DateTimeOffset now)
    {
        var cycle = Cycle.One(db, id);
        return Step(db, cycle, now) is { } state ? $"{cycle.Code} {state}" : CyclePost.WriteDue(db, cycle, db.One<CoopRow>(CoopRow.Select), now);
    }

    private static CycleState? Step(Db db, Cycle cycle, DateTimeOffset now)
    {
        if (Due(cycle, now) is not { } state || !CycleEvents.Record(db, cycle, state, now)) return null;
        var coop = db.One<CoopRow>(CoopRow.Select);
        switch (state)
        {
            case CycleState.Open:
                Opening.Freeze(db, cycle, coop);
                OrderingOpen.Write(db, cycle, coop, now);
                break;
            case CycleState.Fill:
                Closing.RememberFlex(db, cycle);
                CasesShort.Write(db, cycle, coop, now);
                break;
            case CycleState.Closed:
                Sitting.AtClosing(db, cycle, coop, now); // before the goods are shared out: it tells what was asked
                Closing.Close(db, cycle, coop, now);
                break;
            default:
                break;
        }
        // In the same transaction: of two mails that are due together the post must never see the earlier alone.
        CyclePost.WriteDue(db, Cycle.One(db, cycle.Id), coop, now);
        return state;
    }

    private static bool IsPlanDue(Db db, DateTimeOffset now) =>
        Wanted(db) is { } w && CyclePlan.Missing(Cycle.All(db), w.Rhythm, w.Zone, now).Count > 0;

    private static int MakePlanned(Db db, DateTimeOffset now) =>
        Wanted(db) is { } w ? CyclePlan.Make(db, w.Rhythm, w.Zone, now) : 0;

    private static (Rhythm Rhythm, CoopZone Zone)? Wanted(Db db) =>
        db.Find<CoopRow>(CoopRow.Select) is { } coop && RhythmRule.Load(db) is { } rhythm ? (rhythm, CoopZone.Of(coop.Zone)) : null;
}

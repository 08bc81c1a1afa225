namespace FoodCoop.Features.Cycles;

/// <summary>One line of what happened to a cycle: a state that it entered, or a change of its pickup's day.</summary>
/// <param name="Event">The state; null for a change of the day.</param>
/// <param name="Move">The change of the day; null for a state.</param>
/// <param name="IsComeback">The month had been skipped, and is so no more.</param>
public sealed record CycleHistory(CycleEvents.Row? Event, CycleMove.Row? Move = null, bool IsComeback = false)
{
    public DateTimeOffset At => Event?.At ?? Move!.At;
    public string? By => Event is not null ? Event.By : Move!.By;
    public string Reason => Event?.Reason ?? Move!.Reason;

    /// <summary>All of it, in the order in which it happened.</summary>
    public static List<CycleHistory> Of(Db db, Cycle cycle)
    {
        var moves = CycleMove.Of(db, cycle.Code);
        return
        [
            .. CycleEvents.Of(db, cycle.Id).Select(e => new CycleHistory(e))
                .Concat(moves.Select((m, i) => new CycleHistory(null, m, i > 0 && moves[i - 1].PickupAfter is null)))
                .OrderBy(h => h.At),
        ];
    }
}

namespace FoodCoop.Features.Cycles;

/// <summary>
/// One month of a year as all can see it: its cycle, or what the rhythm makes of it, or that it is skipped and why. Without any
/// of these there is no pickup and none will come.
/// </summary>
/// <param name="Dates">Of its cycle, or by the rhythm where it has none yet; null when there is no pickup.</param>
/// <param name="Instead">The day that the rule gives, where the pickup is on another.</param>
/// <param name="Skipped">Why there is no pickup ("" when nobody said); null when it is not skipped.</param>
/// <param name="Why">Why it was moved, in the words of who did it.</param>
/// <param name="IsDecided">Its day was fixed by hand: a holiday is no question any more.</param>
/// <param name="IsFree">It has not opened and is not over: it may still be skipped or moved as a whole.</param>
public sealed record CycleYear(
    CycleCode Code, Cycle? Cycle, CycleDates? Dates, DateOnly? Instead, string? Skipped, string Why, bool IsDecided, bool IsFree)
{
    /// <summary>By the rule, but not made yet: it may still become another day.</summary>
    public bool IsNotFixed => Cycle is null && Dates is not null;

    /// <summary>On a holiday, and nobody has said whether to keep it or to move it.</summary>
    public bool IsToDecide => IsFree && !IsDecided && Dates is { } dates && Holidays.Name(dates.PickupOn) is not null;

    /// <summary>All twelve months.</summary>
    /// <param name="rhythm">Null until the co-op has been set up: then only months that have a cycle have dates.</param>
    public static List<CycleYear> Of(
        int year, IReadOnlyCollection<Cycle> cycles, Rhythm? rhythm, IReadOnlyCollection<RhythmRule.Skip> skips,
        IReadOnlyCollection<CycleMove.Row> moves, Platform.Time.CoopZone zone, DateTimeOffset now)
    {
        var existing = cycles.ToDictionary(c => c.Code);
        var oldest = existing.Keys.Min(StringComparer.Ordinal);
        return [.. Enumerable.Range(1, 12).Select(m => Month(new CycleCode(year, m)))];

        CycleYear Month(CycleCode code)
        {
            var name = code.ToString();
            var cycle = existing.GetValueOrDefault(name);
            var skipped = cycle is null ? skips.FirstOrDefault(s => s.Month == name)?.Reason : null;
            // what should have opened and has no cycle gets none any more, unless it only waits for the next round of the clock
            var byRule = cycle is null && rhythm?.Dates(code, rhythm.DayOf(code), zone) is { } d && CyclePlan.IsStillMade(d, oldest, now) ? d : null;
            var dates = cycle?.Dates ?? (skipped is null ? byRule : null);
            var fixedDay = rhythm is not null && rhythm.Moved.ContainsKey(code);
            var last = moves.LastOrDefault(v => v.Code == name && v.PickupAfter is not null);
            var rule = cycle is { State: > CycleState.Planned } ? last?.PickupBefore : rhythm?.PickupIn(code);
            return new CycleYear(
                code, cycle, dates,
                Instead: fixedDay && dates is not null && rule != dates.PickupOn ? rule : null,
                Skipped: skipped,
                Why: fixedDay && last is not null && last.PickupAfter == dates?.PickupOn ? last.Reason : "",
                IsDecided: fixedDay,
                IsFree: cycle is null ? byRule is not null : cycle.State == CycleState.Planned && cycle.OpensAt > now);
        }
    }
}

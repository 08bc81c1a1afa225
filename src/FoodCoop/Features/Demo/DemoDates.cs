using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Demo;

/// <summary>
/// The demo's rhythm, laid around today, so that there is always something to do: one cycle is open with six to twelve days to go,
/// and the one before it awaits its pickup next Friday.
/// </summary>
/// <remarks>
/// Pickup is on the same Friday of each month. The pickup before the open cycle's is moved to two weeks before it (as if the hall had
/// been let), which also makes the rhythm show a moved date; and ordering opens 22 days before the pickup instead of 24, so that even
/// then no two cycles are open at once.
/// </remarks>
public sealed record DemoDates(Rhythm Rhythm, IReadOnlyList<CycleDates> Past, CycleDates Ordering)
{
    /// <summary>Closed cycles that there have been: a year of them.</summary>
    public const int PastCycles = 13;

    /// <param name="past">How many closed cycles there have been.</param>
    public static DemoDates For(DateOnly today, CoopZone zone, int past = PastCycles)
    {
        var awaited = today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 6) % 7 + 1);
        var ordering = awaited.AddDays(14);
        var week = ordering.AddDays(7).Month == ordering.Month ? (MonthWeek)((ordering.Day - 1) / 7 + 1) : MonthWeek.Last;
        var code = CycleCode.Of(ordering);
        var before = CycleCode.Of(code.FirstDay.AddMonths(-1));
        var rhythm = Rhythm.Default with
        {
            Week = week,
            OpensDaysBefore = 22,
            Moved = new Dictionary<CycleCode, DateOnly> { [before] = awaited },
        };
        var cycles = rhythm.Between(CycleCode.Of(code.FirstDay.AddMonths(-past)), code, zone).ToList();
        return new(rhythm, cycles[..^1], cycles[^1]);
    }
}

using System.Collections.Frozen;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>Which of a month's Fridays (or other weekdays).</summary>
public enum MonthWeek
{
    First = 1,
    Second = 2,
    Third = 3,
    Fourth = 4,
    Last = 5,
}

/// <summary>
/// The rule that makes the cycles: pickup on the n-th or last weekday of each month, months skipped, single
/// dates moved, and how many calendar days before it the order opens, closes, and when the fill phase begins.
/// </summary>
/// <remarks>Source: design, domain.md section 4; the defaults are its defaults.</remarks>
public sealed record Rhythm(MonthWeek Week, DayOfWeek Weekday, TimeOnly PickupFrom, TimeOnly PickupUntil)
{
    public static readonly Rhythm Default = new(MonthWeek.Last, DayOfWeek.Friday, new(18, 0), new(20, 0));

    /// <summary>Calendar days before the pickup.</summary>
    public int OpensDaysBefore { get; init; } = 24;
    public TimeOnly OpensAt { get; init; } = new(8, 0);

    /// <summary>Calendar days before the pickup.</summary>
    public int ClosesDaysBefore { get; init; } = 9;
    public TimeOnly ClosesAt { get; init; } = new(22, 0);

    /// <summary>Calendar days before closing, at the closing's wall time; 0 is no fill phase.</summary>
    public int FillDaysBeforeClosing { get; init; } = 2;

    public IReadOnlySet<CycleCode> Skipped { get; init; } = FrozenSet<CycleCode>.Empty;
    public IReadOnlyDictionary<CycleCode, DateOnly> Moved { get; init; } = FrozenDictionary<CycleCode, DateOnly>.Empty;

    /// <summary>Hours of pickups that have their own.</summary>
    public IReadOnlyDictionary<CycleCode, (TimeOnly From, TimeOnly Until)> Hours { get; init; } = FrozenDictionary<CycleCode, (TimeOnly, TimeOnly)>.Empty;

    /// <summary>The cycles from one month to another, both included; a skipped month has none.</summary>
    public IEnumerable<CycleDates> Between(CycleCode first, CycleCode last, CoopZone zone)
    {
        for (var month = first; month <= last; month = month.Next)
            if (!Skipped.Contains(month))
                yield return Dates(month, DayOf(month), zone);
    }

    /// <summary>The day of a month's pickup: moved, or by the rule.</summary>
    public DateOnly DayOf(CycleCode month) => Moved.TryGetValue(month, out var moved) ? moved : PickupIn(month);

    /// <summary>The day that the rule gives for a month, whether it is skipped, moved or a holiday.</summary>
    public DateOnly PickupIn(CycleCode month)
    {
        var first = month.FirstDay;
        if (Week == MonthWeek.Last)
        {
            var last = first.AddMonths(1).AddDays(-1);
            return last.AddDays(-DaysFrom(Weekday, last.DayOfWeek));
        }
        return first.AddDays(DaysFrom(first.DayOfWeek, Weekday) + 7 * ((int)Week - 1));
    }

    /// <summary>All dates of a month's cycle when its pickup is on a given day.</summary>
    public CycleDates Dates(CycleCode month, DateOnly pickup, CoopZone zone)
    {
        var closing = pickup.AddDays(-ClosesDaysBefore);
        var (from, until) = Hours.TryGetValue(month, out var own) ? own : (PickupFrom, PickupUntil);
        return new CycleDates(
            month, pickup, from, until,
            zone.ToUtc(pickup.AddDays(-OpensDaysBefore), OpensAt),
            zone.ToUtc(closing.AddDays(-FillDaysBeforeClosing), ClosesAt),
            zone.ToUtc(closing, ClosesAt));
    }

    private static int DaysFrom(DayOfWeek from, DayOfWeek to) => ((int)to - (int)from + 7) % 7;
}

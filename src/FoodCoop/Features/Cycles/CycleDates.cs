using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>The dates of one cycle: the day and hours of pickup on the co-op's calendar, and the three moments of the clock in UTC.</summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
public sealed record CycleDates(
    CycleCode Code,
    DateOnly PickupOn,
    TimeOnly PickupFrom,
    TimeOnly PickupUntil,
    DateTimeOffset OpensAt,
    DateTimeOffset FillAt,
    DateTimeOffset ClosesAt)
{
    /// <summary>Opening comes before the fill phase, that not after closing, and all before the doors open.</summary>
    public bool IsInOrder(CoopZone zone) =>
        OpensAt < FillAt && FillAt <= ClosesAt && ClosesAt < zone.ToUtc(PickupOn, PickupFrom) && PickupFrom < PickupUntil;

    /// <summary>
    /// The pickup on another day: every moment that has not come yet moves along by as many calendar days at
    /// its wall time; what has happened stays. A moment may land before <paramref name="now"/>: it is shown before it is done.
    /// </summary>
    public CycleDates MovedTo(DateOnly day, CoopZone zone, DateTimeOffset now)
    {
        var days = day.DayNumber - PickupOn.DayNumber;
        return this with { PickupOn = day, OpensAt = Along(OpensAt), FillAt = Along(FillAt), ClosesAt = Along(ClosesAt) };

        DateTimeOffset Along(DateTimeOffset moment) => moment <= now ? moment : zone.AddDays(moment, days);
    }
}

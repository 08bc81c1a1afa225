using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>A step back as it stands in its form. Moments are of the co-op's wall clock.</summary>
public sealed class StepBackForm
{
    public CycleState? To { get; set; }
    public string? Reason { get; set; }
    public DateOnly? ClosesOn { get; set; }
    public TimeOnly? ClosesAt { get; set; }
    public DateOnly? FillOn { get; set; }
    public TimeOnly? FillAt { get; set; }

    /// <summary>The state and closing that the page showed: a step back from another one is not what was meant.</summary>
    public CycleState? From { get; set; }
    public int Closing { get; set; }

    /// <summary>Begins with tomorrow at the hour at which ordering closed, if that is before the pickup.</summary>
    public static StepBackForm Of(Cycle cycle, DateTimeOffset now, CoopDates dates)
    {
        var tomorrow = dates.DateOf(now).AddDays(1);
        return new StepBackForm
        {
            From = cycle.State, Closing = cycle.Closing,
            ClosesOn = tomorrow < cycle.PickupOn ? tomorrow : null,
            ClosesAt = TimeOnly.FromDateTime(dates.Local(cycle.ClosesAt)),
        };
    }

    /// <summary>Null while day or hour of the new closing are missing.</summary>
    public Reopening? Reopening(CoopDates dates) =>
        Moment(ClosesOn, ClosesAt, dates) is { } closes ? new Reopening(closes, Moment(FillOn, FillAt ?? ClosesAt, dates)) : null;

    private static DateTimeOffset? Moment(DateOnly? day, TimeOnly? time, CoopDates dates) =>
        day is { } d && time is { } t ? new CoopZone(dates.Zone).ToUtc(d, t) : null;
}

/// <summary>A pickup's new day and hours as they stand in the form.</summary>
public sealed class PickupMoveForm
{
    public DateOnly? Day { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? Until { get; set; }
    public string? Reason { get; set; }

    /// <summary>The dates that were shown, on confirming: <see cref="PickupMove.Shown"/>.</summary>
    public string? Shown { get; set; }

    /// <summary>The cycle's page with this move shown.</summary>
    public static string Address(Cycle cycle, DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/cycles/{cycle.Code}?day={day:yyyy-MM-dd}#move");

    public PickupMove Of(Cycle cycle, DateTimeOffset now, CoopDates dates) =>
        PickupMove.Of(cycle, Day ?? cycle.PickupOn, From ?? cycle.PickupFrom, Until ?? cycle.PickupUntil, new CoopZone(dates.Zone), now);
}

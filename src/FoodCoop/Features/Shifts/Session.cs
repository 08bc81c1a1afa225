using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts;

/// <summary>When a session of the template is on a pickup day.</summary>
public static class Session
{
    /// <summary>
    /// Wall times: a session that begins two hours before the pickup does so also in the night in which the clock changes.
    /// </summary>
    /// <param name="begins">Minutes after the pickup begins; negative: before, also on earlier days.</param>
    /// <remarks>Source: design, domain.md section 2 (offsets are calendar days at wall time).</remarks>
    public static (DateTimeOffset StartsAt, DateTimeOffset EndsAt) Times(CoopZone zone, DateOnly pickupOn, TimeOnly pickupFrom, int begins, int minutes)
    {
        var start = pickupOn.ToDateTime(pickupFrom).AddMinutes(begins);
        var startsAt = zone.ToUtc(DateOnly.FromDateTime(start), TimeOnly.FromDateTime(start));
        return (startsAt, startsAt.AddMinutes(minutes));
    }
}

namespace FoodCoop.Platform.Time;

/// <summary>
/// The co-op's time zone, and the only place where its wall-clock times become instants. A wall time that
/// does not exist (spring) means the first instant after the gap; one that exists twice (autumn) means the first.
/// </summary>
/// <remarks>
/// Source: design, domain.md section 2. .NET's own conversion throws on the one and takes the second of the
/// other, and its tests for "invalid" and "ambiguous" leave out changes that are not daylight saving, so the
/// answer is worked out from the offsets that really hold on either side.
/// </remarks>
public sealed record CoopZone(TimeZoneInfo Zone)
{
    /// <summary>No zone has two changes of its clocks within this time, and no change is bigger.</summary>
    private static readonly TimeSpan s_around = TimeSpan.FromHours(26);

    /// <exception cref="TimeZoneNotFoundException">The name is not an IANA zone that this machine knows.</exception>
    public static CoopZone Of(string ianaName) => new(TimeZoneInfo.FindSystemTimeZoneById(ianaName));

    /// <summary>The instant, in UTC, that a clock on the co-op's wall means.</summary>
    public DateTimeOffset ToUtc(DateOnly date, TimeOnly time)
    {
        var wall = date.ToDateTime(time, DateTimeKind.Utc);
        var before = Zone.GetUtcOffset(wall - s_around);
        var after = Zone.GetUtcOffset(wall + s_around);
        // The bigger offset gives the earlier instant: where both fit, the first is meant.
        var early = wall - Larger(before, after);
        var late = wall - Smaller(before, after);
        if (Wall(early) == wall) return new DateTimeOffset(early);
        return new DateTimeOffset(Wall(late) == wall ? late : FirstAfterGap(wall, early, late));
    }

    /// <summary>What the co-op's clocks show at an instant, with their offset.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The co-op's calendar date at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>The same wall time so many calendar days later (or earlier): 47 or 49 hours for two days when the clocks change.</summary>
    public DateTimeOffset AddDays(DateTimeOffset instant, int days)
    {
        var local = ToLocal(instant).DateTime;
        return ToUtc(DateOnly.FromDateTime(local).AddDays(days), TimeOnly.FromDateTime(local));
    }

    private DateTime Wall(DateTime utc) => utc + Zone.GetUtcOffset(utc);

    // Between the two, the clocks jump once over the wall time: halve the stretch until the tick is found.
    private DateTime FirstAfterGap(DateTime wall, DateTime before, DateTime notBefore)
    {
        while (notBefore - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (notBefore - before) / 2;
            if (Wall(middle) >= wall) notBefore = middle;
            else before = middle;
        }
        return notBefore;
    }

    private static TimeSpan Larger(TimeSpan a, TimeSpan b) => a > b ? a : b;
    private static TimeSpan Smaller(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

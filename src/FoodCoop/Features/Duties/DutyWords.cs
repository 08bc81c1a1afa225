namespace FoodCoop.Features.Duties;

/// <summary>A template in words.</summary>
public static class DutyWords
{
    /// <summary>"1 h 30 min before the pickup begins".</summary>
    public static string Begins(Texts t, int minutes) => minutes switch
    {
        0 => t["Duties.AtPickup"],
        < 0 => t["Duties.BeforePickup", Long(t, -minutes)],
        _ => t["Duties.AfterPickup", Long(t, minutes)],
    };

    /// <summary>"1 h 30 min".</summary>
    public static string Long(Texts t, int minutes)
    {
        var (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
        return string.Join(' ', new[]
        {
            days > 0 ? t.Count("Duties.Days", days) : null, hours > 0 ? t["Duties.Hours", hours] : null, rest > 0 || minutes == 0 ? t["Duties.Minutes", rest] : null,
        }.OfType<string>());
    }

    /// <summary>"2–3–5": fewest, usual, most.</summary>
    public static string Numbers(int fewest, int usual, int most) => $"{fewest}–{usual}–{most}";
}

namespace FoodCoop.Features.Cycles;

/// <summary>A cycle's states and days in the words of a language.</summary>
public static class CycleWords
{
    public static string State(Texts t, CycleState state) => t["Cycles.State" + state];

    /// <summary>The holiday on a day, or null.</summary>
    public static string? Holiday(Texts t, DateOnly day) =>
        Holidays.Name(day) is { } key ? t["Cycles." + key.Replace(".", "", StringComparison.Ordinal)] : null;

    /// <summary>"Friday"; "vrijdag".</summary>
    public static string Weekday(Texts t, DayOfWeek day) => t.Culture.DateTimeFormat.GetDayName(day);

    /// <summary>Which cycles a change of the rhythm has touched.</summary>
    public static string Touched(Texts t, CoopDates dates, IReadOnlyCollection<CyclePlan.Change> changes) => changes.Count == 0
        ? t["Cycles.NothingTouched"]
        : t["Cycles.Touched", string.Join(", ", changes.Select(c => dates.Month(c.Cycle.Code)))];

    /// <summary>A change of a pickup's day.</summary>
    public static string Moved(Texts t, CoopDates dates, CycleMove.Row move, bool isComeback) =>
        move.PickupAfter is not { } after ? t["Cycles.HistorySkipped", dates.Day(move.PickupBefore)]
        : isComeback ? t["Cycles.HistoryBack", dates.Day(after)]
        : after == move.PickupBefore ? t["Cycles.HistoryHours", dates.Day(after)]
        : t["Cycles.HistoryMoved", dates.Day(move.PickupBefore), dates.Day(after)];

    /// <summary>"December"; "december": where the year is known.</summary>
    public static string MonthName(Texts t, CycleCode month) => t.Culture.DateTimeFormat.GetMonthName(month.Month);

    /// <summary>"Dec"; "dec".</summary>
    public static string ShortMonth(Texts t, CycleCode month) => t.Culture.DateTimeFormat.GetAbbreviatedMonthName(month.Month).TrimEnd('.');

    /// <summary>"Fri 25", with its month where that is another: "Sat 2 Jan".</summary>
    public static string ShortDay(Texts t, DateOnly day, CycleCode month) =>
        day.ToString(CycleCode.Of(day) == month ? "ddd d" : "ddd d MMM", t.Culture);

    /// <summary>"Linzen (Graanhoeve), 500 g".</summary>
    public static string Product(string name, string brand, string unit) => brand.Length > 0 ? $"{name} ({brand}), {unit}" : $"{name}, {unit}";
}

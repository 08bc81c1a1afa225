using FoodCoop.Platform.Web;

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

    /// <summary>"Linzen (Graanhoeve), 500 g".</summary>
    public static string Product(string name, string brand, string unit) => brand.Length > 0 ? $"{name} ({brand}), {unit}" : $"{name}, {unit}";
}

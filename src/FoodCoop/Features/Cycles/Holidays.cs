namespace FoodCoop.Features.Cycles;

/// <summary>Dutch public holidays, on which a pickup is flagged for a decision.</summary>
/// <remarks>
/// Source: design, domain.md section 4. King's day is 27 April, or the 26th when that is a Sunday. 5 May is
/// flagged every year, also in those in which most people work.
/// </remarks>
public static class Holidays
{
    /// <summary>The text key of the holiday on a day, such as <c>Holiday.GoodFriday</c>; null on other days.</summary>
    public static string? Name(DateOnly day) => Fixed(day) ?? (day.DayNumber - EasterSunday(day.Year).DayNumber) switch
    {
        -2 => "Holiday.GoodFriday",
        0 => "Holiday.Easter",
        1 => "Holiday.EasterMonday",
        39 => "Holiday.Ascension",
        49 => "Holiday.Whitsun",
        50 => "Holiday.WhitMonday",
        _ => null,
    };

    private static string? Fixed(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) => "Holiday.NewYear",
        (4, 26) when day.DayOfWeek == DayOfWeek.Saturday => "Holiday.KingsDay",
        (4, 27) when day.DayOfWeek != DayOfWeek.Sunday => "Holiday.KingsDay",
        (5, 5) => "Holiday.LiberationDay",
        (12, 25) => "Holiday.ChristmasDay",
        (12, 26) => "Holiday.BoxingDay",
        _ => null,
    };

    /// <summary>Easter in the Gregorian calendar, after Meeus, Jones and Butcher.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, inCentury) = (year / 100, year % 100);
        var corrected = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var toSunday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - corrected - inCentury % 4) % 7;
        var late = (golden + 11 * corrected + 22 * toSunday) / 451;
        var day = corrected + toSunday - 7 * late + 114;
        return new DateOnly(year, day / 31, day % 31 + 1);
    }
}

using System.Globalization;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class HolidaysTests
{
    [Theory]
    [InlineData("2026-12-25", "Holiday.ChristmasDay")]
    [InlineData("2026-12-26", "Holiday.BoxingDay")]
    [InlineData("2027-03-26", "Holiday.GoodFriday")]
    [InlineData("2027-01-01", "Holiday.NewYear")]
    [InlineData("2027-03-28", "Holiday.Easter")]
    [InlineData("2027-03-29", "Holiday.EasterMonday")]
    [InlineData("2027-05-06", "Holiday.Ascension")]
    [InlineData("2027-05-16", "Holiday.Whitsun")]
    [InlineData("2027-05-17", "Holiday.WhitMonday")]
    [InlineData("2027-05-05", "Holiday.LiberationDay")]
    [InlineData("2026-04-27", "Holiday.KingsDay")]
    [InlineData("2025-04-26", "Holiday.KingsDay")] // the 27th was a Sunday
    [InlineData("2025-04-27", null)]
    [InlineData("2026-04-26", null)]
    [InlineData("2026-11-27", null)]
    public void Holidays_of_the_Netherlands_are_known_by_name(string day, string? expected) =>
        Assert.Equal(expected, Holidays.Name(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1954-04-18")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    public void Easter_is_where_the_almanac_has_it(string day)
    {
        var easter = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(easter, Holidays.EasterSunday(easter.Year));
    }
}

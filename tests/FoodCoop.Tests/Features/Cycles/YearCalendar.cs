namespace FoodCoop.Tests.Features.Cycles;

/// <summary>
/// The dates of a year as one would work them out on paper, for Amsterdam: by the European rule for summer time, and not by the
/// program's own zone and rhythm, which the simulated year is to check.
/// </summary>
internal static class YearCalendar
{
    /// <summary>A rhythm: pickup on the first (1) or last (5) such weekday of a month.</summary>
    public sealed record Rule(string Name, int Nth, DayOfWeek Weekday, TimeOnly From, TimeOnly Until, int OpenDays, TimeOnly OpenAt, int FillDays, int CloseDays, TimeOnly CloseAt);

    /// <summary>One month's moments, in UTC.</summary>
    public sealed record Dates(string Code, DateOnly Pickup, DateTimeOffset Opens, DateTimeOffset Fills, DateTimeOffset Closes);

    public static Dates Of(Rule rule, int year, int month)
    {
        var pickup = Pickup(rule, year, month);
        var closing = pickup.AddDays(-rule.CloseDays);
        return new($"{year}-{month:00}", pickup, Utc(pickup.AddDays(-rule.OpenDays), rule.OpenAt), Utc(closing.AddDays(-rule.FillDays), rule.CloseAt), Utc(closing, rule.CloseAt));
    }

    /// <summary>The months whose pickups are the next four from a day on: those that must have been planned.</summary>
    /// <param name="moved">On which day a month's pickup really is.</param>
    public static IEnumerable<Dates> Ahead(Rule rule, DateTimeOffset now, Func<Dates, DateOnly> moved)
    {
        var today = DateOnly.FromDateTime(Wall(now));
        return Enumerable.Range(-1, 9).Select(i => new DateOnly(today.Year, today.Month, 1).AddMonths(i)).Select(m => Of(rule, m.Year, m.Month))
            .Where(d => moved(d) >= today).Take(4);
    }

    /// <summary>The same time on the wall, so many days later or earlier.</summary>
    public static DateTimeOffset Days(DateTimeOffset at, int days)
    {
        var wall = Wall(at).AddDays(days);
        return Utc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
    }

    /// <summary>Two hours ahead of UTC from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC; else one hour.</summary>
    public static DateTimeOffset Utc(DateOnly day, TimeOnly time)
    {
        var wall = new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
        if (IsSummer(wall.AddHours(-2))) return wall.AddHours(-2); // also the first of two in October
        return IsSummer(wall.AddHours(-1)) ? LastSunday(day.Year, 3) : wall.AddHours(-1); // in the hour that March leaves out: its end
    }

    private static DateTime Wall(DateTimeOffset at) => at.UtcDateTime.AddHours(IsSummer(at) ? 2 : 1);

    private static bool IsSummer(DateTimeOffset at) => at >= LastSunday(at.Year, 3) && at < LastSunday(at.Year, 10);

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var day = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero); // both months have 31 days
        return day.AddDays(-(int)day.DayOfWeek);
    }

    private static DateOnly Pickup(Rule rule, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var days = Enumerable.Range(0, DateTime.DaysInMonth(year, month)).Select(first.AddDays).Where(d => d.DayOfWeek == rule.Weekday);
        return rule.Nth == 5 ? days.Last() : days.ElementAt(rule.Nth - 1);
    }
}

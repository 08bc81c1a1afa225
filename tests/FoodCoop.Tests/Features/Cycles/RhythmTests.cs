using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Time;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class RhythmTests
{
    private static readonly CoopZone s_zone = CoopZone.Of("Europe/Amsterdam");
    private static readonly CycleCode s_december = new(2026, 12);

    private static DateTimeOffset Utc(int y, int m, int d, int h) => new(y, m, d, h, 0, 0, TimeSpan.Zero);
    private static CycleDates Only(Rhythm rhythm, CycleCode month) => Assert.Single(rhythm.Between(month, month, s_zone));

    [Fact]
    public void The_default_is_the_last_Friday_with_its_three_moments()
    {
        var december = Only(Rhythm.Default, s_december);
        Assert.Equal("2026-12", december.Code.ToString());
        Assert.Equal("2612", december.Code.Short);
        Assert.Equal(new DateOnly(2026, 12, 25), december.PickupOn);
        Assert.Equal((new TimeOnly(18, 0), new TimeOnly(20, 0)), (december.PickupFrom, december.PickupUntil));
        Assert.Equal(Utc(2026, 12, 1, 7), december.OpensAt);
        Assert.Equal(Utc(2026, 12, 14, 21), december.FillAt);
        Assert.Equal(Utc(2026, 12, 16, 21), december.ClosesAt);
        Assert.True(december.IsInOrder(s_zone));
    }

    [Fact]
    public void The_moments_keep_their_wall_time_when_the_clocks_change()
    {
        var april = Only(new Rhythm(MonthWeek.First, DayOfWeek.Tuesday, new(18, 0), new(20, 0)), new(2026, 4));
        Assert.Equal(new DateOnly(2026, 4, 7), april.PickupOn);
        Assert.Equal(Utc(2026, 3, 29, 20), april.ClosesAt); // 22:00 in summer
        Assert.Equal(Utc(2026, 3, 27, 21), april.FillAt); // 22:00 in winter
        Assert.Equal(TimeSpan.FromHours(47), april.ClosesAt - april.FillAt);
    }

    [Theory]
    [InlineData(MonthWeek.First, DayOfWeek.Friday, 6)]
    [InlineData(MonthWeek.Second, DayOfWeek.Friday, 13)]
    [InlineData(MonthWeek.Third, DayOfWeek.Sunday, 15)]
    [InlineData(MonthWeek.Fourth, DayOfWeek.Saturday, 28)]
    [InlineData(MonthWeek.Last, DayOfWeek.Saturday, 28)]
    [InlineData(MonthWeek.Last, DayOfWeek.Sunday, 29)]
    [InlineData(MonthWeek.Last, DayOfWeek.Monday, 30)]
    [InlineData(MonthWeek.First, DayOfWeek.Sunday, 1)]
    public void The_rule_finds_its_day_in_November_2026(MonthWeek week, DayOfWeek weekday, int day) =>
        Assert.Equal(new DateOnly(2026, 11, day), new Rhythm(week, weekday, new(18, 0), new(20, 0)).PickupIn(new(2026, 11)));

    [Fact]
    public void Every_month_of_forty_years_has_its_day_in_the_week_that_the_rule_names()
    {
        foreach (var week in Enum.GetValues<MonthWeek>())
            foreach (var weekday in Enum.GetValues<DayOfWeek>())
                for (var month = new CycleCode(2020, 1); month < new CycleCode(2060, 1); month = month.Next)
                {
                    var day = new Rhythm(week, weekday, new(18, 0), new(20, 0)).PickupIn(month);
                    Assert.Equal((month, weekday), (CycleCode.Of(day), day.DayOfWeek));
                    if (week == MonthWeek.Last) Assert.NotEqual(month, CycleCode.Of(day.AddDays(7)));
                    else Assert.Equal((int)week, (day.Day + 6) / 7);
                }
    }

    [Fact]
    public void A_skipped_month_has_no_cycle()
    {
        var rhythm = Rhythm.Default with { Skipped = new HashSet<CycleCode> { s_december } };
        var codes = rhythm.Between(new(2026, 11), new(2027, 2), s_zone).Select(c => c.Code.ToString());
        Assert.Equal(["2026-11", "2027-01", "2027-02"], codes);
    }

    [Fact]
    public void A_moved_date_keeps_its_months_code_and_takes_its_moments_along()
    {
        var rhythm = Rhythm.Default with { Moved = new Dictionary<CycleCode, DateOnly> { [s_december] = new(2027, 1, 2) } };
        var moved = Only(rhythm, s_december);
        Assert.Equal(s_december, moved.Code);
        Assert.Equal(new DateOnly(2027, 1, 2), moved.PickupOn);
        Assert.Equal(Utc(2026, 12, 9, 7), moved.OpensAt);
        Assert.Equal(Utc(2026, 12, 24, 21), moved.ClosesAt);
    }

    [Fact]
    public void Moving_a_cycle_takes_only_its_future_moments_along()
    {
        var december = Only(Rhythm.Default, s_december);
        var moved = december.MovedTo(new(2026, 12, 18), s_zone, december.OpensAt); // it opens this very second
        Assert.Equal(new DateOnly(2026, 12, 18), moved.PickupOn);
        Assert.Equal(december.OpensAt, moved.OpensAt);
        Assert.Equal(Utc(2026, 12, 7, 21), moved.FillAt);
        Assert.Equal(Utc(2026, 12, 9, 21), moved.ClosesAt);
        Assert.Equal(s_december, moved.Code);
    }

    [Fact]
    public void Moving_over_a_change_of_the_clocks_keeps_the_wall_time()
    {
        var cycle = Only(Rhythm.Default, new(2026, 3)); // closes Wednesday 18 March 22:00, winter
        var moved = cycle.MovedTo(cycle.PickupOn.AddDays(14), s_zone, Utc(2026, 1, 1, 0));
        Assert.Equal(Utc(2026, 3, 18, 21), cycle.ClosesAt);
        Assert.Equal(Utc(2026, 4, 1, 20), moved.ClosesAt);
    }

    [Fact]
    public void Dates_that_cross_are_not_in_order()
    {
        var lateClosing = Rhythm.Default with { ClosesDaysBefore = 0 };
        Assert.False(Only(lateClosing, s_december).IsInOrder(s_zone));
        Assert.False(Only(Rhythm.Default with { OpensDaysBefore = 10 }, s_december).IsInOrder(s_zone));
        Assert.True(Only(Rhythm.Default with { FillDaysBeforeClosing = 0 }, s_december).IsInOrder(s_zone));
    }

    [Theory]
    [InlineData(2026, 12, "Holiday.ChristmasDay")]
    [InlineData(2027, 3, "Holiday.GoodFriday")]
    [InlineData(2027, 2, null)]
    public void A_pickup_on_a_holiday_can_be_flagged(int year, int month, string? holiday) =>
        Assert.Equal(holiday, Holidays.Name(Rhythm.Default.PickupIn(new(year, month))));

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("202612")]
    [InlineData("")]
    [InlineData(null)]
    public void A_code_is_a_year_and_a_month(string? text) => Assert.False(CycleCode.TryParse(text, out _));

    [Fact]
    public void A_code_goes_there_and_back() => Assert.Equal(s_december, CycleCode.Parse("2026-12"));
}

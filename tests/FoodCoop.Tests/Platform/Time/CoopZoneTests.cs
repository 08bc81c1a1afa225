using FoodCoop.Platform.Time;

namespace FoodCoop.Tests.Platform.Time;

public sealed class CoopZoneTests
{
    private static readonly CoopZone s_amsterdam = CoopZone.Of("Europe/Amsterdam");

    private static DateTimeOffset Utc(int y, int m, int d, int h, int min = 0) => new(y, m, d, h, min, 0, TimeSpan.Zero);

    [Fact]
    public void A_wall_time_that_does_not_exist_means_the_first_one_after_it() =>
        Assert.Equal(Utc(2026, 3, 29, 1), s_amsterdam.ToUtc(new(2026, 3, 29), new(2, 30)));

    [Fact]
    public void A_wall_time_that_exists_twice_means_the_first() =>
        Assert.Equal(Utc(2026, 10, 25, 0, 30), s_amsterdam.ToUtc(new(2026, 10, 25), new(2, 30)));

    [Theory]
    [InlineData(1, 59, 0, 59)]
    [InlineData(2, 0, 1, 0)]
    [InlineData(2, 59, 1, 0)]
    [InlineData(3, 0, 1, 0)]
    [InlineData(3, 1, 1, 1)]
    public void Around_the_gap_of_spring_no_minute_is_lost(int hour, int minute, int utcHour, int utcMinute) =>
        Assert.Equal(Utc(2026, 3, 29, utcHour, utcMinute), s_amsterdam.ToUtc(new(2026, 3, 29), new(hour, minute)));

    [Theory]
    [InlineData(2, 0, 0, 0)]
    [InlineData(2, 59, 0, 59)]
    [InlineData(3, 0, 2, 0)]
    public void Around_the_doubled_hour_of_autumn_the_first_is_taken(int hour, int minute, int utcHour, int utcMinute) =>
        Assert.Equal(Utc(2026, 10, 25, utcHour, utcMinute), s_amsterdam.ToUtc(new(2026, 10, 25), new(hour, minute)));

    [Fact]
    public void Two_days_before_a_closing_in_spring_is_47_hours()
    {
        var closing = s_amsterdam.ToUtc(new(2026, 3, 29), new(22, 0));
        var fill = s_amsterdam.AddDays(closing, -2);
        Assert.Equal(s_amsterdam.ToUtc(new(2026, 3, 27), new(22, 0)), fill);
        Assert.Equal(TimeSpan.FromHours(47), closing - fill);
    }

    [Fact]
    public void A_day_that_an_island_skipped_is_its_next_midnight() =>
        // Samoa had no 30 December 2011: the 29th was followed by the 31st.
        Assert.Equal(Utc(2011, 12, 30, 10), CoopZone.Of("Pacific/Apia").ToUtc(new(2011, 12, 30), new(12, 0)));

    [Fact]
    public void The_co_ops_date_is_the_one_on_its_own_wall() =>
        Assert.Equal(new DateOnly(2026, 12, 26), s_amsterdam.DateAt(Utc(2026, 12, 25, 23, 30)));

    [Theory]
    [InlineData("Europe/Amsterdam")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")] // half an hour of summer time
    [InlineData("Africa/Casablanca")] // the clocks go back for Ramadan
    [InlineData("Asia/Kathmandu")] // no change, and a quarter off the hour
    public void Every_hour_of_a_year_goes_to_the_wall_and_back(string name)
    {
        var zone = CoopZone.Of(name);
        var seen = new Dictionary<DateTime, DateTimeOffset>();
        var end = Utc(2027, 1, 2, 0);
        for (var at = Utc(2025, 12, 30, 0); at < end; at = at.AddMinutes(15))
            seen.TryAdd(zone.ToLocal(at).DateTime, at); // the first of two

        var (twice, gaps) = (0, 0);
        for (var wall = new DateTime(2026, 1, 1); wall.Year == 2026; wall = wall.AddMinutes(30))
        {
            var utc = zone.ToUtc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
            if (seen.TryGetValue(wall, out var first))
            {
                Assert.Equal(first, utc);
                if (zone.ToLocal(utc.AddHours(1)).DateTime == wall || zone.ToLocal(utc.AddMinutes(30)).DateTime == wall) twice++;
                continue;
            }
            gaps++;
            Assert.True(zone.ToLocal(utc).DateTime > wall, $"{wall:s} does not exist and must come later");
            Assert.True(zone.ToLocal(utc.AddTicks(-1)).DateTime < wall, $"{wall:s} must be the first instant after the gap");
        }
        var expected = name switch { "Asia/Kathmandu" => 0, "Australia/Lord_Howe" => 1, _ => 2 };
        Assert.Equal((expected, expected), (twice, gaps));
    }
}

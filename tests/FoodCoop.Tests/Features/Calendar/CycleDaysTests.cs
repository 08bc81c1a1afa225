using FoodCoop.Features.Calendar;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Calendar;

public sealed class CycleDaysTests
{
    private static readonly CoopZone Zone = CoopZone.Of("Europe/Amsterdam");
    private static readonly DateTimeOffset Planned = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void For_twenty_years_every_month_has_its_own_three_entries_at_the_co_ops_wall_time()
    {
        // 2026, 2032 and 2037 have 53 weeks
        var entries = Rhythm.Default.Between(new(2026, 1), new(2045, 12), Zone).SelectMany(d => CycleDays.Entries(Story(d), Zone, Scene())).ToList();
        Assert.Equal(20 * 12 * 3, entries.Select(e => e.Uid).Distinct().Count());
        Assert.All(entries.Where(e => e.Uid.StartsWith("pickup", StringComparison.Ordinal)), e =>
        {
            Assert.Equal("Friday 18:00", Wall(e.From));
            Assert.Equal("Friday 20:00", Wall(e.Until));
        });
        Assert.All(entries.Where(e => e.Uid.StartsWith("closing", StringComparison.Ordinal)), e => Assert.Equal("Wednesday 22:00", Wall(e.Until)));
        Assert.All(entries, e => Assert.Contains(e.Uid.Split('@')[0][^7..], e.Link, StringComparison.Ordinal));
        Assert.All(entries, e => Assert.True(e.From < e.Until));
    }

    [Fact]
    public void A_pickup_that_moves_into_the_next_year_keeps_the_name_of_its_month()
    {
        var dates = Rhythm.Default.Dates(new(2026, 12), new DateOnly(2027, 1, 1), Zone);
        var moved = Story(dates) with { Moves = [new("2026-12", new(2026, 12, 25), new(2027, 1, 1), Planned.AddDays(3))] };
        var pickup = CycleDays.Entries(moved, Zone, Scene()).Single(e => e.Uid == "pickup-2026-12@pk");
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 17, 0, 0, TimeSpan.Zero), pickup.From);
        Assert.Equal((1, Planned.AddDays(3)), (pickup.Sequence, pickup.ChangedAt));
    }

    [Theory]
    [InlineData("2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T02:30:00Z")] // the clock jumps from 2:00 to 3:00: a pickup from 2:30 begins at the jump
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z", "2026-10-25T03:30:00Z")] // 2:30 comes twice: the first is meant
    public void On_the_days_when_the_clocks_change_an_entry_is_the_instant_that_the_wall_clock_means(string day, string from, string until)
    {
        var rhythm = Rhythm.Default with { PickupFrom = new(2, 30), PickupUntil = new(4, 30) };
        var dates = rhythm.Dates(CycleCode.Of(DateOnly.Parse(day)), DateOnly.Parse(day), Zone);
        var pickup = CycleDays.Entries(Story(dates), Zone, Scene()).Last();
        Assert.Equal((DateTimeOffset.Parse(from), DateTimeOffset.Parse(until)), (pickup.From, pickup.Until));
    }

    [Fact]
    public void Skipped_and_planned_again_and_skipped_again_the_sequence_only_rises()
    {
        var dates = Rhythm.Default.Dates(new(2026, 12), new(2026, 12, 25), Zone);
        CycleDays.Move skip = new("2026-12", new(2026, 12, 25), null, Planned.AddDays(1)), move = new("2026-12", new(2026, 12, 25), new(2026, 12, 18), Planned.AddDays(2));
        var stories = new[]
        {
            Story(dates), Story(dates) with { Moves = [skip], IsSkipped = true }, Story(dates) with { Moves = [skip] },
            Story(dates) with { Moves = [skip, move] }, Story(dates) with { Moves = [skip, move, skip], IsSkipped = true }, Story(dates) with { Moves = [skip, move, skip] },
        };
        Assert.Equal([0, 1, 2, 3, 4, 5], stories.Select(s => s.Sequence(false)));
        Assert.Equal([0, 1, 2, 3, 4, 5], stories.Select(s => s.Sequence(true)));
    }

    [Fact]
    public void With_an_address_on_the_web_the_names_have_its_host()
    {
        var coop = Coop with { Home = "https://krat.example:8443" };
        Assert.Equal("pickup-2026-12@krat.example", CalendarScene.Uid(coop, "pickup", "2026-12"));
    }

    private static readonly CoopRow Coop = new("Krat", "PK", "Europe/Amsterdam", "nl", "", "Kade 1", "", "", 400, "first-come", 14, 150, "");

    private static CycleDays.Story Story(CycleDates dates) => new(dates, false, Planned, [], []);

    private static CalendarScene Scene() => new(Coop, new(new(1), new(1), "Amara", "en"), "https://krat.example", Planned);

    private static string Wall(DateTimeOffset at) => Zone.ToLocal(at).ToString("dddd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

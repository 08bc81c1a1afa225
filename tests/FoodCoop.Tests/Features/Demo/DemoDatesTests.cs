using FoodCoop.Features.Cycles;
using FoodCoop.Features.Demo;
using FoodCoop.Platform.Time;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoDatesTests
{
    private static readonly CoopZone Zone = CoopZone.Of(DemoCoop.Zone);

    [Fact]
    public void On_every_day_of_four_years_one_cycle_is_open_and_the_one_before_awaits_its_pickup()
    {
        for (var today = new DateOnly(2026, 1, 1); today.Year < 2030; today = today.AddDays(1))
        {
            var (dates, midnight) = (DemoDates.For(today, Zone), Zone.ToUtc(today, TimeOnly.MinValue));
            Assert.InRange(midnight - dates.Ordering.OpensAt, TimeSpan.FromHours(15), TimeSpan.FromDays(7));
            Assert.InRange(dates.Ordering.ClosesAt - midnight, TimeSpan.FromDays(6), TimeSpan.FromDays(13));
            Assert.True(dates.Ordering.FillAt > Zone.ToUtc(today.AddDays(3), TimeOnly.MinValue), $"{today}");

            var awaited = dates.Past[^1];
            Assert.Equal(DemoDates.PastCycles, dates.Past.Count);
            Assert.InRange(awaited.PickupOn.DayNumber - today.DayNumber, 1, 7);
            Assert.True(Zone.AddDays(awaited.ClosesAt, 1) < midnight, $"{today}: ordered at the suppliers yesterday at the latest");
            Assert.True(dates.Past[^2].PickupOn < today.AddDays(-20), $"{today}: the one before is settled");
        }
    }

    [Fact]
    public void No_two_cycles_are_open_at_once()
    {
        for (var today = new DateOnly(2026, 1, 1); today.Year < 2030; today = today.AddDays(1))
        {
            var dates = DemoDates.For(today, Zone);
            var all = dates.Past.Append(dates.Ordering).ToList();
            Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.ClosesAt < pair.Second.OpensAt, $"{today}: {pair.First.Code} and {pair.Second.Code}"));
        }
    }

    [Fact]
    public void On_the_day_of_the_browser_tests()
    {
        var dates = DemoDates.For(new DateOnly(2026, 11, 22), Zone);
        Assert.Equal(new CycleCode(2026, 12), dates.Ordering.Code);
        Assert.Equal(new DateOnly(2026, 12, 11), dates.Ordering.PickupOn);
        Assert.Equal(Zone.ToUtc(new DateOnly(2026, 12, 2), new TimeOnly(22, 0)), dates.Ordering.ClosesAt);
        Assert.Equal(new DateOnly(2026, 11, 27), dates.Past[^1].PickupOn);
        Assert.Equal(new CycleCode(2025, 11), dates.Past[0].Code);
    }
}

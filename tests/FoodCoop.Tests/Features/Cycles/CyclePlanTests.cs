using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Platform.Time;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class CyclePlanTests
{
    private static readonly CoopZone Amsterdam = CoopZone.Of("Europe/Amsterdam");

    [Fact]
    public void The_coming_cycles_exist_and_are_never_made_twice()
    {
        var coop = new TestCoop();
        Assert.Equal("planned 3", Run(coop, TestClock.Start)); // November would be open already, and there is nothing to offer yet
        Assert.Equal("", Run(coop, TestClock.Start));
        Assert.Equal(["2026-12", "2027-01", "2027-02"], Codes(coop));
        Assert.Equal(1, coop.Read(db => db.One<int>("""
            select count(*) from order_cycle
            where code = '2026-12' and pickup_on = '2026-12-25' and opens_at = '2026-12-01T07:00:00.000Z'
              and fill_at = '2026-12-14T21:00:00.000Z' and closes_at = '2026-12-16T21:00:00.000Z'
            """)));
        Run(coop, new DateTimeOffset(2026, 12, 26, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(["2026-12", "2027-01", "2027-02", "2027-03", "2027-04"], Codes(coop));
    }

    [Fact]
    public async Task Twenty_plans_at_once_make_each_cycle_once()
    {
        var coop = new TestCoop();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CycleClock.Run(coop.File, TestClock.Start))));
        Assert.Equal(["2026-12", "2027-01", "2027-02"], Codes(coop));
        Assert.Equal(3, coop.Read(db => db.One<int>("select count(*) from cycle_event")));
    }

    [Fact]
    public void A_cycle_that_follows_others_is_made_even_when_it_should_have_opened_while_the_program_was_away()
    {
        var coop = new TestCoop();
        Run(coop, TestClock.Start);
        Run(coop, new DateTimeOffset(2027, 4, 10, 12, 0, 0, TimeSpan.Zero)); // between opening and closing of April
        Assert.Equal(["Planned", "Open"], States(coop, "2027-04"));
    }

    [Fact]
    public void A_new_rhythm_changes_only_cycles_that_have_not_opened()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        var now = Opens.AddDays(2);
        var rhythm = coop.Read(RhythmRule.Load)! with { Weekday = DayOfWeek.Saturday };
        var changes = coop.Write(db => CyclePlan.Follow(db, rhythm, Amsterdam, now));
        Assert.Equal(["2026-12", "2027-01", "2027-02"], changes.Select(c => c.Cycle.Code));
        Assert.Equal("2026-11-27", coop.Read(db => db.One<string>("select pickup_on from order_cycle where code = '2026-11'")));
        Assert.Equal("2026-12-26", coop.Read(db => db.One<string>("select pickup_on from order_cycle where code = '2026-12'")));
        Assert.Empty(coop.Write(db => CyclePlan.Follow(db, rhythm, Amsterdam, now)));
    }

    [Fact]
    public void A_skipped_month_loses_its_cycle_and_gets_it_back_when_it_is_skipped_no_more()
    {
        var coop = new TestCoop();
        Run(coop, TestClock.Start);
        coop.Write(db => db.Execute("insert into rhythm_skip (month, reason) values ('2027-01', 'verbouwing')"));
        coop.Write(db => CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, TestClock.Start));
        Assert.Equal(["2026-12", "2027-02", "2027-03"], Codes(coop));
        coop.Write(db => db.Execute("delete from rhythm_skip"));
        coop.Write(db => CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, TestClock.Start));
        Assert.Equal(["2026-12", "2027-01", "2027-02", "2027-03"], Codes(coop));
    }

    [Fact]
    public void Dates_by_which_a_cycle_would_be_over_are_refused()
    {
        var coop = new TestCoop();
        Run(coop, TestClock.Start);
        var now = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        var early = coop.Read(RhythmRule.Load)! with { Moved = new Dictionary<CycleCode, DateOnly> { [new(2026, 12)] = new(2026, 12, 4) } };
        var refused = Assert.Throws<Refused>(() => coop.Write(db => CyclePlan.Follow(db, early, Amsterdam, now)));
        Assert.Equal("Cycles.WouldBeOver", refused.TextKey);
    }

    private static List<string> Codes(TestCoop coop) => coop.Read(db => db.Query<string>("select code from order_cycle order by code"));
}

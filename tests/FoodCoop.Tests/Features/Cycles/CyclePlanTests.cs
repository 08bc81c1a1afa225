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
        Assert.Equal(["2026-12 2026-12-25 2026-12-26", "2027-01 2027-01-29 2027-01-30", "2027-02 2027-02-26 2027-02-27"],
            coop.Read(db => db.Query<string>("select code || ' ' || pickup_before || ' ' || pickup_after from cycle_move order by id")));
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

    [Fact]
    public void Dates_by_which_a_cycle_would_open_at_once_are_refused_because_nobody_has_seen_what_comes_of_it()
    {
        var coop = new TestCoop();
        Run(coop, TestClock.Start);
        var now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
        Rhythm On(int day) => coop.Read(RhythmRule.Load)! with { Moved = new Dictionary<CycleCode, DateOnly> { [new(2026, 12)] = new(2026, 12, day) } };
        var refused = Assert.Throws<Refused>(() => coop.Write(db => CyclePlan.Follow(db, On(18), Amsterdam, now))); // would have opened on 24 November
        Assert.Equal("Cycles.WouldOpenAtOnce", refused.TextKey);
        Assert.Equal("2026-12-25", coop.Read(db => db.One<string>("select pickup_on from order_cycle where code = '2026-12'")));
        Assert.Single(coop.Write(db => CyclePlan.Follow(db, On(21), Amsterdam, now))); // opens tomorrow
    }

    [Fact]
    public void A_month_that_is_skipped_no_more_is_made_even_after_it_should_have_opened()
    {
        var coop = new TestCoop();
        Run(coop, TestClock.Start);
        coop.Write(db => db.Execute("insert into rhythm_skip (month, reason) values ('2027-01', 'verbouwing')"));
        coop.Write(db => CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, TestClock.Start));
        var now = new DateTimeOffset(2027, 1, 10, 12, 0, 0, TimeSpan.Zero); // January would be open from the 5th to the 20th
        Run(coop, now);
        coop.Write(db => db.Execute("delete from rhythm_skip"));
        coop.Write(db => CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, now));
        Run(coop, now);
        Assert.Equal(["Planned", "Open"], States(coop, "2027-01"));
    }

    [Fact]
    public void Three_skips_in_a_row_still_leave_four_pickups_ahead()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("insert into rhythm_skip (month) values ('2027-01'), ('2027-02'), ('2027-03')"));
        Run(coop, TestClock.Start.AddDays(16)); // 28 November: the day after the pickup
        Assert.Equal(["2026-12", "2027-04", "2027-05", "2027-06"], Codes(coop));
    }

    [Theory]
    [InlineData(1, "2026-12-05", "2027-01 2027-01-01 2026-12-08T07:00:00.000Z 2026-12-23T21:00:00.000Z")] // the first Friday
    [InlineData(5, "2027-11-28", "2027-12 2027-12-31 2027-12-07T07:00:00.000Z 2027-12-22T21:00:00.000Z")] // the last
    public void A_pickup_at_a_year_s_end_belongs_to_its_own_month(int nth, string today, string cycle)
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("update rhythm set nth = @nth", new { nth }));
        Run(coop, DateTimeOffset.Parse(today + "T12:00:00Z"));
        Assert.Contains(cycle, coop.Read(db => db.Query<string>("select code || ' ' || pickup_on || ' ' || opens_at || ' ' || closes_at from order_cycle")));
        Assert.Equal(4, Codes(coop).Count);
    }

    [Fact]
    public void A_pickup_that_was_moved_into_the_next_year_is_still_to_come_there()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("insert into rhythm_move (month, pickup_on) values ('2026-12', '2027-01-08')"));
        var next = coop.Read(db => CyclePlan.Next(RhythmRule.Load(db)!, Amsterdam, new DateTimeOffset(2027, 1, 2, 12, 0, 0, TimeSpan.Zero), 2).Select(d => d.Code.ToString()).ToList());
        Assert.Equal(["2026-12", "2027-01"], next);
    }

    private static List<string> Codes(TestCoop coop) => coop.Read(db => db.Query<string>("select code from order_cycle order by code"));
}

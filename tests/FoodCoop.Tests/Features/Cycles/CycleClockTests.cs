using FoodCoop.Features.Cycles;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class CycleClockTests
{
    private static readonly string[] AllByTheClock = ["Planned", "Open", "Fill", "Closed"];

    [Fact]
    public void Each_state_begins_at_its_moment_and_not_a_second_before()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens.AddSeconds(-1));
        Assert.Equal(["Planned"], States(coop));
        Run(coop, Opens);
        Assert.Equal(["Planned", "Open"], States(coop));
        Run(coop, Fills.AddSeconds(-1));
        Assert.Equal(["Planned", "Open"], States(coop));
        Run(coop, Fills);
        Assert.Equal(["Planned", "Open", "Fill"], States(coop));
        Run(coop, Closes.AddSeconds(-1));
        Assert.Equal(["Planned", "Open", "Fill"], States(coop));
        Run(coop, Closes);
        Assert.Equal(AllByTheClock, States(coop));
        Assert.Equal("", Run(coop, Closes.AddMinutes(1)));
    }

    [Fact]
    public async Task Twenty_runs_at_once_close_a_cycle_once_and_mail_once()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1)));
        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CycleClock.Run(coop.File, Closes))));
        Assert.Equal(AllByTheClock, States(coop));
        // nobody reports what another did; which of the twenty was first is left to them
        Assert.Equal(["2026-11 Closed", "2026-11 Fill"], reports.Where(r => r.Length > 0).SelectMany(r => r.Split(", ")).Where(r => !r.StartsWith("planned", StringComparison.Ordinal)).Order());
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'your-order'")));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from supplier_order")));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from offer_result")));
    }

    [Fact]
    public void A_program_that_was_away_for_an_hour_over_closing_closes_once_and_mails_once()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 142, "Linzen", 6, 0, Opens.AddDays(1))); // two persons
        Run(coop, Closes.AddMinutes(-30));
        Assert.Equal("2026-11 Closed", Run(coop, Closes.AddMinutes(30)));
        Assert.Equal("", Run(coop, Closes.AddMinutes(31)));
        Assert.Equal(AllByTheClock, States(coop));
        Assert.Equal(2, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'your-order'")));
    }

    [Fact]
    public void After_two_months_away_every_cycle_has_passed_through_its_states_once()
    {
        var coop = new TestCoop();
        var start = new DateTimeOffset(2026, 10, 1, 10, 0, 0, TimeSpan.Zero);
        coop.Write(db => db.Execute("insert into supplier (name, created_at) values ('De Molen', @start)", new { start }));
        coop.Write(db => Product(db, "Linzen"));
        Assert.StartsWith("planned", Run(coop, start));
        Run(coop, start.AddDays(80)); // 20 December: the cycles of October to December have closed
        Run(coop, start.AddDays(80));
        foreach (var code in new[] { "2026-11", "2026-12" }) Assert.Equal(AllByTheClock, States(coop, code));
        Assert.Equal(["Planned"], States(coop, "2027-01"));
        Assert.Equal(["Linzen", "Linzen"], coop.Read(db => db.Query<string>("""
            select o.name from offer o join order_cycle c on c.id = o.cycle_id where c.code in ('2026-11', '2026-12')
            """)));
    }

    [Fact]
    public void Without_a_fill_phase_a_cycle_fills_and_closes_at_the_same_moment()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        coop.Write(db => db.Execute("update order_cycle set fill_at = closes_at"));
        Run(coop, Closes.AddSeconds(-1));
        Assert.Equal(["Planned", "Open"], States(coop));
        Run(coop, Closes);
        Assert.Equal(AllByTheClock, States(coop));
    }

    [Fact]
    public void A_closing_in_the_night_of_summer_time_is_where_the_clock_on_the_wall_says()
    {
        var coop = new TestCoop();
        // pickup on the last Tuesday, closing two days before at 22:00: Sunday 29 March 2026
        coop.Write(db => db.Execute("update rhythm set weekday = 2, close_days = 2, fill_days = 2"));
        Run(coop, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Run(coop, new DateTimeOffset(2026, 3, 27, 20, 59, 59, TimeSpan.Zero));
        Assert.Equal("2026-03 Fill", Run(coop, new DateTimeOffset(2026, 3, 27, 21, 0, 0, TimeSpan.Zero)));
        Assert.Equal("", Run(coop, new DateTimeOffset(2026, 3, 29, 19, 59, 59, TimeSpan.Zero)));
        Assert.Equal("2026-03 Closed", Run(coop, new DateTimeOffset(2026, 3, 29, 20, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_cycle_that_cannot_be_taken_on_does_not_hold_up_the_others()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => db.Execute("""
            create trigger november_is_stuck before insert on cycle_event when new.state = 'Closed' and new.cycle_id = (select id from order_cycle where code = '2026-11')
            begin select raise(abort, 'stuck'); end
            """));
        var failed = Assert.Throws<AggregateException>(() => Run(coop, new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero)));
        Assert.Contains("Cycle 2026-11", failed.Message);
        Assert.Equal(["Planned", "Open", "Fill"], States(coop));
        Assert.Equal(["Planned", "Open"], States(coop, "2026-12"));
    }

    [Fact]
    public void A_co_op_that_has_not_been_set_up_has_nothing_to_do()
    {
        Assert.Equal("", Run(new TestCoop(empty: true), Opens));
    }
}

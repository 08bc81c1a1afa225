using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

public sealed class RotationClockTests
{
    [Fact]
    public void Two_pickups_make_a_rotation_and_the_template_makes_its_shifts()
    {
        var coop = CoopWithDuties();
        Assert.StartsWith("rotations 2, shifts 8", Run(coop, Before));
        Assert.Equal("", Run(coop, Before.AddMinutes(1)));
        var rotation = coop.Read(db => RotationRow.ByCode(db, First))!;
        Assert.Equal(Second, rotation.SecondCode);
        Assert.Equal(Starts, rotation.StartsAt);
        Assert.Equal(
            ["2026-12 Unloading 16:00", "2026-12 Checkout 17:00", "2027-01 Unloading 16:00", "2027-01 Checkout 17:00"],
            coop.Read(db => FoodCoop.Features.Shifts.Shift.OfRotation(db, rotation.Id)).Select(s => $"{s.CycleCode} {s.NameEn} {s.StartsAt:HH:mm}")); // UTC: an hour less than on the wall
    }

    [Fact]
    public void A_co_op_without_duties_has_no_rotations_and_nobody_owes_anything()
    {
        var coop = new TestCoop();
        RunCycles(coop, Before);
        Assert.Equal("", Run(coop, Before.AddYears(1)));
        Assert.Equal(0, Balance(coop, 114));
    }

    [Fact(DisplayName = "rotation start charged once though the job runs twice or late")]
    public async Task Rotation_start_is_charged_once_though_the_job_runs_twice_or_late()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts.AddSeconds(-1));
        Assert.Equal(0, Balance(coop, 114));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => RotationClock.Run(coop.File, Starts.AddDays(3)))));
        Run(coop, Starts.AddDays(30));
        Assert.Equal(-1, Balance(coop, 114));
        Assert.Equal(9, coop.Read(db => db.One<int>("select count(*) from duty_entry where kind = 'owed'"))); // one for each member of the cast
    }

    [Fact]
    public void A_household_shares_one_duty()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts);
        Assert.Equal(-1, Balance(coop, 142)); // two persons
    }

    [Fact(DisplayName = "joining mid-rotation owes next time")]
    public void Joining_mid_rotation_owes_next_time()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        coop.Write(db => db.Execute("update member set joined_on = '2026-12-01' where number = 114"));
        coop.Write(db => db.Execute("update member set joined_on = '2026-11-30' where number = 17"));
        Run(coop, Starts);
        Assert.Equal((0, -1), (Balance(coop, 114), Balance(coop, 17)));
        var next = coop.Read(RotationRow.All)[1].StartsAt;
        Run(coop, next.AddSeconds(-1));
        Assert.Equal(0, Balance(coop, 114));
        Run(coop, next);
        Assert.Equal((-1, -2), (Balance(coop, 114), Balance(coop, 17)));
    }

    [Theory]
    [InlineData("2026-12-01", null, 0)]           // on both dates
    [InlineData("2026-12-01", "2027-01-29", 0)]   // until the second, that day included
    [InlineData("2026-12-01", "2027-01-28", -1)]  // on the first only
    [InlineData("2027-01-01", null, -1)]          // on the second only
    public void Who_is_exempt_on_both_dates_owes_nothing(string from, string? until, int balance)
    {
        var coop = CoopWithDuties();
        coop.Write(db => db.Execute("""
            insert into exemption (member_id, kind, from_on, until_on, given_at) select id, 'care', @from, @until, @Before from member where number = 114
            """, new { from, until, Before }));
        Run(coop, Starts);
        Assert.Equal(balance, Balance(coop, 114));
    }

    [Fact]
    public void Over_a_year_change_a_53_week_year_and_skipped_months_every_two_pickups_are_one_rotation()
    {
        var coop = CoopWithDuties(skipped: "2027-02");
        for (var at = Before; at < Before.AddMonths(14); at = at.AddDays(7)) // 2026 has 53 weeks
        {
            RunCycles(coop, at);
            Run(coop, at);
        }
        var rotations = coop.Read(RotationRow.All);
        Assert.Equal(
            ["2026-12 2027-01", "2027-03 2027-04", "2027-05 2027-06", "2027-07 2027-08", "2027-09 2027-10", "2027-11 2027-12"],
            rotations.Take(6).Select(r => $"{r.FirstCode} {r.SecondCode}"));
        Assert.Equal(-rotations.Count(r => r.StartsAt <= Before.AddMonths(14).AddDays(-7)), Balance(coop, 114));
    }

    [Fact]
    public void A_session_begins_at_its_time_on_the_wall_also_on_the_days_when_the_clock_changes()
    {
        var zone = CoopZone.Of("Europe/Amsterdam");
        // pickup on Sunday 29 March 2026 at 14:00; twelve hours before is 02:00, which stands before the gap
        var (startsAt, endsAt) = Session.Times(zone, new DateOnly(2026, 3, 29), new TimeOnly(14, 0), -720, 60);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), startsAt);
        Assert.Equal(TimeSpan.FromHours(1), endsAt - startsAt);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 16, 0, 0, TimeSpan.Zero), Session.Times(zone, new DateOnly(2026, 10, 25), new TimeOnly(18, 0), -60, 60).StartsAt);
    }
}

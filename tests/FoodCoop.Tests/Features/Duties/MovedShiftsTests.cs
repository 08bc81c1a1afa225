using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

public sealed class MovedShiftsTests
{
    private static readonly CoopZone Amsterdam = CoopZone.Of("Europe/Amsterdam");
    private readonly TestCoop coop = CoopWithDuties();

    public MovedShiftsTests()
    {
        Run(coop, Before);
        TestClock.Set(Before);
    }

    [Fact]
    public async Task A_moved_pickup_moves_its_shifts_along_and_tells_who_has_a_spot()
    {
        Take(coop, First, "Unloading", 114);
        var was = Shift(coop, First, "Unloading").StartsAt;
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/cycles/2026-12"), "#move-form",
            new Dictionary<string, string> { ["Move.Day"] = "2026-12-22", ["Move.From"] = "17:00", ["Move.Until"] = "19:00", ["Move.Reason"] = "Kerst" });
        Assert.Contains("Amara (114)", page["#preview"]);
        page = await bart.Submit(page, "#confirm");
        Assert.Equal(200, page.Status);
        Assert.Equal(was.AddDays(-3).AddHours(-1), Shift(coop, First, "Unloading").StartsAt);
        Assert.Equal(1, coop.Read(db => db.One<int>("select max(sequence) from shift")));
        var letter = coop.Read(db => db.One<string>("select body_text from mail where kind = 'pickup-moved'"));
        Assert.Contains("You have a shift on that day", letter);
        Assert.Contains("Unloading: Tuesday 22 December, 16:00–17:00", letter);
    }

    [Fact]
    public void The_clock_changes_between_and_the_shift_keeps_its_time_on_the_wall()
    {
        // from after the change to before it: 25 October 2026 would be in between; here March 2027
        coop.Write(db => db.Execute("update shift set starts_at = '2027-01-29T16:00:00.000Z' where id = @Id", new { Shift(coop, Second, "Unloading").Id }));
        coop.Write(db =>
        {
            var cycle = Cycle.ByCode(db, Second)!;
            FoodCoop.Features.Duties.MovedShifts.Follow(db, db.One<FoodCoop.Platform.Web.CoopRow>(FoodCoop.Platform.Web.CoopRow.Select), cycle,
                cycle.Dates with { PickupOn = new(2027, 3, 29) }, tell: false, Before);
        });
        Assert.Equal(new DateTimeOffset(2027, 3, 29, 15, 0, 0, TimeSpan.Zero), Shift(coop, Second, "Unloading").StartsAt); // 17:00 in Amsterdam, in summer
    }

    [Fact]
    public void A_skipped_month_makes_rotations_that_are_not_charged_anew_and_excuses_who_had_a_spot()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, Second, "Unloading", 142);
        Skip(Second);
        Run(coop, Before);
        Assert.Equal(["2026-12 2027-02", "2027-03 2027-04"], Rotations());
        Assert.Equal((0, 1), (Balance(coop, 114), Balance(coop, 142)));
        Assert.Equal(["2026-12"], coop.Read(db => db.Query<string>("select c.code from spot_now n join shift s on s.id = n.shift_id join order_cycle c on c.id = s.cycle_id")));
        Assert.Equal(2, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'shift-cancelled'"))); // Дмитро and Oksana
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from shift where cycle_id is null")));
    }

    [Fact]
    public void A_rotation_that_has_been_charged_keeps_the_day_that_is_left()
    {
        Run(coop, Starts);
        Skip(Second, Starts.AddHours(1));
        Run(coop, Starts.AddHours(2));
        Assert.Equal(["2026-12 2026-12", "2027-02 2027-03"], Rotations().Take(2));
        Assert.Equal(-1, Balance(coop, 114));
    }

    [Fact]
    public void A_month_that_is_skipped_no_more_is_a_day_of_a_rotation_again()
    {
        Skip(Second);
        coop.Write(db =>
        {
            db.Execute("delete from rhythm_skip");
            CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, Before);
        });
        Run(coop, Before);
        Assert.Equal(["2026-12 2027-01", "2027-02 2027-03"], Rotations().Take(2));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from shift where cycle_id is null"))); // nobody had a spot
    }

    private void Skip(string month, DateTimeOffset? at = null) => coop.Write(db =>
    {
        db.Execute("insert into rhythm_skip (month) values (@month)", new { month });
        CyclePlan.Follow(db, RhythmRule.Load(db)!, Amsterdam, at ?? Before, Person(coop, "Wei"), "de zaal is dicht");
    });

    private List<string> Rotations() => coop.Read(RotationRow.All).ConvertAll(r => $"{r.FirstCode} {r.SecondCode}");
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Shifts;

/// <summary>Two duties with a session each, and the rotations that the clock makes of the coming cycles.</summary>
internal static class ShiftScene
{
    /// <summary>A day before the cycle of December opens (1 December at 8:00): its rotation is December and January.</summary>
    public static readonly DateTimeOffset Before = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>00:00 in Amsterdam of the day on which the cycle of 25 December opens.</summary>
    public static readonly DateTimeOffset Starts = new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero);

    public const string First = "2026-12";
    public const string Second = "2027-01";

    /// <summary>"Unloading" (heavy, an hour before the pickup, 1 to 3 people) and "Checkout" (light, during it, 1 to 2).</summary>
    public static TestCoop CoopWithDuties(string? skipped = null)
    {
        var coop = new TestCoop();
        if (skipped is not null) coop.Write(db => db.Execute("insert into rhythm_skip (month) values (@skipped)", new { skipped }));
        coop.Write(db =>
        {
            Duty(db, 1, "Lossen", "Unloading", effort: 3, begins: -60, minutes: 60, fewest: 1, usual: 2, most: 3);
            Duty(db, 2, "Kassa", "Checkout", effort: 1, begins: 0, minutes: 120, fewest: 1, usual: 1, most: 2);
        });
        CycleClock.Run(coop.File, Before).GetAwaiter().GetResult();
        return coop;
    }

    /// <summary>The clock of the cycles.</summary>
    public static void RunCycles(TestCoop coop, DateTimeOffset now) => CycleClock.Run(coop.File, now).GetAwaiter().GetResult();

    public static void Duty(Db db, int id, string nl, string en, int effort, int begins, int minutes, int fewest, int usual, int most)
    {
        db.Execute("insert into duty (id, name_nl, name_en, effort, walk, created_at) values (@id, @nl, @en, @effort, @id, @Before)", new { id, nl, en, effort, Before });
        db.Execute("""
            insert into duty_session (id, duty_id, begins, minutes, place, fewest, usual, most)
            values (@id, @id, @begins, @minutes, 'De Loods', @fewest, @usual, @most)
            """, new { id, begins, minutes, fewest, usual, most });
    }

    public static string Run(TestCoop coop, DateTimeOffset now) => RotationClock.Run(coop.File, now).GetAwaiter().GetResult();

    public static Id<Member> Member(TestCoop coop, int number) => coop.Read(db => db.One<Id<Member>>("select id from member where number = @number", new { number }));

    public static Id<Person> Person(TestCoop coop, string name) => coop.Read(db => db.One<Id<Person>>("select id from person where name = @name", new { name }));

    public static Shift Shift(TestCoop coop, string cycle, string duty) => coop.Read(db => FoodCoop.Features.Shifts.Shift.Find(db, db.One<Id<ShiftDay>>(
        "select s.id from shift s join duty d on d.id = s.duty_id join order_cycle c on c.id = s.cycle_id where c.code = @cycle and d.name_en = @duty", new { cycle, duty })))!;

    public static Id<Spot> Take(TestCoop coop, string cycle, string duty, int member, string how = "taken", DateTimeOffset? now = null) =>
        coop.Write(db => Spots.Take(db, FoodCoop.Features.Shifts.Shift.Find(db, Shift(coop, cycle, duty).Id)!, Member(coop, member), null, how, now ?? Before, null));

    public static int Balance(TestCoop coop, int member) => coop.Read(db => DutyAccount.Balance(db, Member(coop, member)));
}

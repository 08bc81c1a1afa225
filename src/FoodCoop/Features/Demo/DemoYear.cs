using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Demo;

/// <summary>A year of cycles, each lived through: the clock opens it, members order, the clock closes it, people do the rest.</summary>
/// <param name="until">The moment at which history ends.</param>
public sealed class DemoYear(CoopFile file, CoopZone zone, DateTimeOffset until)
{
    private const string UpdateSent = "update supplier_order set sent_at = @at, sent_by = @buyer where cycle_id = @Id";

    private readonly Id<Person> buyer = Staff(file, "buyer");
    private readonly Id<Person> host = Staff(file, "host");
    private readonly DemoBasket basket = new(file);
    private DemoShifts? shifts;

    /// <summary>From opening to settling, as far as it has come by now.</summary>
    public async Task Live(CycleDates dates)
    {
        await Begin(dates);
        await CycleClock.Run(file, dates.FillAt);
        await CycleClock.Run(file, dates.ClosesAt);
        await file.WriteAsync(db => Finish(db, dates));
        if (shifts is not null) await shifts.Done(dates);
    }

    /// <summary>From here on there are shifts too.</summary>
    public async Task HaveShifts(DateTimeOffset at)
    {
        shifts = new DemoShifts(file, zone, until);
        await shifts.Begin(at);
    }

    /// <summary>Opens a cycle and takes the orders of its first days: all until the fill phase, or until now.</summary>
    public async Task Begin(CycleDates dates)
    {
        await CycleClock.Run(file, dates.OpensAt.AddHours(-1)); // planned before it opens
        if (shifts is not null) await RotationClock.Run(file, dates.OpensAt.AddMinutes(-30)); // while it is still planned
        await CycleClock.Run(file, dates.OpensAt);
        if (shifts is not null) await shifts.Open(dates);
        var last = dates.FillAt < until ? dates.FillAt : until;
        await file.WriteAsync(db => basket.Fill(db, Find(db, dates), last, soFar: dates.FillAt < until ? 100 : 70));
    }

    private void Finish(Db db, CycleDates dates)
    {
        var orderedAt = zone.ToUtc(zone.DateAt(dates.ClosesAt).AddDays(1), new TimeOnly(10, 0));
        var (cycle, coop) = (Find(db, dates), db.One<CoopRow>(CoopRow.Select));
        db.Execute(UpdateSent, new { cycle.Id, at = orderedAt, buyer }); // also what was below its minimum: ordered anyway
        Step(CycleState.Ordered, orderedAt, buyer);
        if (dates.PickupOn >= zone.DateAt(until)) return;

        Step(CycleState.Delivered, zone.ToUtc(dates.PickupOn, new TimeOnly(15, 40)), host);
        Step(CycleState.Pickup, zone.ToUtc(dates.PickupOn, dates.PickupFrom), host);
        var settledAt = zone.ToUtc(dates.PickupOn, dates.PickupUntil.AddMinutes(50));
        Ledger.Ledger.Charge(db, cycle, coop, host, settledAt);
        Pay(db, cycle, settledAt);

        void Step(CycleState state, DateTimeOffset at, Id<Person> by)
        {
            CycleSteps.Take(db, cycle, state, at, by, coop);
            cycle = Find(db, dates);
        }
    }

    // Most within the fortnight, some late; of the newest statements a good part is open still (the one of whom visitors sign in as
    // first among them), of those before a few.
    private void Pay(Db db, Cycle cycle, DateTimeOffset settledAt)
    {
        var age = (until - settledAt).Days;
        var words = StatementRow.Of(db, cycle.Id)
            .Select(statement => (statement, dice: DemoDice.For(basket.Seed, 6, DemoDice.NumberOf(cycle.Code), statement.Number)))
            .Where(w => !w.dice.InHundred(age < 60 ? 30 : age < 90 ? 6 : 0) && (age >= 60 || w.statement.Number != DemoPeople.Cast[0].MemberNumber))
            .Select(w => (w.statement, at: settledAt.AddMinutes(w.dice.InHundred(85) ? w.dice.Between(600, 20_000) : w.dice.Between(20_000, 33_000))))
            .Where(w => w.at < until)
            .OrderBy(w => w.at).ThenBy(w => w.statement.Number);
        foreach (var (statement, at) in words) Ledger.Ledger.SayPaid(db, statement, basket.PersonOf(statement.Number), at);
    }

    private static Cycle Find(Db db, CycleDates dates) => Cycle.ByCode(db, dates.Code.ToString())!;

    private static Id<Person> Staff(CoopFile file, string role) =>
        file.Read(db => DemoAdmission.Staff(db, DemoPeople.Cast.Single(c => c.Key == role).Email));
}

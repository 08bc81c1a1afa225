using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Ledger;

/// <summary>The charge of a whole cycle.</summary>
public static partial class Ledger
{
    private const string UpdateTaken = """
        update order_line
        set taken = coalesce(delivered, allocated, 0)
        where taken is null and offer_id in (select id from offer where cycle_id = @Id)
        """;

    // The shelf takes goods for the co-op, so it is charged: else the charges would not add up to what was taken.
    private const string InsertCharges = """
        insert into ledger_entry (member_id, kind, amount, cycle_id, at, by_person_id)
        select t.member_id, 'charge', -sum(t.goods + t.deposit), @Id, @now, @by
        from taken_line t
        where t.cycle_id = @Id
        group by t.member_id
        having sum(t.goods + t.deposit) > 0
        order by t.member_id
        on conflict (cycle_id, member_id) where kind = 'charge' do nothing
        """;

    // Nobody is asked to pay for the shelf: that is the co-op's own money. So it gets no statement, and without one no mail.
    private const string SelectUnasked = """
        select e.id, m.number
        from ledger_entry e
        join member m on m.id = e.member_id
        where e.cycle_id = @Id and e.kind = 'charge' and m.kind = 'member'
          and not exists (select 1 from statement s where s.charge_id = e.id)
        order by m.number
        """;

    private const string InsertStatements = """
        insert into statement (cycle_id, member_id, charge_id, reference, amount, due_on, made_at)
        select e.cycle_id, e.member_id, e.id, j.value ->> 'Reference', -e.amount, @due, @now
        from json_each(@references) j
        join ledger_entry e on e.id = j.value ->> 'Charge'
        """;

    private sealed record Unasked(Id<LedgerEntry> Id, int Number);

    private sealed record Referred(long Charge, string Reference);

    /// <summary>
    /// Fixes what every member took in a cycle, charges each once, writes statements and mails, and settles the cycle; all in
    /// the running transaction. False, and nothing written, when the cycle is settled already: a second click, a second host.
    /// </summary>
    /// <param name="cycle">As read in this same transaction.</param>
    /// <param name="by">The host who does it.</param>
    /// <exception cref="Refused">The cycle has not closed yet, a supplier below its minimum is undecided, or the co-op has no account to pay to.</exception>
    public static bool Charge(Db db, Cycle cycle, CoopRow coop, Id<Person> by, DateTimeOffset now)
    {
        if (cycle.State == CycleState.Settled) return false;
        if (!cycle.HasClosed) throw new Refused("", "Ledger.NotClosed", cycle.Code);
        CycleSteps.Guard(db, cycle);
        if (!BankAccount.Of(coop).IsKnown) throw new Refused("", "Ledger.NoIban");
        db.Execute(UpdateTaken, new { cycle.Id });
        db.Execute(InsertCharges, new { cycle.Id, now, by });
        var code = CycleCode.Parse(cycle.Code);
        var references = db.Query<Unasked>(SelectUnasked, new { cycle.Id })
            .ConvertAll(u => new Referred(u.Id.Value, new PaymentReference(coop.Code, u.Number, code).ToString()));
        var due = CoopZone.Of(coop.Zone).DateAt(now).AddDays(coop.DueDays);
        db.Execute(InsertStatements, new { references = JsonSerializer.Serialize(references), due, now });
        StatementMail.Write(db, cycle, coop, now);
        Settle(db, cycle, by, now);
        return true;
    }

    // Whoever charges says with it that all before it has been: what nobody recorded on the way is recorded now.
    private static void Settle(Db db, Cycle cycle, Id<Person> by, DateTimeOffset now)
    {
        for (var step = cycle; step.State < CycleState.Settled; step = step with { State = step.State + 1 })
            CycleEvents.Record(db, step, step.State + 1, now, by);
    }
}

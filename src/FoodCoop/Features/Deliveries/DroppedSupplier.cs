using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries;

/// <summary>A supplier below its minimum is left out of a month: nobody gets anything of it. Until the cycle is ordered it can come back.</summary>
public static class DroppedSupplier
{
    private const string UpdateDropped = """
        update supplier_order
        set dropped_at = @now, dropped_by = @person
        where cycle_id = @Id and closing = @Closing and supplier_id = @supplier and below_minimum = 1 and sent_at is null and dropped_at is null
        """;

    private const string UpdateNothing = """
        update order_line
        set allocated = 0
        where offer_id in (select id from offer where cycle_id = @Id and supplier_id = @supplier)
        """;

    private const string UpdateNotDropped = """
        update supplier_order
        set dropped_at = null, dropped_by = null
        where cycle_id = @Id and closing = @Closing and supplier_id = @supplier and dropped_at is not null
        """;

    private const string SelectClosed = """
        select o.id, o.case_size, o.order_step, o.loose, r.cases, r.given
        from offer o
        join offer_result r on r.offer_id = o.id and r.closing = @Closing
        where o.cycle_id = @Id and o.supplier_id = @supplier
        """;

    private const string UpdateAllocated = """
        update order_line
        set allocated = s.given
        from (select value ->> 0 as id, value ->> 1 as given from json_each(@shares)) s
        where order_line.id = s.id
        """;

    private sealed record ClosedRow(Id<Offer> Id, Quantity CaseSize, Quantity OrderStep, bool Loose, int Cases, Quantity Given);

    /// <summary>False, and nothing written, when it is left out or sent already, or was not below its minimum.</summary>
    public static bool Drop(Db db, Cycle cycle, Id<Supplier> supplier, DateTimeOffset now, Id<Person> person)
    {
        MustWait(cycle);
        if (db.Execute(UpdateDropped, new { cycle.Id, cycle.Closing, supplier, now, person }) == 0) return false;
        db.Execute(UpdateNothing, new { cycle.Id, supplier });
        return true;
    }

    /// <summary>Its lines get what closing gave them: the same lines share out the same cases. False when it was not left out.</summary>
    public static bool TakeBack(Db db, Cycle cycle, Id<Supplier> supplier, CoopRow coop)
    {
        MustWait(cycle);
        if (db.Execute(UpdateNotDropped, new { cycle.Id, cycle.Closing, supplier }) == 0) return false;
        var lines = AskedLines.Of(db, cycle, supplier);
        var shares = db.Query<ClosedRow>(SelectClosed, new { cycle.Id, cycle.Closing, supplier })
            .SelectMany(o => AskedLines.ShareOut(
                Closing.Policy(coop), cycle, lines[o.Id], o.Loose ? o.Given : o.CaseSize * o.Cases, o.Loose ? o.OrderStep : o.CaseSize, o.OrderStep).Given)
            .Select(share => new[] { share.Key, share.Value.Thousandths });
        db.Execute(UpdateAllocated, new { shares = JsonSerializer.Serialize(shares) });
        return true;
    }

    private static void MustWait(Cycle cycle)
    {
        if (cycle.State != CycleState.Closed) throw new Refused("", "Deliveries.OrderedAlready");
    }
}

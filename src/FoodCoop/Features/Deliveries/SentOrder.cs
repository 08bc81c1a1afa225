using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Deliveries;

/// <summary>An order is dealt with: marked as sent by its buyer, or written to the post. The last one takes the month to its next state.</summary>
public static class SentOrder
{
    private const string UpdateSent = """
        update supplier_order
        set sent_at = @now, sent_by = @person
        where cycle_id = @cycle and closing = @Closing and supplier_id = @Id and dropped_at is null
        """;

    private const string UpdateNotSent = """
        update supplier_order
        set sent_at = null, sent_by = null
        where cycle_id = @cycle and closing = @Closing and supplier_id = @Id
        """;

    /// <summary>Whether with it the month has become ordered.</summary>
    public static bool Mark(Db db, Cycle cycle, SupplierInCycle supplier, CoopRow coop, DateTimeOffset now, Id<Person> person)
    {
        db.Execute(UpdateSent, new { cycle = cycle.Id, cycle.Closing, supplier.Id, now, person });
        return SupplierOrders.Of(db, cycle).All(s => s.IsDone) && CycleSteps.Take(db, cycle, CycleState.Ordered, now, person, coop);
    }

    /// <summary>Not sent after all: its mail does not go, if it has not left. The month goes back from ordered, if it was.</summary>
    /// <exception cref="Refused">Its mail is leaving at this moment.</exception>
    public static void TakeBack(Db db, Cycle cycle, SupplierInCycle supplier, DateTimeOffset now, Id<Person> person)
    {
        supplier.Post?.TakeBack(db, cycle, supplier.Name, now);
        StepBack.AtOnce(db, cycle, CycleState.Ordered, person, now);
        db.Execute(UpdateNotSent, new { cycle = cycle.Id, cycle.Closing, supplier.Id });
    }
}

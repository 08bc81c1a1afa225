using FoodCoop.Features.Deliveries;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// The steps that people take with a cycle once it has closed, each with all that belongs to it, so that no page forgets any of it:
/// what has to be decided before, the row of the step, what it fixes, and who is told.
/// </summary>
/// <remarks>Source: design, domain.md sections 4, 5 and 7.</remarks>
public static class CycleSteps
{
    private const string UpdateSent = """
        update supplier_order
        set sent_at = @now, sent_by = @person
        where cycle_id = @Id and closing = @Closing and sent_at is null and dropped_at is null
        """;

    // What has been counted already stays; of all else came what was ordered.
    private const string UpdateDelivered = """
        update order_line
        set delivered = coalesce(delivered, allocated)
        where offer_id in (select id from offer where cycle_id = @Id)
        """;

    /// <summary>Takes a cycle to its next state in the running transaction. False, and nothing written, when it is there already or beyond.</summary>
    /// <param name="cycle">As read in this same transaction.</param>
    /// <exception cref="Refused">The states in between have not been, or something is to be decided first.</exception>
    public static bool Take(Db db, Cycle cycle, CycleState state, DateTimeOffset now, Id<Person> person, CoopRow coop)
    {
        if (state <= cycle.State) return false;
        Guard(db, cycle);
        if (!CycleEvents.Record(db, cycle, state, now, person)) return false;
        if (state == CycleState.Ordered)
        {
            db.Execute(UpdateSent, new { cycle.Id, cycle.Closing, now, person });
            OrderChanges.Tell(db, cycle, coop, ChangesSinceClosingMail.Kind, now);
            SupplierPost.WriteNothing(db, cycle, coop, now);
        }
        if (state == CycleState.Delivered)
        {
            db.Execute(UpdateDelivered, new { cycle.Id });
            OrderChanges.Tell(db, cycle, coop, DeliveryChangesMail.Kind, now);
        }
        return true;
    }

    /// <summary>Nothing is ordered, and so nothing comes after it, while a supplier below its minimum is undecided.</summary>
    /// <exception cref="Refused">One is; it is named.</exception>
    public static void Guard(Db db, Cycle cycle)
    {
        if (cycle.State == CycleState.Closed && BelowMinimum.ToDecide(db, cycle) is { Count: > 0 } undecided)
            throw new Refused("", "Deliveries.DecideFirst", string.Join(", ", undecided));
    }
}

using FoodCoop.Platform.Data;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// The last step that people clicked, taken back because it was a slip: "not sent after all". Nothing has come of such a step yet,
/// so it is as if it had not been, and the same step can be taken again. Once money has been charged, nothing is taken back.
/// </summary>
/// <remarks>Source: design, domain.md section 4 ("until money is charged"). Back to Open or Fill is something else: it begins a new closing.</remarks>
public static class StepTakenBack
{
    private const string DeleteLast = """
        delete from cycle_event
        where cycle_id = @Id and closing = @Closing and state = @state and state in ('Ordered', 'Delivered', 'Pickup')
          and id = (select max(id) from cycle_event where cycle_id = @Id)
          and not exists (select 1 from ledger_entry where cycle_id = @Id and kind = 'charge')
        """;

    /// <summary>Takes the step back in the running transaction. False, and nothing changed, when the cycle stands elsewhere or money has been charged.</summary>
    public static bool From(Db db, Cycle cycle, CycleState state) =>
        cycle.State == state && db.Execute(DeleteLast, new { cycle.Id, cycle.Closing, state = state.ToString() }) == 1;
}

using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Cycles;

/// <summary>One cycle: its dates, what happened to it, when and by whom; and for those who take it on, the next step.</summary>
[Authorize(Policy = Role.Member)]
public sealed class CycleModel(Db db, Viewer viewer, TimeProvider clock, CoopContext coop) : CoopPage
{
    private const string SelectSuppliers = """
        select s.name, o.sent_at, p.name as sent_by, o.dropped_at
        from supplier_order o
        join supplier s on s.id = o.supplier_id
        left join person p on p.id = o.sent_by
        where o.cycle_id = @Id and o.closing = @Closing
        order by s.name
        """;

    public sealed record SupplierRow(string Name, DateTimeOffset? SentAt, string? SentBy, DateTimeOffset? DroppedAt);

    public Cycle Cycle { get; private set; } = null!;
    public IReadOnlyList<CycleEvents.Row> Events { get; private set; } = [];
    public IReadOnlyList<SupplierRow> Suppliers { get; private set; } = [];

    /// <summary>The step that this viewer may take now, or null.</summary>
    public CycleState? Next { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, RouteData.Values["code"] as string) is not { } cycle) return NotFound();
        Cycle = cycle;
        Events = CycleEvents.Of(db, cycle.Id);
        Suppliers = viewer.Has(Role.Buyer) ? db.Query<SupplierRow>(SelectSuppliers, new { cycle.Id, cycle.Closing }) : [];
        Next = cycle.HasClosed && MayTake(cycle.State + 1) ? cycle.State + 1 : null;
        return null;
    }

    public IActionResult OnPost(CycleState state)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!MayTake(state)) return Forbid();
        CycleSteps.Take(db, Cycle, state, clock.GetUtcNow(), viewer.PersonId, coop.Settings(db));
        return Done("/cycles/" + Cycle.Code, "Cycles.Done" + state);
    }

    // Settled is not among them: fixing the amounts charges the members, and is done where that is.
    private bool MayTake(CycleState state) => state switch
    {
        CycleState.Ordered => viewer.Has(Role.Buyer),
        CycleState.Delivered or CycleState.Pickup => viewer.Has(Role.Buyer) || viewer.Has(Role.PickupHost),
        _ => false,
    };
}

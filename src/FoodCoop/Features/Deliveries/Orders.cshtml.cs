using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries.Sharing;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Deliveries;

/// <summary>A cycle as its buyer sees it: how far each supplier's order is while members order, and what is to be sent after that.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class OrdersModel(Db db, CoopContext coop, Viewer viewer, TimeProvider clock, ILogger<OrdersModel> log) : CoopPage
{
    private Cycle? _cycle;

    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    public Cycle Cycle => _cycle!;

    public IReadOnlyList<SupplierInCycle> Suppliers { get; private set; } = [];

    public bool HasOrders => Suppliers.Any(s => s.OrderId is not null);

    /// <summary>Nothing waits to be sent or decided any more: the month can go on.</summary>
    public bool AllDone => Suppliers.All(s => s.IsDone);

    private const string UpdateSent = """
        update supplier_order
        set sent_at = @now, sent_by = @PersonId
        where cycle_id = @Id and closing = @Closing and supplier_id = @supplier and sent_at is null and dropped_at is null
        """;

    private const string UpdateNotSent = """
        update supplier_order
        set sent_at = null, sent_by = null
        where cycle_id = @Id and closing = @Closing and supplier_id = @supplier and sent_at is not null
        """;

    private ILookup<Id<Supplier>, SharedOffer> shared = Array.Empty<SharedOffer>().ToLookup(o => o.Demand.SupplierId);

    /// <summary>What would not all come, or is short of a case, if ordering closed now.</summary>
    public IReadOnlyList<SharedOffer> Shared(SupplierInCycle supplier) =>
        [.. shared[supplier.Id].Where(o => o.Demand.ToFill > Quantity.Zero || o.Lapses > Quantity.Zero).OrderBy(o => o.Demand.Name, StringComparer.CurrentCulture)];

    protected internal override IActionResult? Load()
    {
        _cycle = Cycle.ByCode(db, Code);
        if (_cycle is null) return NotFound();
        Suppliers = SupplierOrders.Of(db, Cycle);
        if (Cycle.State is CycleState.Open or CycleState.Fill)
            shared = SharedOffer.Of(db, Cycle, Closing.Policy(coop.Settings(db)), Suppliers.SelectMany(s => s.Demand)).ToLookup(o => o.Demand.SupplierId);
        return null;
    }

    /// <summary>The last order that is sent takes the cycle to its next state.</summary>
    public IActionResult OnPostSent(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!Cycle.HasClosed) throw new Refused("", "Deliveries.FilesAfterClosing");
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { OrderId: not null } one) return NotFound();
        if (one.IsDropped) throw new Refused("", "Deliveries.LeftOutAlready", one.Name);
        var now = clock.GetUtcNow();
        db.Execute(UpdateSent, new { now, viewer.PersonId, Cycle.Id, Cycle.Closing, supplier });
        if (!Suppliers.All(s => s.Id == supplier || s.IsDone)) return Done(Address, "Deliveries.MarkedSent", one.Name);
        CycleSteps.Take(db, Cycle, CycleState.Ordered, now, viewer.PersonId, coop.Settings(db));
        return Done(Address, "Deliveries.AllSent");
    }

    public IActionResult OnPostNotSent(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { OrderId: not null } one) return NotFound();
        if (Cycle.State > CycleState.Ordered) throw new Refused("", "Deliveries.ArrivedAlready");
        StepBack.AtOnce(db, Cycle, CycleState.Ordered, viewer.PersonId, clock.GetUtcNow());
        db.Execute(UpdateNotSent, new { Cycle.Id, Cycle.Closing, supplier });
        log.LogInformation("{Person} took back that the order of {Cycle} to {Supplier} was sent", viewer.PersonId, Cycle.Code, supplier);
        return Done(Address, "Deliveries.MarkedNotSent", one.Name);
    }

    /// <summary>Below its minimum: left out this month.</summary>
    public IActionResult OnPostDrop(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { BelowMinimum: true } one) return NotFound();
        if (one.IsSent) throw new Refused("", "Deliveries.SentAlready", one.Name);
        DroppedSupplier.Drop(db, Cycle, supplier, clock.GetUtcNow(), viewer.PersonId);
        return Done(Address, "Deliveries.LeftOut", one.Name);
    }

    public IActionResult OnPostNotDrop(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { BelowMinimum: true } one) return NotFound();
        if (DroppedSupplier.TakeBack(db, Cycle, supplier, coop.Settings(db)))
            log.LogInformation("{Person} took back that {Supplier} was left out of {Cycle}", viewer.PersonId, supplier, Cycle.Code);
        return Done(Address, "Deliveries.BackIn", one.Name);
    }

    /// <summary>A month in which nothing is to be sent (any more) goes on: nothing is ordered, or what was not sent was left out.</summary>
    public IActionResult OnPostNothing()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!AllDone) throw new Refused("", "Deliveries.StillToSend");
        CycleSteps.Take(db, Cycle, CycleState.Ordered, clock.GetUtcNow(), viewer.PersonId, coop.Settings(db));
        return Done(Address, "Deliveries.AllSent");
    }

    private string Address => $"/buying/{Cycle.Code}";
}

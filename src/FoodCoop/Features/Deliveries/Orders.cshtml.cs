using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries.Sharing;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries;

/// <summary>A cycle as its buyer sees it: how far each supplier's order is while members order, and what is to be sent after that.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class OrdersModel(Db db, CoopContext coop, CoopDates dates, Viewer viewer, ILogger<OrdersModel> log) : CoopPage
{
    private Cycle? _cycle;

    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    public Cycle Cycle => _cycle!;

    public IReadOnlyList<SupplierInCycle> Suppliers { get; private set; } = [];

    public bool HasOrders => Suppliers.Any(s => s.OrderId is not null);

    /// <summary>After this moment an order by mail would help nobody.</summary>
    public bool MayMail => Cycle.State <= CycleState.Ordered && Now < SupplierOrderMail.UsefulUntil(Cycle, coop.Settings(db));

    /// <summary>Nothing waits to be sent or decided any more: the month can go on.</summary>
    public bool AllDone => Suppliers.All(s => s.IsDone);

    private ILookup<Id<Supplier>, SharedOffer> shared = Array.Empty<SharedOffer>().ToLookup(o => o.Demand.SupplierId);

    /// <summary>What would not all come, or is short of a case, if ordering closed now.</summary>
    public IReadOnlyList<SharedOffer> Shared(SupplierInCycle supplier) =>
        [.. shared[supplier.Id].Where(o => o.Demand.ToFill > Quantity.Zero || o.Lapses > Quantity.Zero).OrderBy(o => o.Demand.Name, StringComparer.CurrentCulture)];

    protected internal override IActionResult? Load()
    {
        _cycle = Cycle.ByCode(db, Code);
        if (_cycle is null) return NotFound();
        Suppliers = SupplierOrders.WithPost(db, Cycle);
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
        if (one.IsSent && one.Post is null) return Done(Address, "Deliveries.MarkedSent", one.Name);
        if (one.IsSent && one.Post is { IsStuck: false } post && !post.IsOutdated(one, Cycle)) return Done(Address, "Deliveries.MailAlready", one.Name);
        var now = Now;
        one.Post?.TakeBack(db, Cycle, one.Name, now);
        return Done(Address, SentOrder.Mark(db, Cycle, one, coop.Settings(db), now, viewer.PersonId) ? "Deliveries.AllSent" : "Deliveries.MarkedSent", one.Name);
    }

    public IActionResult OnPostNotSent(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { OrderId: not null } one) return NotFound();
        if (Cycle.State > CycleState.Ordered) throw new Refused("", "Deliveries.ArrivedAlready");
        SentOrder.TakeBack(db, Cycle, one, Now, viewer.PersonId);
        log.LogInformation("{Person} took back that the order of {Cycle} to {Supplier} was sent", viewer.PersonId, Cycle.Code, supplier);
        return one.Post is { HasLeft: true } post
            ? Done(Address, "Deliveries.MarkedNotSentButLeft", one.Name, dates.Moment(post.LeftAt!.Value))
            : Done(Address, "Deliveries.MarkedNotSent", one.Name);
    }

    /// <summary>A mail that failed or was stopped goes once more, to the address that the supplier has now.</summary>
    public IActionResult OnPostAgain(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { Post: { } post } one) return NotFound();
        if (!post.IsStuck) return Done(Address, "Deliveries.MailAlready", one.Name);
        if (Cycle.State > CycleState.Ordered) throw new Refused("", "Deliveries.MailArrived");
        if (post.IsOutdated(one, Cycle)) throw new Refused("", "Deliveries.MailMeanwhile", one.Name);
        if (one.Email.Length == 0) throw new Refused("", "Deliveries.MailNoAddress", one.Name);
        post.SendAgain(db, one.Email, Now, viewer.PersonId);
        return Done(Address, "Deliveries.MailWaitsAgain", one.Name, one.Email);
    }

    /// <summary>Below its minimum: left out this month.</summary>
    public IActionResult OnPostDrop(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { BelowMinimum: true } one) return NotFound();
        if (one.IsSent) throw new Refused("", "Deliveries.SentAlready", one.Name);
        DroppedSupplier.Drop(db, Cycle, supplier, Now, viewer.PersonId);
        return Done(Address, "Deliveries.LeftOut", one.Name);
    }

    public IActionResult OnPostNotDrop(Id<Supplier> supplier)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Suppliers.FirstOrDefault(s => s.Id == supplier) is not { BelowMinimum: true } one) return NotFound();
        if (DroppedSupplier.TakeBack(db, Cycle, supplier, coop.Settings(db)))
        {
            one.Post?.TakeBack(db, Cycle, one.Name, Now); // "we order nothing" is no longer so
            log.LogInformation("{Person} took back that {Supplier} was left out of {Cycle}", viewer.PersonId, supplier, Cycle.Code);
        }
        return Done(Address, "Deliveries.BackIn", one.Name);
    }

    /// <summary>A month in which nothing is to be sent (any more) goes on: nothing is ordered, or what was not sent was left out.</summary>
    public IActionResult OnPostNothing()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!AllDone) throw new Refused("", "Deliveries.StillToSend");
        CycleSteps.Take(db, Cycle, CycleState.Ordered, Now, viewer.PersonId, coop.Settings(db));
        return Done(Address, "Deliveries.NowOrdered");
    }

    private string Address => $"/buying/{Cycle.Code}";
}

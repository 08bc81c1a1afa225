using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Suppliers;

/// <summary>Buying at a glance: the month, what waits for a buyer, and the suppliers.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class IndexModel(Db db) : CoopPage
{
    public Cycle? Ordering { get; private set; }
    public Cycle? Next { get; private set; }

    /// <summary>The latest whose orders go, or went, to the suppliers.</summary>
    public Cycle? Closed { get; private set; }

    public IReadOnlyList<SupplierSummary> Suppliers { get; private set; } = [];
    public IReadOnlyList<WaitingImport> Waiting { get; private set; } = [];
    public IReadOnlyList<DroppedProduct> Dropped { get; private set; } = [];

    private const string SelectSuppliers = """
        select s.id, s.name, s.email <> '' as has_email, s.ended_at is not null as has_ended,
          count(iif(p.gone_at is null and p.choice = 'offered' and p.status = 'active', 1, null)) as offered,
          count(iif(p.gone_at is null and p.choice = 'maybe', 1, null)) as maybe,
          (select max(i.applied_at) from catalogue_import i where i.supplier_id = s.id) as last_list_at,
          (select max(c.code)
            from supplier_mail x
            join mail m on m.id = x.mail_id and (m.failed_at is not null or m.skipped_at is not null)
            join order_cycle c on c.id = x.cycle_id
            join cycle_state t on t.cycle_id = c.id and t.closing = x.closing and t.state in ('Closed', 'Ordered')
            where x.supplier_id = s.id and x.taken_back_at is null) as not_mailed
        from supplier s left join product p on p.supplier_id = s.id
        group by s.id
        order by s.ended_at is not null, s.name collate nocase
        """;

    private const string SelectWaiting = """
        select i.id, s.name as supplier, i.file_name, i.uploaded_at, count(*) as rows
        from catalogue_import i
        join supplier s on s.id = i.supplier_id
        join import_row r on r.import_id = i.id and r.kind <> 'unreadable'
        where i.applied_at is null and i.id = (select max(id) from catalogue_import where supplier_id = i.supplier_id)
        group by i.id
        order by i.uploaded_at
        """;

    private const string SelectDropped = """
        select p.id, p.name, s.name as supplier, c.code as cycle, count(*) as orders
        from offer o
        join cycle_state t on t.cycle_id = o.cycle_id and t.state in ('Open', 'Fill', 'Closed')
        join order_cycle c on c.id = o.cycle_id
        join product p on p.id = o.product_id
        join supplier s on s.id = p.supplier_id
        join order_line l on l.offer_id = o.id and (l.asked > 0 or l.flex > 0)
        where p.gone_at is not null or p.status = 'inactive'
        group by o.id
        order by s.name, p.name
        """;

    protected internal override IActionResult? Load()
    {
        Ordering = Cycle.Ordering(db);
        if (Ordering is null) Next = Cycle.Next(db);
        Closed = Cycle.LastClosed(db);
        Suppliers = db.Query<SupplierSummary>(SelectSuppliers);
        Waiting = db.Query<WaitingImport>(SelectWaiting);
        Dropped = db.Query<DroppedProduct>(SelectDropped);
        return null;
    }
}

/// <summary>A supplier in the list of all.</summary>
/// <param name="NotMailed">The month whose order did not go out by mail, and waits for a buyer; null in the usual case.</param>
public sealed record SupplierSummary(Id<Supplier> Id, string Name, bool HasEmail, bool HasEnded, int Offered, int Maybe, DateTimeOffset? LastListAt, string? NotMailed);

/// <summary>A list that was uploaded and not yet applied.</summary>
public sealed record WaitingImport(Id<CatalogueImport> Id, string Supplier, string FileName, DateTimeOffset UploadedAt, int Rows);

/// <summary>A product that its supplier has dropped while it stands in orders that are not yet sent.</summary>
public sealed record DroppedProduct(Id<Product> Id, string Name, string Supplier, string Cycle, int Orders);

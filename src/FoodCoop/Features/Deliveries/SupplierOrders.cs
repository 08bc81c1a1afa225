using System.Globalization;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries;

/// <summary>The suppliers of a cycle and what is ordered from each: progress while it is open, what closing fixed after that.</summary>
public static class SupplierOrders
{
    private const string SelectSuppliers = """
        select s.id, s.name, s.email, s.customer_number, s.minimum, s.language, s.tell_nothing, s.send_codes, so.id as order_id, so.sent_at, p.name as sent_by,
          coalesce(so.below_minimum, 0) as below_minimum, so.dropped_at, d.name as dropped_by,
          (select max(t.at) from supplier_sent t
            where t.cycle_id = @Id and t.supplier_id = s.id and (t.closing < @Closing or t.taken_back)) as sent_before,
          (select count(*) from supplier_mail x where x.cycle_id = @Id and x.closing = @Closing and x.supplier_id = s.id) as mails
        from supplier s
        left join supplier_order so on so.supplier_id = s.id and so.cycle_id = @Id and so.closing = @Closing
        left join person p on p.id = so.sent_by
        left join person d on d.id = so.dropped_by
        where exists (select 1 from offer o where o.cycle_id = @Id and o.supplier_id = s.id)
        order by s.name collate nocase
        """;

    private const string SelectDemand = """
        select o.id, o.supplier_id, o.code, o.name, o.brand, o.unit, o.case_size, o.order_step, o.loose, o.withdrawn_at is not null as withdrawn,
          o.net_price, o.net_per, coalesce(sum(l.asked), 0) as asked, coalesce(sum(l.flex), 0) as flex,
          iif(@closed, coalesce(r.cases, 0), null) as fixed_cases, iif(@closed, coalesce(r.given, 0), null) as fixed_given,
          o.product_id, iif(@closed, coalesce(r.added_cases, 0), 0) as added, o.price as member_price, o.deposit as member_deposit
        from offer o
        left join order_line l on l.offer_id = o.id
        left join offer_result r on r.offer_id = o.id and r.closing = @Closing
        where o.cycle_id = @Id and (@product is null or o.product_id = @product)
        group by o.id
        having @unasked or count(l.id) > 0
        """;

    /// <summary>All suppliers with offers in the cycle, in two statements.</summary>
    public static IReadOnlyList<SupplierInCycle> Of(Db db, Cycle cycle)
    {
        var demand = Demand(db, cycle).ToLookup(d => d.SupplierId);
        return db.Query<SupplierInCycle>(SelectSuppliers, new { cycle.Id, cycle.Closing }).ConvertAll(s => s with { Demand = [.. demand[s.Id]] });
    }

    /// <summary>The same, each with its mail: one statement more.</summary>
    public static IReadOnlyList<SupplierInCycle> WithPost(Db db, Cycle cycle)
    {
        var post = SupplierPost.Of(db, cycle);
        return [.. Of(db, cycle).Select(s => s with { Post = post.GetValueOrDefault(s.Id) })];
    }

    /// <summary>What all ask of each offer.</summary>
    /// <param name="product">Of this one only.</param>
    /// <param name="unasked">Also what nobody has a line of.</param>
    public static List<OfferDemand> Demand(Db db, Cycle cycle, Id<Product>? product = null, bool unasked = false) =>
        db.Query<OfferDemand>(SelectDemand, new { cycle.Id, cycle.Closing, closed = cycle.HasClosed, product, unasked });

    /// <summary>The order as it goes out.</summary>
    /// <param name="replyTo">As in its mail: the buyers' address, else the co-op's.</param>
    public static SupplierOrderPaper Paper(SupplierInCycle supplier, Cycle cycle, CoopRow coop, string replyTo, DateTimeOffset now) => new(
        coop.Name, coop.Address.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), supplier.CustomerNumber,
        replyTo, supplier.Name, cycle.Code, cycle.PickupOn, TimeZoneInfo.ConvertTime(now, coop.TimeZone), Lines(supplier));

    /// <summary>What is asked of a supplier, in short: the day and the bare lines. By it one sees whether an order is still as it was mailed; "" when nothing is ordered.</summary>
    public static string Asked(SupplierInCycle supplier, Cycle cycle) => supplier.HasNothing
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{cycle.PickupOn:yyyy-MM-dd}\r\n{SupplierOrderFiles.CodesOrNames(Lines(supplier).OrderBy(l => l.Code, StringComparer.Ordinal).ThenBy(l => l.Product, StringComparer.Ordinal))}");

    private static List<SupplierOrderLine> Lines(SupplierInCycle supplier) => [.. supplier.Ordered.Select(d => d.Line)];

    /// <summary>A file's name: "order-2026-12-de-molen.pdf".</summary>
    public static string FileName(SupplierInCycle supplier, Cycle cycle, string ending)
    {
        var letters = supplier.Name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray();
        return $"order-{cycle.Code}-{string.Join('-', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries))}.{ending}";
    }
}

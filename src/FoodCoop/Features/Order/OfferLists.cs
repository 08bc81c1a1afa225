using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>The offers of a month in walking order of their categories, as they stood at a number of <c>offer_change</c>.</summary>
public sealed record OfferList(Id<OrderCycle> Cycle, long Change, IReadOnlyList<Offered> Offers)
{
    /// <summary>What some product holds that some people cannot eat, the most frequent first.</summary>
    public IReadOnlyList<string> Allergens { get; } = Order.Allergens.In(Offers);

    /// <summary>Their suppliers' names by number, as JSON for script.</summary>
    public string Suppliers { get; } = FormTexts.Json(Offers.DistinctBy(o => o.SupplierId).ToDictionary(o => o.SupplierId.ToString(), o => o.Supplier));
}

/// <summary>
/// Keeps each co-op's list of offers in memory, because 800 rows of 20 columns are most of what a form costs. Triggers count
/// <c>offer_change</c> up at every change of an offer, so one small statement tells whether the list still holds; it is read in the
/// same snapshot as the list.
/// </summary>
public sealed class OfferLists
{
    private const string SelectChange = "select number from offer_change";

    private const string Select = """
        select o.id, o.product_id, o.name, o.brand, o.supplier_id, s.name as supplier, o.origin, o.quality, o.unit, o.category, o.case_size,
          o.order_step, o.loose, o.weighed, o.price, o.deposit, o.contains, o.without, o.is_new, o.withdrawn_at is not null as withdrawn,
          coalesce(w.reason, '') as withdrawn_why, p.price_before
        from offer o
        join supplier s on s.id = o.supplier_id
        left join offer_correction w on o.withdrawn_at is not null and w.id = (select max(x.id) from offer_correction x where x.offer_id = o.id and x.kind = 'Withdrawn')
        left join offer_correction p on p.id = (select max(x.id) from offer_correction x where x.offer_id = o.id and x.kind = 'Price')
        left join category c on c.name = o.category
        where o.cycle_id = @cycle
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    private volatile OfferList? kept;

    /// <summary>The list as this request's snapshot has it. One of each co-op is kept: the month that people order in.</summary>
    public static OfferList Of(Db db, Id<OrderCycle> cycle)
    {
        var lists = db.File.Of<OfferLists>();
        var change = db.One<long>(SelectChange);
        if (lists.kept is { } list && list.Cycle == cycle && list.Change == change) return list;
        return lists.kept = new OfferList(cycle, change, db.Query<Offered>(Select, new { cycle }));
    }
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>One row of the order form: an offer, what this member asks, and what all ask.</summary>
public sealed record OfferRow(
    Id<Offer> Id, string Name, string Brand, string Supplier, string Origin, string Quality, string Unit, string Category,
    Quantity CaseSize, Quantity OrderStep, bool Loose, bool Weighed, Money Price, Money Deposit, string Contains, string Ingredients,
    bool IsNew, bool Withdrawn, Quantity Asked, Quantity Flex, int Version, Quantity AllAsked, Quantity AllFlex,
    int Cases,
    Quantity? Allocated, Quantity? Delivered, Quantity? Taken, Quantity? Told, Id<Supplier> SupplierId)
{
    /// <summary>Its supplier, when that was below its minimum at closing.</summary>
    public BelowMinimum? Minimum { get; init; }

    public CaseFill Fill => CaseFill.Of(AllAsked, AllFlex, CaseSize, Loose);

    public bool Mine => !Asked.IsZero || !Flex.IsZero;

    /// <summary>What became of the line: the last thing that is known.</summary>
    public Quantity Comes => Taken ?? Delivered ?? Allocated ?? Asked;

    /// <summary>What closing made of the line, for the reason in words.</summary>
    public Outcome Outcome => new(Asked, Allocated ?? Quantity.Zero, CaseSize, Loose, Withdrawn, Cases, AllAsked, AllFlex) { Minimum = Minimum };

    /// <summary>The member was told of another amount than what comes now.</summary>
    public bool IsNews => Told is { } told && told != Comes;

    public Money Sum => Price * Comes;

    public Money DepositSum => Deposit * Comes;
}

/// <summary>An order in one line: products, goods and deposits.</summary>
public sealed record OrderTotal(int Products, Money Goods, Money Deposit)
{
    public static readonly OrderTotal None = new(0, Money.Zero, Money.Zero);

    private const string Select = """
        select lines as products, goods, deposit from order_total where cycle_id = @cycle and member_id = @member
        """;

    public Money Sum => Goods + Deposit;

    public static OrderTotal Of(Db db, Id<OrderCycle> cycle, Id<Member> member) => db.Find<OrderTotal>(Select, new { cycle, member }) ?? None;
}

/// <summary>All offers of a cycle with one member's lines, in walking order of their categories.</summary>
public static class OrderForm
{
    private const string Select = """
        select o.id, o.name, o.brand, s.name as supplier, o.origin, o.quality, o.unit, o.category, o.case_size, o.order_step,
          o.loose, o.weighed, o.price, o.deposit, o.contains, o.ingredients, o.is_new, o.withdrawn_at is not null as withdrawn,
          coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex, coalesce(l.version, 0) as version,
          coalesce(t.asked, 0) as all_asked, coalesce(t.flex, 0) as all_flex,
          coalesce(r.cases, 0) as cases, l.allocated, l.delivered, l.taken, l.told, o.supplier_id
        from offer o
        join supplier s on s.id = o.supplier_id
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        left join (
          select x.offer_id, sum(x.asked) as asked, sum(x.flex) as flex
          from order_line x join offer y on y.id = x.offer_id
          where y.cycle_id = @cycle group by x.offer_id) t on t.offer_id = o.id
        left join offer_result r on r.offer_id = o.id and r.closing = @closing
        left join category c on c.name = o.category
        where o.cycle_id = @cycle and (o.withdrawn_at is null or l.asked > 0 or l.flex > 0)
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    public static List<OfferRow> Rows(Db db, Cycle cycle, Id<Member> member)
    {
        var minimums = BelowMinimum.All(db, cycle);
        var rows = db.Query<OfferRow>(Select, new { cycle = cycle.Id, closing = cycle.Closing, member });
        return minimums.Count == 0 ? rows : rows.ConvertAll(r => r with { Minimum = minimums.GetValueOrDefault(r.SupplierId) });
    }
}

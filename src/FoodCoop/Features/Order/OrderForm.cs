using System.Globalization;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>One row of the order form: an offer, what this member asks, and what all ask.</summary>
public sealed record OfferRow(
    Id<Offer> Id, string Name, string Brand, string Supplier, string Origin, string Quality, string Unit, string Category,
    Quantity CaseSize, Quantity OrderStep, bool Loose, bool Weighed, Money Price, Money Deposit, string Contains,
    bool IsNew, bool Withdrawn, Quantity Asked, Quantity Flex, int Version, Quantity AllAsked, Quantity AllFlex, Id<Supplier> SupplierId)
{
    public CaseFill Fill => CaseFill.Of(AllAsked, AllFlex, CaseSize, Loose);

    public bool Mine => !Asked.IsZero || !Flex.IsZero;

    /// <summary>
    /// What script counts with, for js/lines.js: case size (0: sold loose), order step, all asked, all flex, deposit in cents; what is
    /// as usual at the end (1 0 0 0) is left out, because there are 800 of these.
    /// </summary>
    public string Numbers
    {
        get
        {
            var size = Loose ? "0" : CaseSize.Invariant;
            var last = Deposit != Money.Zero ? 4 : !AllFlex.IsZero ? 3 : !AllAsked.IsZero ? 2 : OrderStep != Quantity.One ? 1 : 0;
            return last switch
            {
                0 => size,
                1 => $"{size} {OrderStep.Invariant}",
                2 => $"{size} {OrderStep.Invariant} {AllAsked.Invariant}",
                3 => $"{size} {OrderStep.Invariant} {AllAsked.Invariant} {AllFlex.Invariant}",
                _ => string.Create(CultureInfo.InvariantCulture, $"{size} {OrderStep.Invariant} {AllAsked.Invariant} {AllFlex.Invariant} {Deposit.Cents}"),
            };
        }
    }
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

/// <summary>All offers of an open cycle with one member's lines, in walking order of their categories.</summary>
public static class OrderForm
{
    private const string Select = """
        select o.id, o.name, o.brand, s.name as supplier, o.origin, o.quality, o.unit, o.category, o.case_size, o.order_step,
          o.loose, o.weighed, o.price, o.deposit, o.contains, o.is_new, o.withdrawn_at is not null as withdrawn,
          coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex, coalesce(l.version, 0) as version,
          coalesce(t.asked, 0) as all_asked, coalesce(t.flex, 0) as all_flex, o.supplier_id
        from offer o
        join supplier s on s.id = o.supplier_id
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        left join (
          select x.offer_id, sum(x.asked) as asked, sum(x.flex) as flex
          from order_line x join offer y on y.id = x.offer_id
          where y.cycle_id = @cycle group by x.offer_id) t on t.offer_id = o.id
        left join category c on c.name = o.category
        where o.cycle_id = @cycle and (o.withdrawn_at is null or l.asked > 0 or l.flex > 0)
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    public static List<OfferRow> Rows(Db db, Id<OrderCycle> cycle, Id<Member> member) => db.Query<OfferRow>(Select, new { cycle, member });
}

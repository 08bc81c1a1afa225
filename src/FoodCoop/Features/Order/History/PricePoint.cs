using FoodCoop.Features.Catalogue;

namespace FoodCoop.Features.Order.History;

/// <summary>A product in one cycle: what it cost, and what the household asked for and got.</summary>
/// <param name="CaseSize">What the supplier sells; says nothing where it is sold loose.</param>
/// <param name="Came">Null before closing.</param>
public sealed record PricePoint(
    string Code, string Name, string Brand, string Unit, Quantity CaseSize, bool Loose, Money Price, Money Deposit, Quantity Asked, Quantity? Came)
{
    private const string Select = """
        select c.code, o.name, o.brand, o.unit, o.case_size, o.loose, o.price, o.deposit, coalesce(l.asked, 0) as asked,
          coalesce(l.taken, l.delivered, l.allocated) as came
        from offer o
        join order_cycle c on c.id = o.cycle_id
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        where o.product_id = @product
        order by c.code
        """;

    /// <summary>All cycles in which a product was offered, the oldest first, with this member's own lines.</summary>
    public static List<PricePoint> Of(Db db, Id<Product> product, Id<Member> member) => db.Query<PricePoint>(Select, new { product, member });
}

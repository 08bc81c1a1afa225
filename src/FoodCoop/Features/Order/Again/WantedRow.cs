using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Lists;

namespace FoodCoop.Features.Order.Again;

/// <summary>
/// A product that was asked for before or stands on a shopping list, beside what this month offers of it and what the order holds
/// already. Products are the same by their number in the catalogue, whatever they are called now.
/// </summary>
/// <param name="CaseSize">As it was then; null on a list, which does not keep it.</param>
/// <param name="Price">As it was then; null on a list.</param>
/// <param name="OfferId">None: not offered this month, and all that follows about the offer is empty.</param>
/// <param name="Version">Of the line that the order has; 0 for none.</param>
public sealed record WantedRow(
    Id<Product> ProductId, string Name, string Brand, string Unit, Quantity? CaseSize, Money? Price, Quantity Asked, Quantity Flex,
    Id<Offer> OfferId, string NowName, string NowUnit, Quantity NowCaseSize, Quantity OrderStep, bool NowLoose, bool Withdrawn, Money NowPrice, Money Deposit,
    Quantity MineAsked, Quantity MineFlex, int Version)
{
    private const string Select = """
        with wanted (product_id, name, brand, unit, case_size, price, asked, flex) as (
          select o.product_id, o.name, o.brand, o.unit, iif(o.loose, null, o.case_size), o.price, l.asked, l.flex
          from order_line l
          join offer o on o.id = l.offer_id
          join order_cycle f on f.id = o.cycle_id
          where l.member_id = @member and f.code = @from and (l.asked > 0 or l.flex > 0)
          union all
          select s.product_id, p.name, p.brand, s.unit, null, null, s.amount, 0
          from shopping_list t
          join shopping_list_line s on s.shopping_list_id = t.id
          join product p on p.id = s.product_id
          where t.id = @list and t.member_id = @member and t.removed_at is null)
        select w.product_id, w.name, w.brand, w.unit, w.case_size, w.price, w.asked, w.flex,
          coalesce(n.id, 0) as offer_id, coalesce(n.name, '') as now_name, coalesce(n.unit, '') as now_unit, coalesce(n.case_size, 0) as now_case_size,
          coalesce(n.order_step, 1000) as order_step, coalesce(n.loose, 0) as now_loose, n.withdrawn_at is not null as withdrawn,
          coalesce(n.price, 0) as now_price, coalesce(n.deposit, 0) as deposit,
          coalesce(m.asked, 0) as mine_asked, coalesce(m.flex, 0) as mine_flex, coalesce(m.version, 0) as version
        from wanted w
        left join offer n on n.product_id = w.product_id and n.cycle_id = @cycle
        left join order_line m on m.offer_id = n.id and m.member_id = @member
        left join category c on c.name = n.category
        order by coalesce(c.walk, 1000), n.category, w.name collate nocase, w.product_id
        """;

    /// <summary>What a member wants again.</summary>
    /// <param name="cycle">The cycle that is ordered in now.</param>
    /// <param name="from">The code of the cycle that is copied, or null.</param>
    /// <param name="list">The member's list that is put into the order, if any.</param>
    public static List<WantedRow> Of(Db db, Id<Member> member, Id<OrderCycle> cycle, string? from, Id<ShoppingList> list) =>
        db.Query<WantedRow>(Select, new { member, cycle, from, list });
}

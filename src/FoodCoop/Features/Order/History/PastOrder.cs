using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.History;

/// <summary>A member's order of one cycle in figures.</summary>
/// <param name="Asked">Products that were asked for.</param>
/// <param name="Products">Products that came, or would come as asked while it is open.</param>
/// <param name="Charged">What was charged for it, corrections and reversals counted; null before the charge.</param>
public sealed record PastOrder(Id<OrderCycle> Id, string Code, CycleState State, int Asked, int Products, Money Goods, Money Deposit, Money? Charged)
{
    private const string SelectOfMember = """
        with asking as (
          select o.cycle_id, count(*) as products
          from order_line l
          join offer o on o.id = l.offer_id
          where l.member_id = @member and (l.asked > 0 or l.flex > 0)
          group by o.cycle_id),
        charge as (
          select e.cycle_id, -sum(e.amount) as amount
          from ledger_entry e
          left join ledger_entry r on r.id = e.reverses_id
          where e.member_id = @member and e.cycle_id is not null and coalesce(r.kind, e.kind) in ('charge', 'correction')
          group by e.cycle_id)
        select c.id, c.code, s.state, coalesce(a.products, 0) as asked, coalesce(t.lines, 0) as products,
          coalesce(t.goods, 0) as goods, coalesce(t.deposit, 0) as deposit, h.amount as charged
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        left join asking a on a.cycle_id = c.id
        left join order_total t on t.cycle_id = c.id and t.member_id = @member
        left join charge h on h.cycle_id = c.id
        where a.products > 0 or t.lines > 0 or h.amount is not null
        order by c.code desc
        """;

    public Money Total => Goods + Deposit;

    /// <summary>There is something to print.</summary>
    public bool HasLines => Asked > 0 || Products > 0;

    /// <summary>All that a member ever had, the newest first.</summary>
    public static List<PastOrder> Of(Db db, Id<Member> member) => db.Query<PastOrder>(SelectOfMember, new { member });
}

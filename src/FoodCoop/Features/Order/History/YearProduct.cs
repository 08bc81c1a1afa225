using FoodCoop.Features.Catalogue;

namespace FoodCoop.Features.Order.History;

/// <summary>What a household took of a product in a year.</summary>
/// <param name="Times">In how many cycles.</param>
/// <param name="Spent">Goods, without deposits.</param>
public sealed record YearProduct(Id<Product> Id, string Name, string Brand, int Times, Money Spent)
{
    // Of cycles that have closed: before that nobody knows what comes.
    private const string SelectMost = """
        with took as (
          select o.product_id, count(*) as times, max(o.id) as newest,
            sum((o.price * coalesce(l.taken, l.delivered, l.allocated) + 500) / 1000) as spent
          from order_line l
          join offer o on o.id = l.offer_id
          join order_cycle c on c.id = o.cycle_id
          where l.member_id = @member and substr(c.code, 1, 4) = @year and coalesce(l.taken, l.delivered, l.allocated) > 0
          group by o.product_id)
        select t.product_id as id, o.name, o.brand, t.times, t.spent
        from took t
        join offer o on o.id = t.newest
        order by t.spent desc, o.name collate nocase
        limit 10
        """;

    /// <summary>The ten on which most was spent.</summary>
    public static List<YearProduct> Most(Db db, Id<Member> member, string year) => db.Query<YearProduct>(SelectMost, new { member, year });
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>What one member will be charged, or was charged, for a cycle.</summary>
/// <param name="Shelf">The co-op itself: charged, but sent no statement.</param>
public sealed record ToCharge(int Number, string Name, bool Shelf, Money Goods, Money Deposit)
{
    private const string SelectOfCycle = """
        select m.number, m.name, m.kind = 'shelf' as shelf, sum(t.goods) as goods, sum(t.deposit) as deposit
        from taken_line t
        join member m on m.id = t.member_id
        where t.cycle_id = @cycle
        group by m.id
        having sum(t.goods + t.deposit) > 0
        order by m.number
        """;

    public Money Total => Goods + Deposit;

    /// <summary>Everybody with something to pay, by number.</summary>
    public static List<ToCharge> Of(Db db, Id<OrderCycle> cycle) => db.Query<ToCharge>(SelectOfCycle, new { cycle });
}

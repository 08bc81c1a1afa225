using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>What a member took of one product.</summary>
/// <param name="Each">The price of one unit, VAT included.</param>
/// <param name="Deposit">Of one unit.</param>
/// <param name="Vat">The rate inside the price, in basis points.</param>
public sealed record BillLine(string Name, string Brand, string Unit, Quantity Taken, Money Each, Money Deposit, int Vat)
{
    public Money Sum => Price.Line(Each, Taken);
    public Money Deposits => Price.Line(Deposit, Taken);
}

/// <summary>The VAT inside all goods of one rate.</summary>
public sealed record VatSum(Percentage Rate, Money Goods, Money Vat);

/// <summary>What a member took in a cycle and what it costs: the lines behind a statement, which add up to its charge.</summary>
/// <remarks>Source: design, domain.md section 2: the total is the sum of rounded lines; VAT per rate is taken out of the sum; deposits carry none.</remarks>
public sealed record Bill(IReadOnlyList<BillLine> Lines)
{
    private const string SelectLines = """
        select o.name, o.brand, o.unit, t.taken, o.price as each, o.deposit, o.vat
        from taken_line t
        join offer o on o.id = t.offer_id
        where t.cycle_id = @cycle and t.member_id = @member and t.taken > 0
        order by o.category, o.name, o.id
        """;

    public static Bill Of(Db db, Id<OrderCycle> cycle, Id<Member> member) => new(db.Query<BillLine>(SelectLines, new { cycle, member }));

    public Money Goods => Money.Sum(Lines.Select(l => l.Sum));
    public Money Deposits => Money.Sum(Lines.Select(l => l.Deposits));
    public Money Total => Goods + Deposits;

    /// <summary>By rate, the lowest first; goods without VAT are left out.</summary>
    public IReadOnlyList<VatSum> Vat =>
    [
        .. Lines.Where(l => l.Vat > 0).GroupBy(l => l.Vat).OrderBy(g => g.Key).Select(g =>
        {
            var (rate, goods) = (new Percentage(g.Key), Money.Sum(g.Select(l => l.Sum)));
            return new VatSum(rate, goods, Price.VatIn(goods, rate));
        }),
    ];
}

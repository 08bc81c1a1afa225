using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Order.Own;

/// <summary>One line of a member's own order, with all that became of it.</summary>
/// <param name="Vat">The rate inside the price, in basis points.</param>
/// <param name="Entered">Who asked for it last, when that was nobody of the household; "" otherwise.</param>
public sealed record OwnLine(
    Id<Product> ProductId, Id<Supplier> SupplierId, string Supplier, string Code, string Name, string Brand, string Unit, string Category,
    Quantity Asked, Quantity Flex, Quantity? Allocated, Quantity? Delivered, Quantity? Taken, Money Price, Money Deposit, int Vat, string Note, string Entered, bool Withdrawn)
{
    /// <summary>What is counted and paid: the last thing that is known, as in the view order_total.</summary>
    public Quantity Comes => Taken ?? Delivered ?? Allocated ?? (Withdrawn ? Quantity.Zero : Asked);

    public Money Sum => Price * Comes;

    public Money DepositSum => Deposit * Comes;

    /// <summary>Its supplier is below its minimum and the buyer has yet to decide.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>Who ordered, as papers and files call them.</summary>
public sealed record OwnMember(int Number, string Name);

/// <summary>A member's own order of one cycle, as it goes on paper and into a file: its lines, sums and the VAT inside them.</summary>
/// <remarks>Source: design, domain.md section 2: the total is the same number on every screen and PDF; VAT per rate is taken out of the sum.</remarks>
public sealed record OwnOrder(Cycle Cycle, OwnMember Member, IReadOnlyList<OwnLine> Lines)
{
    private const string SelectLines = """
        select o.product_id, o.supplier_id, s.name as supplier, o.code, o.name, o.brand, o.unit, o.category, l.asked, l.flex,
          l.allocated, l.delivered, l.taken, o.price, o.deposit, o.vat, l.note,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered, o.withdrawn_at is not null as withdrawn
        from order_line l
        join offer o on o.id = l.offer_id
        join supplier s on s.id = o.supplier_id
        left join category c on c.name = o.category
        where o.cycle_id = @cycle and l.member_id = @member
          and (l.asked > 0 or l.flex > 0 or coalesce(l.taken, l.delivered, l.allocated, 0) > 0)
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    private const string SelectMember = "select number, name from member where id = @member";

    /// <summary>Null when the member has no order in this cycle.</summary>
    public static OwnOrder? Of(Db db, Cycle cycle, Id<Member> member)
    {
        var lines = db.Query<OwnLine>(SelectLines, new { cycle = cycle.Id, member });
        if (lines.Count == 0) return null;
        var uncertain = BelowMinimum.All(db, cycle).Where(m => m.Value.IsUndecided).Select(m => m.Key).ToHashSet();
        return new(cycle, db.One<OwnMember>(SelectMember, new { member }),
            lines.ConvertAll(l => l with { IsUncertain = uncertain.Contains(l.SupplierId) && !l.Comes.IsZero }));
    }

    /// <summary>What comes as a bill: goods, deposits, VAT by rate.</summary>
    public Bill Bill => new([.. Lines.Select(l => new BillLine(l.Name, l.Brand, l.Unit, l.Comes, l.Price, l.Deposit, l.Vat))]);

    /// <summary>The part of the total that comes only if the buyer orders below the minimum anyway.</summary>
    public Money Uncertain => Money.Sum(Lines.Where(l => l.IsUncertain).Select(l => l.Sum + l.DepositSum));

    /// <summary>How far the amounts go: a column is shown once somebody has filled it.</summary>
    public bool IsAllocated => Lines.Any(l => l.Allocated is not null);

    public bool IsDelivered => Lines.Any(l => l.Delivered is not null);

    public bool IsTaken => Lines.Any(l => l.Taken is not null);
}

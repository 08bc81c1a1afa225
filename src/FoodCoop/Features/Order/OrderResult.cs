using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Order;

/// <summary>One line of an order after closing: what was asked, and what became of it so far.</summary>
/// <param name="SetBy">The buyer who set the amount by hand; null: nobody did.</param>
/// <param name="SetReason">Why, in the buyer's words.</param>
public sealed record ResultRow(
    Id<Offer> Id, Id<Product> ProductId, string Name, string Unit, Quantity CaseSize, bool Loose, bool Withdrawn, Money Price, Money Deposit,
    Quantity Asked, Quantity Flex, int Cases, Quantity AllAsked, Quantity AllFlex,
    Quantity? Allocated, Quantity? Delivered, Quantity? Taken, Quantity? Told, Id<Supplier> SupplierId, string? SetBy, string SetReason)
{
    /// <summary>Its supplier, when that was below its minimum at closing.</summary>
    public BelowMinimum? Minimum { get; init; }

    /// <summary>What became of the line: the last thing that is known.</summary>
    public Quantity Comes => Taken ?? Delivered ?? Allocated ?? (Withdrawn ? Quantity.Zero : Asked);

    /// <summary>What closing made of the line, for the reason in words.</summary>
    public Outcome Outcome => new(Asked, Allocated ?? Quantity.Zero, CaseSize, Loose, Withdrawn, Cases, AllAsked, AllFlex) { Minimum = Minimum };

    /// <summary>The member was told of another amount than what comes now.</summary>
    public bool IsNews => Told is { } told && told != Comes;

    public Money Sum => Price * Comes;

    public Money DepositSum => Deposit * Comes;

    /// <summary>
    /// What the line says beside its amount: whether it is certain, what is other than its member was told, and why it is
    /// not what was asked. Each with its look: <c>short</c> for less, <c>full</c> for what is well, <c>idle</c> for a fact.
    /// </summary>
    public List<(string Words, string Kind)> Said(Texts t, AllocationPolicy policy)
    {
        List<(string Words, string Kind)> said = [];
        var suffix = UnitPrice.Suffix(Unit);
        if (!Comes.IsZero && Minimum is { } minimum)
            said.Add(minimum.IsUndecided ? (minimum.Uncertain(t), "short doubt") : (minimum.Decided(t), "full doubt"));
        if (IsNews) said.Add((t["Order.ToldBefore", Told + suffix, Comes + suffix], "idle"));
        else if (Delivered is { } came && Allocated is { } given && came != given) said.Add((t["Order.CameOf", came + suffix, given + suffix], "idle"));
        if (SetBy is not null) said.Add((t["Order.SetByHand", SetBy, SetReason], "idle"));
        else said.Add((Outcome.Why(t, policy), Comes < Asked ? "short" : "full"));
        return [.. said.Where(s => s.Words.Length > 0)];
    }
}

/// <summary>A member's order in a cycle that takes no more changes.</summary>
public sealed record OrderResult(List<ResultRow> Lines, OrderTotal Total)
{
    private const string Select = """
        select o.id, o.product_id, o.name, o.unit, o.case_size, o.loose, o.withdrawn_at is not null as withdrawn, o.price, o.deposit,
          l.asked, l.flex, coalesce(r.cases, 0) as cases,
          (select sum(x.asked) from order_line x where x.offer_id = o.id) as all_asked,
          (select sum(x.flex) from order_line x where x.offer_id = o.id) as all_flex,
          l.allocated, l.delivered, l.taken, l.told, o.supplier_id, iif(l.locked is null, null, coalesce(h.name, '')) as set_by, l.hand_reason as set_reason
        from order_line l
        join offer o on o.id = l.offer_id
        left join offer_result r on r.offer_id = o.id and r.closing = @Closing
        left join category c on c.name = o.category
        left join person h on h.id = l.hand_by
        where l.member_id = @member and o.cycle_id = @Id
          and (l.asked > 0 or l.flex > 0 or coalesce(l.taken, l.delivered, l.allocated, l.asked) > 0)
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    /// <summary>What comes if the buyer orders from suppliers below their minimum anyway.</summary>
    public Money Uncertain => Money.Sum(Lines.Where(r => r.Outcome.IsUncertain).Select(r => r.Sum + r.DepositSum));

    public static OrderResult Of(Db db, Cycle cycle, Id<Member> member)
    {
        var minimums = BelowMinimum.All(db, cycle);
        var lines = db.Query<ResultRow>(Select, new { cycle.Id, cycle.Closing, member })
            .ConvertAll(r => minimums.Count == 0 ? r : r with { Minimum = minimums.GetValueOrDefault(r.SupplierId) });
        return new OrderResult(lines, OrderTotal.Of(db, cycle.Id, member));
    }
}

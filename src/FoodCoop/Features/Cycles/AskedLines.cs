using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Cycles;

/// <summary>What a member asks of an offer, with its layers, as closing shares it out.</summary>
/// <param name="Allocated">What closing, or a buyer after it, gave it; null before.</param>
public sealed record AskedLine(Id<OrderLine> Id, Id<Member> MemberId, Quantity Asked, Quantity Flex, Quantity? Allocated, AllocationLine ToAllocate)
{
    /// <summary>What was set by hand, else what is asked: what it would get if there were enough, flex left out.</summary>
    public Quantity Claim => ToAllocate.Locked ?? Asked;
}

/// <summary>The lines of a cycle's offers, and what each gets when there is so much to give.</summary>
public static class AskedLines
{
    private const string Select = """
        select l.offer_id, l.id, l.member_id, l.asked, l.flex, l.flex_at_fill, l.locked, l.allocated, y.at, y.amount
        from offer o
        join order_line l on l.offer_id = o.id
        left join order_layer y on y.order_line_id = l.id and y.dropped_at is null
        where o.cycle_id = @Id and (@supplier is null or o.supplier_id = @supplier)
          and (@offer is null or o.id = @offer)
          and (@of is null or exists (select 1 from order_line x where x.offer_id = o.id and x.member_id = @of))
        order by l.id, y.id
        """;

    private sealed record LayerRow(
        Id<Offer> OfferId, Id<OrderLine> Id, Id<Member> MemberId, Quantity Asked, Quantity Flex, Quantity? FlexAtFill, Quantity? Locked,
        Quantity? Allocated, DateTimeOffset? At, Quantity? Amount);

    /// <summary>Of all suppliers of a cycle, or of one, in one statement.</summary>
    /// <param name="of">Only of offers that this member has a line of; everybody's lines of those.</param>
    public static Dictionary<Id<Offer>, List<AskedLine>> Of(Db db, Cycle cycle, Id<Supplier>? supplier = null, Id<Member>? of = null) => Of(db, cycle, supplier, of, null);

    /// <summary>Of one offer; empty where nobody has a line of it.</summary>
    public static List<AskedLine> Of(Db db, Cycle cycle, Id<Offer> offer) => Of(db, cycle, null, null, offer).GetValueOrDefault(offer) ?? [];

    private static Dictionary<Id<Offer>, List<AskedLine>> Of(Db db, Cycle cycle, Id<Supplier>? supplier, Id<Member>? of, Id<Offer>? offer) =>
        db.Query<LayerRow>(Select, new { cycle.Id, supplier, of, offer })
            .GroupBy(l => l.OfferId)
            .ToDictionary(g => g.Key, g => g.GroupBy(l => l.Id).Select(rows => Line([.. rows], cycle)).ToList());

    /// <summary>The same lines and the same amount always come to the same shares.</summary>
    /// <param name="caseSize">Of what is sold loose its order step.</param>
    public static Shares ShareOut(
        AllocationPolicy policy, Cycle cycle, IReadOnlyCollection<AskedLine> lines, Quantity toGive, Quantity caseSize, Quantity orderStep) =>
        Allocation.Of(policy, new ToShareOut(toGive, [.. lines.Select(l => l.ToAllocate)], caseSize, orderStep)
        {
            FillAt = HasFillPhase(cycle) ? cycle.FillAt : null,
        });

    private static bool HasFillPhase(Cycle cycle) => cycle.FillAt < cycle.ClosesAt;

    private static AskedLine Line(List<LayerRow> rows, Cycle cycle) => new(
        rows[0].Id, rows[0].MemberId, rows[0].Asked, rows[0].Flex, rows[0].Allocated,
        new AllocationLine(
            rows[0].Id.Value,
            [.. rows.Where(r => r.At is not null).Select(r => new Layer(r.Amount!.Value, r.At!.Value))],
            rows[0].Flex)
        {
            Locked = rows[0].Locked,
            FlexAtFill = HasFillPhase(cycle) ? rows[0].FlexAtFill ?? Quantity.Zero : null, // a line begun in the fill phase had none
        });
}

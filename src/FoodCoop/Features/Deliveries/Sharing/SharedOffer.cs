using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries.Sharing;

/// <summary>Whose line it is.</summary>
public sealed record WhoseLine(Id<Platform.Web.Member> Id, int Number, string Name, bool IsShelf, bool HasLeft);

/// <summary>What one member gets of an offer: as it stands after closing, and before it as it would be if ordering closed now.</summary>
/// <param name="Locked">Set by hand by a buyer.</param>
public sealed record LineShare(WhoseLine Who, Quantity Asked, Quantity Flex, Quantity Gets, Quantity? Locked)
{
    /// <summary>Asked, and does not come.</summary>
    public Quantity Lapses => Gets < Asked ? Asked - Gets : Quantity.Zero;

    public bool IsAsAsked => Gets == Asked;
}

/// <summary>An offer and who gets what of it.</summary>
public sealed record SharedOffer(OfferDemand Demand, IReadOnlyList<LineShare> Lines)
{
    private const string SelectMembers = "select id, number, name, kind = 'shelf' as is_shelf, left_on is not null as has_left from member order by kind = 'shelf', number";

    public Quantity Gets => Quantity.Sum(Lines.Select(l => l.Gets));

    public Quantity Lapses => Quantity.Sum(Lines.Select(l => l.Lapses));

    /// <summary>Units that are ordered and that nobody gets.</summary>
    public Quantity Left => Demand.Loose ? Quantity.Zero : Quantity.Max(Quantity.Zero, Demand.CaseSize * (long)Demand.Ordered.Units - Gets);

    /// <summary>Lines that get another amount than they asked.</summary>
    public IEnumerable<LineShare> Otherwise => Lines.Where(l => !l.IsAsAsked);

    public bool HasHand => Lines.Any(l => l.Locked is not null);

    /// <summary>All members, the co-op's own shelf last.</summary>
    public static List<WhoseLine> Members(Db db) => db.Query<WhoseLine>(SelectMembers);

    /// <summary>Of these offers, in two statements however many there are.</summary>
    public static List<SharedOffer> Of(Db db, Cycle cycle, AllocationPolicy policy, IEnumerable<OfferDemand> offers, Id<Supplier>? supplier = null)
    {
        var lines = AskedLines.Of(db, cycle, supplier);
        var members = Members(db).ToDictionary(m => m.Id);
        return [.. offers.Select(o => Of(cycle, policy, o, lines.GetValueOrDefault(o.Id) ?? [], members))];
    }

    /// <summary>Of one offer, whose lines have been read.</summary>
    public static SharedOffer Of(
        Cycle cycle, AllocationPolicy policy, OfferDemand offer, IReadOnlyCollection<AskedLine> lines, Dictionary<Id<Platform.Web.Member>, WhoseLine> members)
    {
        var shares = cycle.HasClosed ? null : offer.Share(policy, cycle, lines, (int)offer.Ordered.Units);
        return new SharedOffer(offer, [.. lines
            .Select(l => new LineShare(members[l.MemberId], l.Asked, l.Flex, shares?[l.Id.Value] ?? l.Allocated ?? Quantity.Zero, l.ToAllocate.Locked))
            .Where(l => l.Asked > Quantity.Zero || l.Flex > Quantity.Zero || l.Gets > Quantity.Zero || l.Locked is not null)
            .OrderBy(l => l.Who.IsShelf).ThenBy(l => l.Who.Number)]);
    }
}

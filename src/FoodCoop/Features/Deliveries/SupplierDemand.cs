using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries;

/// <summary>What all members together ask of an offer, and what is ordered of it at its supplier.</summary>
/// <param name="NetPrice">The supplier's price in millionths of a euro, for <paramref name="NetPer"/> units.</param>
/// <param name="OrderStep">What members' amounts are multiples of.</param>
/// <param name="FixedCases">What closing made of it; null while the cycle is open.</param>
/// <param name="FixedGiven">Units that closing gave out; null while the cycle is open.</param>
/// <param name="MemberPrice">What members pay for a unit.</param>
/// <param name="Added">Of the cases those that a buyer ordered on top of what closing made of it.</param>
public sealed record OfferDemand(
    Id<Offer> Id, Id<Supplier> SupplierId, string Code, string Name, string Brand, string Unit, Quantity CaseSize, Quantity OrderStep, bool Loose, bool Withdrawn,
    long NetPrice, Quantity NetPer, Quantity Asked, Quantity Flex, int? FixedCases, Quantity? FixedGiven,
    Id<Product> ProductId, int Added, Money MemberPrice, Money MemberDeposit)
{
    /// <summary>Cases that are ordered, or would be if ordering closed now; of what comes loose, units.</summary>
    public Quantity Ordered => Loose
        ? FixedGiven ?? (Withdrawn ? Quantity.Zero : Asked)
        : Quantity.One * (FixedCases ?? (Withdrawn ? 0 : Cases.Count(Asked, Flex, CaseSize)));

    /// <summary>What the invoice is expected to say, net.</summary>
    public Money Net => Loose ? Price.Loose(Given, Ordered) : Price.Cases(Given, CaseSize, (int)Ordered.Units);

    /// <summary>Units missing for the next case; nothing of what comes loose or was withdrawn.</summary>
    public Quantity ToFill => Loose || Withdrawn ? Quantity.Zero : Cases.ToFill(Asked, Flex, CaseSize);

    /// <summary>The line of the order.</summary>
    public SupplierOrderLine Line
    {
        get
        {
            var size = Loose ? Quantity.One : CaseSize;
            // multiplied before it is divided: a third of a euro times three is a euro
            var each = (decimal)NetPrice * size.Thousandths / NetPer.Thousandths / 1_000_000m;
            return new(Code, Name, Brand, Unit, size, Ordered, each) { Sum = Net };
        }
    }

    /// <summary>What there is to give out of so many cases; of what comes loose, what is asked and what was set by hand.</summary>
    public Quantity ToGive(IEnumerable<AskedLine> lines, int cases) =>
        Withdrawn ? Quantity.Zero : Loose ? Quantity.Sum(lines.Select(l => l.Claim)) : CaseSize * cases;

    /// <summary>Who gets what of so many cases.</summary>
    public Shares Share(AllocationPolicy policy, Cycle cycle, IReadOnlyCollection<AskedLine> lines, int cases) =>
        AskedLines.ShareOut(policy, cycle, lines, ToGive(lines, cases), Loose ? OrderStep : CaseSize, OrderStep);

    private SupplierPrice Given => new(NetPrice, NetPer);
}

/// <summary>A supplier in a cycle: what is asked of it, its minimum, and whether its order has been sent.</summary>
/// <param name="Minimum">Net; zero for none.</param>
/// <param name="BelowMinimum">Its minimum was not reached at closing: the buyer orders anyway, or leaves it out this month.</param>
/// <param name="TellNothing">It hears by mail when nothing is ordered of it.</param>
/// <param name="SendCodes">The bare lines go with its mail as a file of their own.</param>
/// <param name="SentAt">When the buyer marked it as sent, or wrote its mail: whether that has left says <see cref="Post"/>.</param>
/// <param name="SentBefore">When an earlier order of this month went out, which this one replaces.</param>
/// <param name="Mails">How many mails have been written to it about this closing.</param>
/// <param name="OrderId">Null: nothing was made to be sent, because nothing is ordered or the cycle is still open.</param>
public sealed record SupplierInCycle(
    Id<Supplier> Id, string Name, string Email, string CustomerNumber, Money Minimum, string Language, bool TellNothing, bool SendCodes,
    long? OrderId, DateTimeOffset? SentAt, string? SentBy, bool BelowMinimum, DateTimeOffset? DroppedAt, string? DroppedBy,
    DateTimeOffset? SentBefore, int Mails)
{
    public IReadOnlyList<OfferDemand> Demand { get; init; } = [];

    /// <summary>The mail that holds, where one was written; filled by <see cref="SupplierOrders.WithPost"/>.</summary>
    public SupplierPost? Post { get; init; }

    /// <summary>What goes on the order, by code, and what has none at the end.</summary>
    public IEnumerable<OfferDemand> Ordered =>
        Demand.Where(d => d.Ordered > Quantity.Zero).OrderBy(d => d.Code.Length == 0).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.CurrentCulture);

    /// <summary>What is asked and will not all come.</summary>
    public IEnumerable<OfferDemand> Short =>
        Demand.Where(d => d.ToFill > Quantity.Zero).OrderBy(d => d.Name, StringComparer.CurrentCulture);

    public Money Net => Money.Sum(Demand.Select(d => d.Net));

    public int CaseCount => Demand.Where(d => !d.Loose).Sum(d => (int)d.Ordered.Units);

    public int ProductCount => Demand.Count(d => d.Ordered > Quantity.Zero);

    public int LooseCount => Demand.Count(d => d.Loose && d.Ordered > Quantity.Zero);

    public Money MissingForMinimum => Net < Minimum ? Minimum - Net : Money.Zero;

    public bool IsSent => SentAt is not null;

    /// <summary>Left out this month by the buyer, because its minimum was not reached.</summary>
    public bool IsDropped => DroppedAt is not null;

    /// <summary>Below its minimum, and neither ordered anyway nor left out.</summary>
    public bool IsUndecided => BelowMinimum && !IsSent && !IsDropped;

    /// <summary>There is nothing (any more) that it should deliver.</summary>
    public bool HasNothing => OrderId is null || IsDropped || ProductCount == 0;

    /// <summary>Nothing to send, sent (or written to the post), or left out.</summary>
    public bool IsDone => HasNothing || IsSent;

    public int WithoutCode => Demand.Count(d => d.Ordered > Quantity.Zero && string.IsNullOrWhiteSpace(d.Code));
}

using System.Globalization;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>One row of the order form: an offer, what this member asks, and what all ask.</summary>
/// <param name="Entered">Who changed it last, when that was nobody of the household; "" otherwise.</param>
public sealed record OfferRow(Offered Offer, Quantity Asked, Quantity Flex, string Note, int Version, string Entered, Quantity AllAsked, Quantity AllFlex, bool IsFavourite)
{
    public Id<Offer> Id => Offer.Id;

    public CaseFill Fill { get; } = CaseFill.Of(AllAsked, AllFlex, Offer.CaseSize, Offer.Loose, Offer.Withdrawn);

    /// <summary>What the order's total counts: nothing of what was withdrawn.</summary>
    public Quantity Counts => Offer.Withdrawn ? Quantity.Zero : Asked;

    public bool Mine => !Asked.IsZero || !Flex.IsZero;

    /// <summary>
    /// What script counts with, for js/lines.js: case size (0: sold loose), order step, all asked, all flex, deposit in cents; what is
    /// as usual at the end (1 0 0 0) is left out, because there are 800 of these.
    /// </summary>
    public string Numbers
    {
        get
        {
            var (size, step) = (Offer.Loose ? "0" : Offer.CaseSize.Invariant, Offer.OrderStep);
            if (Offer.Deposit != Money.Zero) return string.Create(CultureInfo.InvariantCulture, $"{size} {step.Invariant} {AllAsked.Invariant} {AllFlex.Invariant} {Offer.Deposit.Cents}");
            if (!AllFlex.IsZero) return $"{size} {step.Invariant} {AllAsked.Invariant} {AllFlex.Invariant}";
            if (!AllAsked.IsZero) return $"{size} {step.Invariant} {AllAsked.Invariant}";
            return step == Quantity.One ? size : $"{size} {step.Invariant}";
        }
    }
}

/// <summary>An order in one line: products, goods and deposits.</summary>
public sealed record OrderTotal(int Products, Money Goods, Money Deposit)
{
    public static readonly OrderTotal None = new(0, Money.Zero, Money.Zero);

    private const string Select = """
        select lines as products, goods, deposit from order_total where cycle_id = @cycle and member_id = @member
        """;

    public Money Sum => Goods + Deposit;

    /// <summary>Of the form's rows, before closing: what comes is what is asked of what is offered.</summary>
    public static OrderTotal Of(IReadOnlyCollection<OfferRow> rows) => new(
        rows.Count(r => !r.Counts.IsZero), Money.Sum(rows.Select(r => r.Offer.Price * r.Counts)), Money.Sum(rows.Select(r => r.Offer.Deposit * r.Counts)));

    public static OrderTotal Of(Db db, Id<OrderCycle> cycle, Id<Member> member) => db.Find<OrderTotal>(Select, new { cycle, member }) ?? None;
}

/// <summary>All offers of an open cycle with one member's lines and one person's favourites.</summary>
public static class OrderForm
{
    private sealed record AllRow(Id<Offer> Offer, Quantity Asked, Quantity Flex);

    private sealed record LineRow(Id<Offer> Offer, Quantity Asked, Quantity Flex, string Note, int Version, string Entered);

    private const string SelectAll = """
        select l.offer_id as offer, sum(l.asked) as asked, sum(l.flex) as flex
        from offer o
        join order_line l on l.offer_id = o.id
        where o.cycle_id = @cycle
        group by l.offer_id
        """;

    private const string SelectLines = """
        select l.offer_id as offer, l.asked, l.flex, l.note, l.version,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered
        from order_line l
        join offer o on o.id = l.offer_id
        where l.member_id = @member and o.cycle_id = @cycle
        """;

    /// <param name="person">Whose favourites; null: nobody's.</param>
    public static List<OfferRow> Rows(Db db, OfferList list, Id<Member> member, Id<Person>? person)
    {
        var all = db.Query<AllRow>(SelectAll, new { cycle = list.Cycle }).ToDictionary(r => r.Offer);
        var mine = db.Query<LineRow>(SelectLines, new { cycle = list.Cycle, member }).ToDictionary(r => r.Offer);
        HashSet<Id<Product>> favourites = person is { } one ? Favourite.Of(db, one) : [];
        List<OfferRow> rows = new(list.Offers.Count);
        foreach (var offer in list.Offers)
        {
            var (line, asked) = (mine.GetValueOrDefault(offer.Id), all.GetValueOrDefault(offer.Id));
            var row = new OfferRow(
                offer, line?.Asked ?? default, line?.Flex ?? default, line?.Note ?? "", line?.Version ?? 0, line?.Entered ?? "", asked?.Asked ?? default, asked?.Flex ?? default,
                favourites.Contains(offer.ProductId));
            if (!offer.Withdrawn || row.Mine) rows.Add(row); // what is no longer offered stays where it can still be lowered
        }
        return rows;
    }
}

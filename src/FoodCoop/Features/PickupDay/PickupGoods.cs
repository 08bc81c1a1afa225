using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;

namespace FoodCoop.Features.PickupDay;

/// <summary>How members stand on lists; the co-op's own shelf is always last.</summary>
public enum MemberOrder { Number, Name }

/// <summary>A product that somebody fetches.</summary>
/// <param name="PlaceId">Zero: its category has no storage place yet.</param>
/// <param name="Cases">What was ordered; null when it comes loose.</param>
public sealed record FetchedOffer(
    Id<Offer> Id, long PlaceId, string Place, string Category, string Name, string Brand, string Supplier, string Code, string Unit,
    Quantity CaseSize, bool Weighed, Money Price, Money Deposit, int? Cases);

/// <summary>A member with something to fetch.</summary>
public sealed record Fetcher(Id<Member> Id, int Number, string Name);

/// <summary>What a member fetches of a product: taken, else delivered, else allocated, as in the view order_total.</summary>
public sealed record Share(Id<Offer> OfferId, Id<Member> MemberId, Quantity Amount, string Note);

/// <summary>
/// Everything that a cycle's pickup day gives out. Paper and screens are both made of it, so that they say the same: storage place
/// and category in walking order, then products by name; members by number or by name.
/// </summary>
public sealed class PickupGoods
{
    private const string SelectOffers = """
        select o.id, coalesce(p.id, 0) as place_id, coalesce(p.name, '') as place, o.category, o.name, o.brand, s.name as supplier, o.code, o.unit,
          o.case_size, o.weighed, o.price, o.deposit, iif(o.loose, null, r.cases) as cases
        from offer o
        join supplier s on s.id = o.supplier_id
        left join category c on c.name = o.category
        left join storage_place p on p.id = c.storage_place_id
        left join offer_result r on r.offer_id = o.id and r.closing = @Closing
        where o.cycle_id = @Id
          and exists (select 1 from order_line l where l.offer_id = o.id and coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0)
        order by p.walk is null, p.walk, p.name, coalesce(c.walk, 1000), o.category collate nocase, o.category
        """;

    private const string SelectShares = """
        select l.offer_id, l.member_id, coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) as amount, l.note
        from offer o
        join order_line l on l.offer_id = o.id
        where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0
        """;

    private const string SelectFetchers = """
        select m.id, m.number, m.name
        from member m
        where m.id in (
          select l.member_id
          from offer o
          join order_line l on l.offer_id = o.id
          where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0)
        order by m.kind = 'shelf', iif(@byName, m.name, null) collate nocase, m.number
        """;

    private readonly ILookup<Id<Offer>, Share> _byOffer;
    private readonly ILookup<Id<Member>, Share> _byMember;
    private readonly Dictionary<Id<Member>, int> _turn;
    private readonly Texts _texts;

    private PickupGoods(List<FetchedOffer> offers, List<Share> shares, List<Fetcher> fetchers, Texts texts)
    {
        _texts = texts;
        // The database brings places and categories in their order; names are sorted as the reader's language does.
        Offers = [.. offers.Select((o, i) => (o, i)).GroupBy(x => (x.o.PlaceId, x.o.Category)).OrderBy(g => g.Min(x => x.i))
            .SelectMany(g => g.Select(x => x.o).OrderBy(o => o.Name, StringComparer.Create(texts.Culture, ignoreCase: true)).ThenBy(o => o.Id))];
        Fetchers = fetchers;
        _byOffer = shares.ToLookup(s => s.OfferId);
        _byMember = shares.ToLookup(s => s.MemberId);
        _turn = fetchers.Select((f, i) => (f.Id, i)).ToDictionary(x => x.Id, x => x.i);
    }

    public IReadOnlyList<FetchedOffer> Offers { get; }

    public IReadOnlyList<Fetcher> Fetchers { get; }

    /// <summary>Storage places with something in them, in walking order. Number zero: what has no place yet.</summary>
    public IReadOnlyList<(long Id, string Name, int Products)> Places =>
        [.. Offers.GroupBy(o => o.PlaceId).Select(g => (g.Key, PlaceName(g.First()), g.Count()))];

    public int CaseCount => Offers.Sum(o => o.Cases ?? 0);

    /// <summary>Reads it in three statements.</summary>
    public static PickupGoods Of(Db db, Cycle cycle, Texts texts, MemberOrder order = MemberOrder.Number) => new(
        db.Query<FetchedOffer>(SelectOffers, new { cycle.Id, cycle.Closing }), db.Query<Share>(SelectShares, new { cycle.Id }),
        db.Query<Fetcher>(SelectFetchers, new { cycle.Id, byName = order == MemberOrder.Name }), texts);

    /// <summary>Who gets how many of each product, in all places or in one.</summary>
    public PickListPaper PickList(PaperStamp stamp, long? place = null)
    {
        var fetchers = Fetchers.ToDictionary(f => f.Id);
        return new(stamp, [.. Offers.Where(o => place is null || o.PlaceId == place).GroupBy(o => o.PlaceId).Select(p => new PickPlace(
            PlaceName(p.First()),
            [.. p.GroupBy(o => o.Category).Select(c => new PickCategory(CategoryName(c.Key), [.. c.Select(o => Product(o, fetchers))]))]))]);
    }

    /// <summary>What each member fetches.</summary>
    public PackingSlipPaper Slips(PaperStamp stamp) => new(stamp, [.. Fetchers.Select(Slip)]);

    /// <summary>What one member fetches.</summary>
    public PackingSlip Slip(Fetcher fetcher)
    {
        ArgumentNullException.ThrowIfNull(fetcher);
        var mine = _byMember[fetcher.Id].ToDictionary(s => s.OfferId);
        var offers = Offers.Where(o => mine.ContainsKey(o.Id)).ToList();
        return new(fetcher.Number, fetcher.Name, "",
            [.. offers.GroupBy(o => (o.PlaceId, o.Category)).Select(g => new SlipGroup(PlaceName(g.First()), CategoryName(g.Key.Category),
                [.. g.Select(o => new SlipLine(mine[o.Id].Amount, o.Name, o.Unit, o.Code, o.Price, mine[o.Id].Note, o.Weighed))]))],
            [.. Deposits(offers.Where(o => o.Deposit != Money.Zero).Select(o => (o.Deposit, mine[o.Id].Amount)))]);
    }

    private PickProduct Product(FetchedOffer offer, Dictionary<Id<Member>, Fetcher> fetchers)
    {
        var shares = _byOffer[offer.Id].OrderBy(s => _turn[s.MemberId]).ToList();
        var left = offer.Cases is { } cases ? Quantity.Max(Quantity.Zero, offer.CaseSize * cases - Quantity.Sum(shares.Select(s => s.Amount))) : Quantity.Zero;
        return new(offer.Name, offer.Brand.Length > 0 ? offer.Brand : offer.Supplier, offer.Code, offer.Unit,
            offer.Cases is null ? null : offer.CaseSize, offer.Cases is { } n ? Quantity.One * n : null, left,
            [.. shares.Select(s => new PickMember(fetchers[s.MemberId].Number, fetchers[s.MemberId].Name, s.Amount, s.Note))]);
    }

    /// <summary>Bottles and jars of one deposit together; parts of one are rounded line by line, as in order_total, so they stay lines.</summary>
    private IEnumerable<SlipDeposit> Deposits(IEnumerable<(Money Each, Quantity Count)> lines)
    {
        var name = _texts["PickupDay.DepositItems"];
        foreach (var alike in lines.GroupBy(l => l.Each).OrderBy(g => g.Key))
        {
            var whole = Quantity.Sum(alike.Where(l => l.Count.IsMultipleOf(Quantity.One)).Select(l => l.Count));
            if (!whole.IsZero) yield return new(name, whole, alike.Key);
            foreach (var part in alike.Where(l => !l.Count.IsMultipleOf(Quantity.One))) yield return new(name, part.Count, alike.Key);
        }
    }

    private string PlaceName(FetchedOffer offer) => offer.PlaceId == 0 ? _texts["PickupDay.NoPlace"] : offer.Place;

    private string CategoryName(string category) => category.Length == 0 ? _texts["PickupDay.NoCategory"] : category;
}

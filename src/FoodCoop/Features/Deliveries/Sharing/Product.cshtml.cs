using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries.Correct;

namespace FoodCoop.Features.Deliveries.Sharing;

/// <summary>One product of a month for its buyer: who gets what (before closing: as it would be now), and what is set by hand after closing.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class ProductModel(Db db, CoopContext coop, Viewer viewer, Texts texts) : CoopPage
{
    /// <summary>A reason stands in the member's order and in its mail.</summary>
    public const int LongestReason = 200;

    private const string SelectMarks = """
        select l.member_id, l.told, l.hand_at as at, p.name as by, l.hand_reason as reason,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered
        from order_line l
        left join person p on p.id = l.hand_by
        where l.offer_id = @Id
        """;

    /// <summary>What a line has been told, by whom it was set, and who asked for it on its member's behalf ("": the household did itself).</summary>
    public sealed record Mark(Id<Platform.Web.Member> MemberId, Quantity? Told, DateTimeOffset? At, string? By, string Reason, string Entered);

    [FromRoute(Name = "cycle")] public string Code { get; set; } = "";

    [FromRoute(Name = "product")] public Id<Product> Number { get; set; }

    [BindProperty] public Id<Platform.Web.Member>? Member { get; set; }
    [BindProperty] public Quantity? Amount { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public bool AddCase { get; set; }
    [BindProperty] public bool FromOthers { get; set; }

    /// <summary>How many cases the page showed: the same click twice orders one case, not two.</summary>
    [BindProperty] public int Seen { get; set; }

    /// <summary>How many corrections the page showed: what was decided on an older page is not done.</summary>
    [BindProperty] public int SeenCorrections { get; set; }

    [BindProperty] public string? WithdrawWhy { get; set; }
    [BindProperty] public Money? Price { get; set; }
    [BindProperty] public Money? Deposit { get; set; }
    [BindProperty] public string? PriceWhy { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public SharedOffer Offer { get; private set; } = null!;
    public IReadOnlyDictionary<Id<Platform.Web.Member>, Mark> Marks { get; private set; } = new Dictionary<Id<Platform.Web.Member>, Mark>();
    public IReadOnlyList<WhoseLine> Members { get; private set; } = [];

    /// <summary>What was put right after the month opened, the newest first.</summary>
    public IReadOnlyList<OfferCorrection> Corrections { get; private set; } = [];

    public OfferNow Costs { get; private set; } = null!;

    /// <summary>The price that was typed, where the page was asked what it would change.</summary>
    public OfferNow? Tried { get; private set; }

    public bool MayCorrect => Cycle.AcceptsOrders(Now);

    /// <summary>Whose orders it is in, as far as they ask for it.</summary>
    public int InOrders => Offer.Lines.Count(l => !l.Asked.IsZero);

    /// <summary>What all lines together come to at a price.</summary>
    public Money Together(OfferNow costs) => Money.Sum(Offer.Lines.Select(l => (costs with { Withdrawn = false }).Worth(l.Asked)));

    public int Cases => (int)Offer.Demand.Ordered.Units;

    public bool MaySet => Cycle.State == CycleState.Closed && !Offer.Demand.Withdrawn;

    /// <summary>For whom an amount can be set: everybody who is a member now, and the shelf.</summary>
    public IEnumerable<WhoseLine> ForWhom => Members.Where(m => !m.HasLeft || Offer.Lines.Any(l => l.Who.Id == m.Id));

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || SupplierOrders.Demand(db, cycle, Number, unasked: true) is not [var demand]) return NotFound();
        Cycle = cycle;
        Members = SharedOffer.Members(db);
        Offer = SharedOffer.Of(cycle, Closing.Policy(coop.Settings(db)), demand, AskedLines.Of(db, cycle, demand.Id), Members.ToDictionary(m => m.Id));
        Marks = db.Query<Mark>(SelectMarks, new { demand.Id }).ToDictionary(m => m.MemberId);
        (Corrections, Costs) = (OfferCorrection.Of(db, demand.Id), new OfferNow(demand.Withdrawn, demand.MemberPrice, demand.MemberDeposit));
        if (MayCorrect) (Price, Deposit) = (Price ?? Costs.Price, Deposit ?? Costs.Deposit);
        return null;
    }

    /// <summary>Nobody gets it, unless it is offered again; it stays in the orders that it is in.</summary>
    public IActionResult OnPostWithdraw()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var why = ModelState.Text(nameof(WithdrawWhy), WithdrawWhy, LongestReason);
        if (why.Length == 0) ModelState.Wrong(nameof(WithdrawWhy), "Correct.WhyNeeded");
        if (!ModelState.IsValid) return Page();
        Desk.Withdraw(why);
        return Done(Address, "Correct.IsWithdrawn", Offer.Demand.Name);
    }

    public IActionResult OnPostAgain()
    {
        if (Load() is { } elsewhere) return elsewhere;
        Desk.OfferAgain();
        return Done(Address, "Correct.IsAgain", Offer.Demand.Name);
    }

    /// <summary>Writes nothing: shows whom the price would touch, and by how much.</summary>
    public IActionResult OnPostTry()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (PriceIsRight()) Tried = new OfferNow(false, Price!.Value, Deposit!.Value);
        return Page();
    }

    public IActionResult OnPostPrice()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var why = ModelState.Text(nameof(PriceWhy), PriceWhy, LongestReason);
        if (why.Length == 0) ModelState.Wrong(nameof(PriceWhy), "Correct.WhyNeeded");
        if (!PriceIsRight()) return Page();
        Desk.SetPrice(Price!.Value, Deposit!.Value, why);
        return Done(Address, "Correct.PriceIs", Price.Value, Costs.Price, InOrders, Together(new OfferNow(false, Price.Value, Deposit.Value)) - Together(Costs));
    }

    private bool PriceIsRight()
    {
        if (Price is not { Cents: > 0 and <= 999_999 }) ModelState.Wrong(nameof(Price), "Correct.PriceRange");
        if (Deposit is not { Cents: >= 0 and <= 99_999 }) ModelState.Wrong(nameof(Deposit), "Correct.DepositRange");
        return ModelState.IsValid;
    }

    private OfferDesk Desk => new(db, CycleClock.CatchUp(db, Cycle, Now), coop.Settings(db), Offer.Demand, SeenCorrections, viewer.PersonId, Now);

    public IActionResult OnPostSet()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var reason = ModelState.Text(nameof(Reason), Reason, LongestReason);
        if (reason.Length == 0) ModelState.Wrong(nameof(Reason), "Sharing.ReasonNeeded");
        if (Amount is null && ModelState.IsValid) ModelState.Wrong(nameof(Amount), "Web.FieldNeeded");
        var who = ForWhom.FirstOrDefault(m => m.Id == Member);
        if (who is null) ModelState.Wrong(nameof(Member), "Sharing.ChooseMember");
        if (!ModelState.IsValid) return Page();
        if (AddCase) MustBeSeen();
        var shelf = Hand.Set(new HandWish(who!.Id, Amount!.Value, reason, AddCase && !Offer.Demand.Loose, FromOthers));
        return Changed(shelf, "Sharing.IsSet", who.Number, who.Name, Amount.Value);
    }

    public IActionResult OnPostRelease(Id<Platform.Web.Member> member)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Offer.Lines.FirstOrDefault(l => l.Who.Id == member) is not { } line) return NotFound();
        return Changed(Hand.Release(member), "Sharing.IsReleased", line.Who.Number, line.Who.Name);
    }

    public IActionResult OnPostMore() => ChangeCases(1, "Sharing.CaseAdded");

    public IActionResult OnPostFewer() => ChangeCases(-1, "Sharing.CaseTakenBack");

    /// <summary>Makes the shelf if there is none yet.</summary>
    public IActionResult OnPostShelf()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Offer.Left.IsZero) return Done(Address, "Sharing.NothingLeft");
        Hand.RestToShelf(Offer.Left, Texts.For(coop.Settings(db).Language)["Sharing.ToComplete"]);
        return Done(Address, "Sharing.OnShelf", Offer.Left);
    }

    /// <summary>Why a line gets what it gets, for the buyer.</summary>
    public string Why(LineShare line)
    {
        var demand = Offer.Demand;
        return line.Locked is not null ? "" : new Outcome(
            line.Asked, line.Gets, demand.CaseSize, demand.Loose, demand.Withdrawn, demand.Loose ? 0 : Cases, demand.Asked, demand.Flex).Why(texts, Closing.Policy(coop.Settings(db)));
    }

    private IActionResult ChangeCases(int by, string done)
    {
        if (Load() is { } elsewhere) return elsewhere;
        MustBeSeen();
        return Changed(Hand.Add(by, FromOthers), done, Cases + by);
    }

    /// <summary>What was done, and what is left on the shelf where that gave way.</summary>
    private IActionResult Changed(Quantity? shelf, string done, params object[] arguments) =>
        shelf is { } keeps ? Done(Address, "Sharing.ShelfKeeps", texts[done, arguments], keeps) : Done(Address, done, arguments);

    private void MustBeSeen()
    {
        if (Seen != Cases) throw new Refused("", "Sharing.Meanwhile", Cases);
    }

    private HandSet Hand => new(db, Cycle, coop.Settings(db), Offer.Demand, viewer.PersonId, Now);

    private string Address => $"/buying/{Code}/products/{Number}";
}

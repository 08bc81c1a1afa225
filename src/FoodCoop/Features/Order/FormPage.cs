using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Order.Live;

namespace FoodCoop.Features.Order;

/// <summary>
/// The order form over all suppliers, wherever it stands and for whomever: what there is, what is asked, whether it will come. After closing,
/// what became of it. Members have it at /order for their own household, buyers at /buying for somebody else's.
/// </summary>
public abstract class FormPage(Db db, Viewer viewer, Texts texts, CoopContext coop) : CoopPage
{
    protected Db Db => db;

    protected Viewer Viewer => viewer;

    protected CoopRow Settings => coop.Settings(db);

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromQuery(Name = "show")]
    public string? Only { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "q")]
    public string? Sought { get; set; }

    public Cycle Cycle { get; protected set; } = null!;

    /// <summary>Whose order it is.</summary>
    protected Id<Member> Household { get; set; }

    /// <summary>The member that a buyer orders for; null: it is the viewer's own household.</summary>
    public OrderedFor? For { get; protected set; }

    /// <summary>The form's own address.</summary>
    public abstract string Here { get; }

    /// <summary>Under which what was typed and not yet saved stays on the device: of this person, month and order, and mixed with no other.</summary>
    public virtual string Kept => $"order/{viewer.PersonId}/{Code}";

    public FormShow Show { get; private set; } = null!;
    /// <summary>How far the page is: what has changed since then comes by the stream.</summary>
    public LiveMark Mark { get; private set; } = null!;

    public OfferList List { get; private set; } = null!;
    public List<OfferRow> All { get; private set; } = [];
    public List<FormSection> Sections { get; private set; } = [];
    public OrderTotal Total { get; private set; } = OrderTotal.None;
    public bool IsOpen { get; private set; }
    public int DaysLeft => (Cycle.ClosesAt - Now).Days;
    public bool InFillPhase => IsOpen && Now >= Cycle.FillAt;

    /// <summary>What became of one's own order; null while it can be changed.</summary>
    public OrderResult? Result { get; private set; }

    public AllocationPolicy Policy => Closing.Policy(Settings);

    /// <summary>The ways to look at the list that stand above it. A buyer's favourites are the buyer's, whoever is ordered for.</summary>
    public IReadOnlyList<(string Filter, string Name)> Filters =>
    [
        ("mine", For is null ? "Order.Mine" : "Behalf.Mine"), ("short", "Order.Short"),
        .. For is null ? (ReadOnlySpan<(string, string)>)[("favourites", "Order.Favourites")] : [],
        ("new", "Order.New"), ("organic", "Order.Organic"),
    ];

    // What was typed and could not be saved, by field name: it stays on the page.
    private readonly Dictionary<string, string> kept = [];

    /// <summary>What was sent too late, where the form that it was typed in is no more.</summary>
    public IReadOnlyList<UnsavedLine> Unsaved { get; private set; } = [];

    /// <summary>Sets which month's and whose order it is. A result instead of null: not found, or elsewhere.</summary>
    protected abstract IActionResult? Find();

    protected internal override IActionResult? Load()
    {
        if (Find() is { } elsewhere) return elsewhere;
        if (Cycle.State == CycleState.Planned) return NotFound();
        IsOpen = Cycle.AcceptsOrders(Now);
        if (!IsOpen)
        {
            if (For is null) Result = OrderResult.Of(db, Cycle, Household);
            return null;
        }
        db.LetGo(); // what the mark holds, the rows hold too
        var number = db.File.Of<LiveOrders>().Number(Cycle.Id);
        List = OfferLists.Of(db, Cycle.Id);
        Mark = LiveOrders.Mark(number, List, LivePhase.Of(Cycle, Now));
        All = OrderForm.Rows(db, List, Household, For is null ? viewer.PersonId : null);
        Total = OrderTotal.Of(All);
        Show = FormShow.Of(Only, Sort, Sought, InFillPhase);
        Sections = Show.Sections(All, texts);
        return null;
    }

    public int Count(string filter) => All.Count(r => FormShow.Accepts(filter, r));

    /// <summary>Of how many products the supplier does not say whether it is in them: they are left away too.</summary>
    public int Silent(string allergen) => All.Count(r => Allergens.IsWithout(r.Offer.Known, allergen) is null);

    /// <summary>What is wrong with the amount of an offer; null when nothing is.</summary>
    public string? Wrong(Id<Offer> offer) => !ModelState.IsValid && ModelState.TryGetValue("a" + offer, out var state) ? state.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>What stays in a field because it could not be saved; null when it shows what is saved.</summary>
    /// <param name="field">a: asked; f: up to how many more.</param>
    /// <param name="offer">The offer's number.</param>
    public string? Typed(string field, string offer) => kept.Count == 0 ? null : kept.GetValueOrDefault(field + offer);

    /// <summary>
    /// The whole form, without script: only what this person changed is applied; what cannot be saved is named and kept. A star that was
    /// pressed is given or taken besides.
    /// </summary>
    /// <param name="star">The offer whose star was pressed.</param>
    public IActionResult OnPost(Id<Offer>? star)
    {
        if (Find() is { } elsewhere) return elsewhere;
        var cycle = CycleClock.CatchUp(db, Cycle, Now);
        var saved = 0;
        var problems = new Dictionary<string, string>();
        List<PostedLine> lines = [.. PostedLine.All(Request.Form)];
        foreach (var posted in lines.OrderByDescending(l => l.IsLess))
        {
            try
            {
                if (!posted.IsChanged) continue;
                var after = LineChange.Save(db, cycle, Household, viewer.PersonId, Now, posted.Wish());
                if (after.Clash) throw after.Clashed(texts);
                saved++;
            }
            catch (Refused refused)
            {
                // the other lines are kept; this one is said on the page with what was typed
                problems[posted.Field] = refused.Sentence(texts);
                posted.KeepIn(kept);
            }
        }
        if (For is not null) star = null;
        if (star is { } offer) Favourite.Turn(db, viewer.PersonId, cycle.Id, offer, Now);
        if (problems.Count == 0)
        {
            var back = $"{Here}{FormShow.Of(Only, Sort, Sought, Now >= cycle.FillAt).Query}";
            if (star is not null && saved == 0) return LocalRedirect(back);
            return Done(back, saved == 0 ? "Order.NothingChanged" : "Order.SavedAll", saved);
        }
        db.Commit();
        var lost = lines.Where(l => problems.ContainsKey(l.Field)).ToList(); // in the page's order again
        foreach (var posted in lost) ModelState.AddModelError(posted.Field, problems[posted.Field]);
        if (!cycle.AcceptsOrders(Now)) Unsaved = UnsavedLine.Of(db, cycle.Id, Household, lost, texts);
        return Again();
    }

    /// <summary>One line, from script: the answer is what now stands, or the sentence why not.</summary>
    public IActionResult OnPostLine()
    {
        if (Find() is { } elsewhere) return elsewhere;
        var cycle = CycleClock.CatchUp(db, Cycle, Now);
        var posted = PostedLine.One(Request.Form);
        var line = LineChange.Save(db, cycle, Household, viewer.PersonId, Now, posted.Wish());
        var answer = new
        {
            asked = line.Asked.Thousandths,
            flex = line.Flex.Thousandths,
            version = line.Version,
            allAsked = line.AllAsked.Thousandths,
            allFlex = line.AllFlex.Thousandths,
            total = line.Total.Sum.Cents,
            products = line.Total.Products,
            at = Instants.Text(Now),
            note = line.Note,
            by = line.Entered,
            price = line.Price.Cents,
            deposit = line.Deposit.Cents,
            clash = line.Clash ? line.Clashed(texts).Sentence(texts) : null,
        };
        return new JsonResult(answer) { StatusCode = line.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }
}

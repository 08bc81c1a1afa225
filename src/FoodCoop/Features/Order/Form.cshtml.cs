using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Live;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Order;

/// <summary>One list over all suppliers: what there is, what I ask, whether it will come. After closing, what became of it.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FormModel(Db db, Viewer viewer, Texts texts, CoopContext coop) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromQuery(Name = "show")]
    public string? Only { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "q")]
    public string? Sought { get; set; }

    public Cycle Cycle { get; private set; } = null!;
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

    /// <summary>What became of the order; null while it can be changed.</summary>
    public OrderResult? Result { get; private set; }

    public AllocationPolicy Policy => Closing.Policy(coop.Settings(db));

    // What was typed and could not be saved, by field name: it stays on the page.
    private readonly Dictionary<string, string> kept = [];

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        IsOpen = cycle.AcceptsOrders(Now);
        if (!IsOpen)
        {
            Result = OrderResult.Of(db, cycle, viewer.MemberId);
            return null;
        }
        db.LetGo(); // what the mark holds, the rows hold too
        var number = db.File.Of<LiveOrders>().Number(cycle.Id);
        List = OfferLists.Of(db, cycle.Id);
        Mark = LiveOrders.Mark(number, List, LivePhase.Of(cycle, Now));
        All = OrderForm.Rows(db, List, viewer.MemberId, viewer.PersonId);
        Total = OrderTotal.Of(All);
        Show = FormShow.Of(Only, Sort, Sought, InFillPhase);
        Sections = Show.Sections(All, texts);
        return null;
    }

    public int Count(string filter) => All.Count(r => FormShow.Accepts(filter, r));

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
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        cycle = CycleClock.CatchUp(db, cycle, Now);
        var saved = 0;
        var problems = new List<(string Field, string Message)>();
        foreach (var posted in PostedLine.All(Request.Form))
        {
            try
            {
                if (!posted.IsChanged) continue;
                var after = LineChange.Save(db, cycle, viewer.MemberId, viewer.PersonId, Now, posted.Wish());
                if (after.Clash) throw after.Clashed(texts);
                saved++;
            }
            catch (Refused refused)
            {
                // the other lines are kept; this one is said on the page with what was typed
                problems.Add((posted.Field, refused.Sentence(texts)));
                posted.KeepIn(kept);
            }
        }
        if (star is { } offer) Favourite.Turn(db, viewer.PersonId, cycle.Id, offer, Now);
        if (problems.Count == 0)
        {
            var back = $"/order/{Code}{FormShow.Of(Only, Sort, Sought, Now >= cycle.FillAt).Query}";
            if (star is not null && saved == 0) return LocalRedirect(back);
            return Done(back, saved == 0 ? "Order.NothingChanged" : "Order.SavedAll", saved);
        }
        db.Commit();
        foreach (var (field, message) in problems) ModelState.AddModelError(field, message);
        return Again();
    }

    /// <summary>One line, from script: the answer is what now stands, or the sentence why not.</summary>
    public IActionResult OnPostLine()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        cycle = CycleClock.CatchUp(db, cycle, Now);
        var posted = PostedLine.One(Request.Form);
        var line = LineChange.Save(db, cycle, viewer.MemberId, viewer.PersonId, Now, posted.Wish());
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
            price = line.Price.Cents,
            deposit = line.Deposit.Cents,
            clash = line.Clash ? line.Clashed(texts).Sentence(texts) : null,
        };
        return new JsonResult(answer) { StatusCode = line.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    /// <summary>A star, from script.</summary>
    public IActionResult OnPostStar(Id<Offer> offer, bool on)
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Favourite.Set(db, viewer.PersonId, cycle.Id, offer, on, Now);
        return new NoContentResult();
    }
}

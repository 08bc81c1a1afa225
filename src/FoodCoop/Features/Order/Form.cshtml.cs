using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Order;

/// <summary>One list over all suppliers: what there is, what I ask, whether it will come. After closing, what became of it.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FormModel(Db db, Viewer viewer, TimeProvider clock, Texts texts, CoopContext coop) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>mine · short · new; anything else is all.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Sought { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public List<OfferRow> All { get; private set; } = [];
    public List<IGrouping<string, OfferRow>> Categories { get; private set; } = [];
    public OrderTotal Total { get; private set; } = OrderTotal.None;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool IsOpen { get; private set; }
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
        All = OrderForm.Rows(db, cycle.Id, viewer.MemberId);
        Total = OrderTotal.Of(db, cycle.Id, viewer.MemberId);
        var shown = All.Where(r => Show is null or "" || Is(r, Show));
        if (!string.IsNullOrWhiteSpace(Sought)) shown = Search.In(Sought, [.. shown.Select(r => (r, SearchText(r)))]);
        Categories = [.. shown.GroupBy(r => r.Category, StringComparer.Ordinal)];
        return null;
    }

    /// <summary>What stays in a field because it could not be saved; null when it shows what is saved.</summary>
    /// <param name="field">a: asked; f: up to how many more.</param>
    /// <param name="offer">The offer's number.</param>
    public string? Typed(string field, string offer) => kept.Count == 0 ? null : kept.GetValueOrDefault(field + offer);

    public int Count(string show) => All.Count(r => Is(r, show));

    /// <summary>What is wrong with the amount of an offer; null when nothing is.</summary>
    public string? Wrong(Id<Offer> offer) => !ModelState.IsValid && ModelState.TryGetValue("a" + offer, out var state) ? state.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>The whole form, without script: only what this person changed is applied; what cannot be saved is named and kept.</summary>
    public IActionResult OnPost()
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
                if (after.Clash) throw new Refused(posted.Field, "Order.Clash", after.Name, after.Asked, after.Flex);
                saved++;
            }
            catch (Refused refused)
            {
                // the other lines are kept; this one is said on the page with what was typed
                problems.Add((posted.Field, texts[refused.TextKey, [.. refused.Arguments]]));
                posted.KeepIn(kept);
            }
        }
        if (problems.Count == 0) return Done($"/order/{Code}{(Show is null ? "" : $"?show={Uri.EscapeDataString(Show)}")}", saved == 0 ? "Order.NothingChanged" : "Order.SavedAll", saved);
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
            clash = line.Clash ? texts["Order.Clash", line.Name, line.Asked, line.Flex] : null,
        };
        return new JsonResult(answer) { StatusCode = line.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    private static bool Is(OfferRow row, string show) => show switch
    {
        "mine" => row.Mine,
        "short" => row.Fill.Kind == CaseKind.Short,
        "new" => row.IsNew,
        _ => true,
    };

    public static string SearchText(OfferRow row) => Search.Plain($"{row.Name} {row.Brand} {row.Category} {row.Supplier}");
}

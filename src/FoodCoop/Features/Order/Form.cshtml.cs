using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Order;

/// <summary>One list over all suppliers: what there is, what I ask, whether it will come. After closing, what became of it.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FormModel(Db db, Viewer viewer, TimeProvider clock, CoopDates dates, Texts texts, CoopContext coop) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>mine · short · new; anything else is all.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public List<OfferRow> All { get; private set; } = [];
    public List<IGrouping<string, OfferRow>> Categories { get; private set; } = [];
    public OrderTotal Total { get; private set; } = OrderTotal.None;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool IsOpen { get; private set; }
    public bool InFillPhase => IsOpen && Now >= Cycle.FillAt;

    /// <summary>What was typed and could not be saved, by field name: it stays on the page.</summary>
    public Dictionary<string, string> Kept { get; } = [];

    /// <summary>
    /// What a line after closing says beside its amount: whether it is certain, what is other than its member was told, and why it is
    /// not what was asked. Each with its look: <c>short</c> for less, <c>full</c> for what is well, <c>idle</c> for a fact.
    /// </summary>
    public List<(string Words, string Kind)> Said(OfferRow row)
    {
        List<(string Words, string Kind)> said = [];
        var suffix = UnitPrice.Suffix(row.Unit);
        if (!row.Comes.IsZero && row.Minimum is { } minimum)
            said.Add(minimum.IsUndecided ? (minimum.Uncertain(texts), "short doubt") : (minimum.Decided(texts), "full doubt"));
        if (row.IsNews) said.Add((texts["Order.ToldBefore", row.Told + suffix, row.Comes + suffix], "idle"));
        else if (row.Delivered is { } came && row.Allocated is { } given && came != given) said.Add((texts["Order.CameOf", came + suffix, given + suffix], "idle"));
        said.Add((row.Outcome.Why(texts, Closing.Policy(coop.Settings(db))), row.Comes < row.Asked ? "short" : "full"));
        return [.. said.Where(s => s.Words.Length > 0)];
    }

    /// <summary>What comes if the buyer orders from suppliers below their minimum anyway.</summary>
    public Money Uncertain => Money.Sum(All.Where(r => r.Outcome.IsUncertain).Select(r => r.Sum + r.DepositSum));

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        IsOpen = cycle.AcceptsOrders(Now);
        All = OrderForm.Rows(db, cycle, viewer.MemberId);
        Total = OrderTotal.Of(db, cycle.Id, viewer.MemberId);
        var shown = All.Where(r => Show is null or "" || Is(r, Show));
        if (!string.IsNullOrWhiteSpace(Typed)) shown = Search.In(Typed, [.. shown.Select(r => (r, SearchText(r)))]);
        Categories = [.. shown.GroupBy(r => r.Category, StringComparer.Ordinal)];
        return null;
    }

    public int Count(string show) => All.Count(r => Is(r, show));

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
                posted.KeepIn(Kept);
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
        var total = OrderTotal.Of(db, cycle.Id, viewer.MemberId);
        var answer = new
        {
            asked = line.Asked.ToString(),
            flex = line.Flex.ToString(),
            version = line.Version,
            total = total.Sum.ToString(),
            products = total.Products,
            mine = texts.Count("Order.MyOrder", total.Products),
            kind = line.Fill.Kind.ToString().ToLowerInvariant(),
            value = line.Fill.Value.Invariant,
            max = line.Fill.Max.Invariant,
            words = FillWords.Of(texts, line.Fill, line.Asked, Request.Form["suffix"].ToString()),
            saved = texts["Order.SavedAt", dates.Time(Now)],
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

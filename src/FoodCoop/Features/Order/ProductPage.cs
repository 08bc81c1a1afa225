using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Behalf;

namespace FoodCoop.Features.Order;

/// <summary>
/// One product of a month: what is in it, who asks for it, and one household's amount of it with a note for whoever packs. The order form
/// shows it above the list; without script it is a page. It stands below each <see cref="FormPage"/>.
/// </summary>
public abstract class ProductPage(Db db, Viewer viewer, Texts texts) : CoopPage
{
    protected Db Db => db;

    protected Viewer Viewer => viewer;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute(Name = "offer")]
    public Id<Offer> Offer { get; set; }

    public Cycle Cycle { get; protected set; } = null!;

    /// <summary>Whose order it is.</summary>
    protected Id<Member> Household { get; set; }

    /// <inheritdoc cref="FormPage.For"/>
    public OrderedFor? For { get; protected set; }

    /// <summary>The address of the list that it belongs to.</summary>
    public abstract string List { get; }

    public string Here => $"{List}/product/{Offer}";

    public ProductRow Row { get; private set; } = null!;
    public WhoOrdered Others { get; private set; } = null!;

    public bool IsOpen => Cycle.AcceptsOrders(Now);

    /// <inheritdoc cref="FormPage.Find"/>
    protected abstract IActionResult? Find();

    protected internal override IActionResult? Load()
    {
        if (Find() is { } elsewhere) return elsewhere;
        if (Cycle.State == CycleState.Planned || ProductRow.Of(db, Cycle.Id, Offer, Household, viewer.PersonId) is not { } row) return NotFound();
        (Row, Others) = (row, WhoOrdered.Of(db, Offer, Household));
        return null;
    }

    /// <summary>What a field shows: what was typed when it could not be saved, else what is saved.</summary>
    /// <param name="field">a, f or t.</param>
    /// <param name="saved">What is saved.</param>
    public string Shown(string field, string saved) => ModelState.IsValid ? saved : Request.Form[field + Offer].ToString();

    /// <summary>What was sent too late, where the form that it was typed in is no more.</summary>
    public IReadOnlyList<UnsavedLine> Unsaved { get; private set; } = [];

    /// <summary>The line of this product, without script.</summary>
    public IActionResult OnPost()
    {
        if (Find() is { } elsewhere) return elsewhere;
        var cycle = CycleClock.CatchUp(db, Cycle, Now);
        var posted = PostedLine.Of(Request.Form, Offer.ToString());
        if (!posted.IsChanged) return Done(List, "Order.NothingChanged");
        if (!cycle.AcceptsOrders(Now)) Unsaved = UnsavedLine.Of(db, cycle.Id, Household, [posted], texts);
        var after = LineChange.Save(db, cycle, Household, viewer.PersonId, Now, posted.Wish());
        if (after.Clash) throw after.Clashed(texts);
        return Done(List, "Order.SavedAll", 1);
    }
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.History;

namespace FoodCoop.Features.Order.Lists;

/// <summary>The household's shopping lists: what there are, make one, put one back that was thrown away.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer) : CoopPage
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The code of the cycle whose order the new list begins with; empty: an empty list.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    public List<ShoppingListRow> Lists { get; private set; } = [];
    public List<ShoppingListRow> Removed { get; private set; } = [];
    public List<PastOrder> Orders { get; private set; } = [];
    public Cycle? Open { get; private set; }

    protected internal override IActionResult? Load()
    {
        var all = ShoppingListRow.Of(db, viewer.MemberId);
        Lists = [.. all.Where(l => l.RemovedAt is null)];
        Removed = [.. all.Where(l => l.RemovedAt is not null).OrderByDescending(l => l.RemovedAt)];
        Orders = [.. PastOrder.Of(db, viewer.MemberId).Where(o => o.Asked > 0)];
        Open = Cycle.Ordering(db) is { } open && open.AcceptsOrders(Now) ? open : null;
        return null;
    }

    /// <summary>Makes a list and goes to it.</summary>
    public IActionResult OnPost()
    {
        var name = ModelState.Need(nameof(Name), Name, ListChange.LongestName);
        if (!ModelState.IsValid) return Again();
        var list = ListChange.Make(db, viewer.MemberId, viewer.PersonId, name, From, Now);
        return Done($"/order/lists/{list}", "Lists.Made", name);
    }

    public IActionResult OnPostBack(Id<ShoppingList> list) => ListChange.PutBack(db, viewer.MemberId, list) is { } name
        ? Done($"/order/lists/{list}", "Lists.IsBack", name)
        : NotFound();
}

using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Lists;

/// <summary>One shopping list of the household: amounts, products that come and go by a small search, its name. Also without script.</summary>
[Authorize(Policy = Role.Member)]
public sealed class OneModel(Db db, Viewer viewer, Texts texts) : CoopPage
{
    /// <summary>What a search shows at most; the page says how many there are.</summary>
    public const int MostFound = 30;

    [FromRoute(Name = "list")]
    public Id<ShoppingList> ListId { get; set; }

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    /// <summary>What has just been taken off, to be put back with a click; and how much it was.</summary>
    [BindProperty(SupportsGet = true, Name = "off")]
    public long Off { get; set; }

    [BindProperty(SupportsGet = true, Name = "was")]
    public string? Was { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public ShoppingListRow List { get; private set; } = null!;
    public List<ListedProduct> Lines { get; private set; } = [];
    public List<ListedProduct> Found { get; private set; } = [];
    public ListedProduct? TakenOff { get; private set; }
    public Cycle? Open { get; private set; }

    /// <summary>What was typed and could not be saved, by field name: it stays on the page.</summary>
    public Dictionary<string, string> Kept { get; } = [];

    public Money Total => Money.Sum(Lines.Where(l => l.IsOffered).Select(l => l.Price * l.Amount!.Value));

    protected internal override IActionResult? Load()
    {
        if (ShoppingListRow.Find(db, viewer.MemberId, ListId) is not { } list) return NotFound();
        List = list;
        Open = Cycle.Ordering(db) is { } open && open.AcceptsOrders(Now) ? open : null;
        Lines = ListedProduct.On(db, ListId, Open);
        Name ??= list.Name;
        if (!string.IsNullOrWhiteSpace(Typed)) Found = ListedProduct.Find(db, ListId, Open, Typed);
        if (Off > 0 && Quantity.TryParse(Was, out _)) TakenOff = ListedProduct.Find(db, ListId, new Id<Product>(Off)) is { Amount: null } off ? off : null;
        return null;
    }

    /// <summary>All amounts at once; nothing or 0 takes a product off. What cannot be saved is named and kept, the rest is saved.</summary>
    public IActionResult OnPost()
    {
        if (!IsOwn) return NotFound();
        var changed = Save(ListedProduct.On(db, ListId, null));
        return ModelState.IsValid ? Done(Address, changed == 0 ? "Lists.NothingChanged" : "Lists.Saved", changed) : SavedInPart();
    }

    /// <summary>Puts a product on the list, or changes how much of it.</summary>
    public IActionResult OnPostAdd(Id<Product> product, string? amount)
    {
        if (!IsOwn || ListedProduct.Find(db, ListId, product) is not { } found) return NotFound();
        Kept[$"n{product}"] = amount ?? "";
        var quantity = Read($"a{product}", amount ?? "");
        if (quantity.IsZero) throw new Refused($"a{product}", "Lists.HowMuch", found.Name);
        ListChange.Set(db, ListId, found, quantity);
        var back = string.IsNullOrWhiteSpace(Typed) ? Address : $"{Address}?q={Uri.EscapeDataString(Typed)}";
        return Done(back, "Lists.Added", quantity + UnitPrice.Suffix(found.Unit), found.Name);
    }

    /// <summary>Takes one product off; amounts that were typed beside it are saved with it.</summary>
    public IActionResult OnPostOff(Id<Product> off)
    {
        if (!IsOwn) return NotFound();
        var lines = ListedProduct.On(db, ListId, null);
        Save(lines.Where(l => l.Id != off));
        var was = lines.Find(l => l.Id == off)?.Amount;
        ListChange.TakeOff(db, ListId, off);
        if (!ModelState.IsValid) return SavedInPart();
        return LocalRedirect(was is { } amount ? $"{Address}?off={off}&was={amount.Invariant}" : Address);
    }

    public IActionResult OnPostRename()
    {
        if (!IsOwn) return NotFound();
        var name = ModelState.Need(nameof(Name), Name, ListChange.LongestName);
        if (!ModelState.IsValid) return Again();
        ListChange.Rename(db, viewer.MemberId, ListId, name);
        return Done(Address, "Lists.Renamed", name);
    }

    public IActionResult OnPostRemove()
    {
        if (ShoppingListRow.Find(db, viewer.MemberId, ListId) is not { } list) return NotFound();
        ListChange.Remove(db, viewer.MemberId, ListId, Now);
        return Done("/order/lists", "Lists.WasRemoved", list.Name);
    }

    private string Address => $"/order/lists/{ListId}";

    private bool IsOwn => ShoppingListRow.Find(db, viewer.MemberId, ListId) is not null;

    private int Save(IEnumerable<ListedProduct> lines)
    {
        var changed = 0;
        foreach (var line in lines)
        {
            var field = $"a{line.Id}";
            if (!Request.Form.TryGetValue(field, out var typed)) continue;
            try
            {
                if (ListChange.Set(db, ListId, line, Read(field, typed.ToString()))) changed++;
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(field, texts[refused.TextKey, [.. refused.Arguments]]);
                Kept[field] = typed.ToString();
            }
        }
        return changed;
    }

    /// <summary>What is right stays saved; what is wrong is said on the page with what was typed.</summary>
    private IActionResult SavedInPart()
    {
        db.Commit();
        return Again();
    }

    /// <summary>An empty field is nothing.</summary>
    private static Quantity Read(string field, string typed) =>
        string.IsNullOrWhiteSpace(typed) ? Quantity.Zero
        : Quantity.TryParse(typed, out var quantity) ? quantity
        : throw new Refused(field, "Web.FieldQuantity", typed);
}

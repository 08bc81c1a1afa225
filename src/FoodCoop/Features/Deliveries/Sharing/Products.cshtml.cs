using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries.Sharing;

/// <summary>Every product of a month for its buyer: cases, what is short, what lapses; before closing as it would be now. All lines as CSV.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class ProductsModel(Db db, CoopContext coop, Texts texts) : CoopPage
{
    private const int Most = 100;

    /// <summary>What can be looked at: what is asked, what is short of a case, what lapses, what was set by hand, and all that is offered.</summary>
    public static readonly IReadOnlyList<string> Ways = ["asked", "short", "lapses", "hand", "all"];

    private const string SelectSuppliers = """
        select s.id, s.name
        from supplier s
        where exists (select 1 from offer o where o.cycle_id = @Id and o.supplier_id = s.id)
        order by s.name collate nocase
        """;

    [FromRoute(Name = "cycle")] public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public Id<Supplier>? Supplier { get; set; }
    [BindProperty(SupportsGet = true)] public string? Show { get; set; }
    [BindProperty(SupportsGet = true)] public int Part { get; set; } = 1;

    public Cycle Cycle { get; private set; } = null!;
    public IReadOnlyList<(Id<Supplier> Id, string Name)> Suppliers { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public List<SharedOffer> Found { get; private set; } = [];
    public IEnumerable<SharedOffer> Shown => Found.Skip((Part - 1) * Most).Take(Most);
    public int Parts => Math.Max(1, (Found.Count + Most - 1) / Most);

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        Suppliers = db.Query<(Id<Supplier>, string)>(SelectSuppliers, new { cycle.Id });
        if (!Ways.Contains(Show ?? "")) Show = Ways[0];
        var offers = SharedOffer.Of(db, cycle, Closing.Policy(coop.Settings(db)), SupplierOrders.Demand(db, cycle, unasked: true)
            .Where(d => Supplier is null || d.SupplierId == Supplier), Supplier);
        if (!string.IsNullOrWhiteSpace(Q)) offers = [.. Search.In(Q, [.. offers.Select(o => (o, Search.Plain($"{o.Demand.Name} {o.Demand.Brand} {o.Demand.Code}")))])];
        Counts = Ways.ToDictionary(w => w, w => offers.Count(o => Is(o, w)));
        Found = [.. offers.Where(o => Is(o, Show)).OrderBy(o => o.Demand.Name, StringComparer.Create(texts.Culture, ignoreCase: true)).ThenBy(o => o.Demand.Id)];
        Part = Math.Clamp(Part, 1, Parts);
        return null;
    }

    /// <summary>What is found, every member's line of it.</summary>
    public IActionResult OnGetCsv()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var names = Suppliers.ToDictionary(s => s.Id, s => s.Name);
        string[] headings = ["Supplier", "Code", "Product", "Brand", "Unit", "InCase", "Cases", "Needed", "Number", "Member", "Asked", "Flex", "Gets", "Lapses", "ByHand"];
        return CsvFile.Download($"{texts["Sharing.FileName"]}-{Code}.csv", texts.Culture, headings.Select(h => texts["Sharing.Csv" + h]),
            Found.SelectMany(o => o.Lines.Select(l => (object?[])[
                names[o.Demand.SupplierId], o.Demand.Code, o.Demand.Name, o.Demand.Brand, o.Demand.Unit, o.Demand.CaseSize,
                o.Demand.Loose ? null : o.Demand.Ordered, o.Demand.ToFill, l.Who.Number, l.Who.Name, l.Asked, l.Flex, l.Gets, l.Lapses, l.Locked is not null])));
    }

    /// <summary>This address with another way of looking, part, or handler.</summary>
    public string With(string key, string value)
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(
            Request.Query.Where(q => q.Key != key && q.Key is not ("part" or "handler")).Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()))) { { key, value } };
        return $"/buying/{Code}/products{query}";
    }

    private static bool Is(SharedOffer offer, string? way) => way switch
    {
        "short" => offer.Demand.ToFill > Quantity.Zero,
        "lapses" => offer.Lapses > Quantity.Zero,
        "hand" => offer.HasHand || offer.Demand.Added > 0,
        "asked" => offer.Lines.Count > 0,
        _ => true,
    };
}

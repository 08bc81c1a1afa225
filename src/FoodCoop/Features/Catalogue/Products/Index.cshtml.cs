using System.Text.Json;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Catalogue.Products;

/// <summary>All products of all suppliers: found, sorted, decided upon by the dozen, and taken along as CSV.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class IndexModel(Db db, Texts texts, CoopDates dates) : CoopPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public Id<Supplier>? Supplier { get; set; }
    [BindProperty(SupportsGet = true)] public string? Category { get; set; }
    [BindProperty(SupportsGet = true)] public string? Choice { get; set; }
    [BindProperty(SupportsGet = true)] public int Part { get; set; } = 1;

    /// <summary>Whether the boxes of this part are shown ticked: "tick all" without script.</summary>
    [BindProperty(SupportsGet = true)] public bool All { get; set; }

    public Sorting Sorting { get; private set; } = new("name", false);
    public IReadOnlyList<ProductRow> Found { get; private set; } = [];
    public IReadOnlyList<ProductRow> Shown { get; private set; } = [];
    public IReadOnlyList<(Id<Supplier> Id, string Name)> Suppliers { get; private set; } = [];
    public IReadOnlyList<string> Categories { get; private set; } = [];
    public IReadOnlyDictionary<VatClass, Percentage> Vat { get; private set; } = new Dictionary<VatClass, Percentage>();
    public int Parts => (Found.Count + Most - 1) / Most;
    public bool IsFiltered => !string.IsNullOrEmpty(Q) || Supplier is not null || !string.IsNullOrEmpty(Category) || !string.IsNullOrEmpty(Choice);

    private const string SelectSuppliers = "select id, name from supplier order by name collate nocase";
    private const string SelectCategories = "select distinct category from product where category <> '' order by category collate nocase";

    protected internal override IActionResult? Load()
    {
        Find();
        Part = Math.Clamp(Part, 1, Math.Max(1, Parts));
        Shown = [.. Found.Skip((Part - 1) * Most).Take(Most)];
        Suppliers = db.Query<(Id<Supplier>, string)>(SelectSuppliers);
        Categories = db.Query<string>(SelectCategories);
        return null;
    }

    /// <summary>What is seen, all parts of it.</summary>
    public IActionResult OnGetCsv()
    {
        Find();
        string[] headings = ["Code", "Name", "Brand", "Supplier", "Category", "Unit", "CaseSize", "NetPrice", "NetPer", "Vat", "Markup", "Price", "Choice"];
        return CsvFile.Download($"{texts["Products.FileName"]}.csv", texts.Culture, headings.Select(h => texts["Products." + h]), Found.Select(Cells));
    }

    private IEnumerable<object?> Cells(ProductRow r)
    {
        var terms = r.Terms(Vat[r.VatClass]);
        return [r.Code, r.Name, r.Brand, r.Supplier, r.Category, terms.Unit, terms.CaseSize, r.Net.Euros, r.NetPer, Vat[r.VatClass],
            new Percentage(r.Markup), terms.Price, texts["Products.Choice." + r.Choice]];
    }

    private const string UpdateChoice = """
        update product set choice = @to where id in (select value from json_each(@ids))
        """;

    public IActionResult OnPostChoose(string to, long[] product)
    {
        if (to is not ("offered" or "maybe" or "never")) return NotFound();
        if (product.Length == 0) throw new Refused("", "Products.TickFirst");
        var changed = db.Execute(UpdateChoice, new { to, ids = JsonSerializer.Serialize(product) });
        return Done(With(), "Products.Chosen", changed, texts["Products.Choice." + to]);
    }

    private void Find()
    {
        Vat = NextVat.Of(db, dates.DateOf(Now));
        Sorting = Sorting.Of(HttpContext, "products", ProductList.ColumnNames);
        var filter = new ProductFilter(Q, Supplier, string.IsNullOrEmpty(Category) ? null : Category, string.IsNullOrEmpty(Choice) ? null : Choice);
        Found = Sorting.Sorted(ProductList.Find(db, filter), ProductList.Columns(Vat));
    }

    /// <summary>This address with other values; null takes one away.</summary>
    public string With(params (string Key, string? Value)[] others)
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(
            Request.Query.Where(q => q.Key is not ("handler" or "all") && !others.Any(o => o.Key == q.Key)).Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())));
        foreach (var (key, value) in others)
        {
            if (value is not null) query.Add(key, value);
        }
        return "/buying/products" + query;
    }
}

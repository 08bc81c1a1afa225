using System.Globalization;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Catalogue.Products;

/// <summary>Which products are looked for. Null or empty: all.</summary>
/// <param name="Choice">offered, maybe, never, or gone.</param>
public sealed record ProductFilter(string? Words, Id<Supplier>? Supplier, string? Category, string? Choice);

/// <summary>A product in the list of all.</summary>
/// <param name="Choice">offered, maybe, never; or gone.</param>
public sealed record ProductRow(
    Id<Product> Id, string Code, string Name, string Brand, string Unit, string Category, Quantity CaseSize, long NetPrice, Quantity NetPer,
    VatClass VatClass, string Status, string Choice, string? PartUnit, Quantity? Parts, Quantity OrderStep, int Markup, string Supplier)
{
    public SupplierPrice Net => new(NetPrice, NetPer);

    public SalesTerms Terms(Percentage vat) => SalesTerms.Of(
        Unit, CaseSize, Net, PartUnit is null ? null : new Parts(PartUnit, Parts!.Value, OrderStep), new Percentage(Markup), vat);
}

/// <summary>Finds products for the page and for its CSV file alike.</summary>
public static class ProductList
{
    private const string Select = """
        select p.id, p.code, p.name, p.brand, p.unit, p.category, p.case_size, p.price as net_price, p.price_per as net_per, p.vat_class,
          p.status, iif(p.gone_at is null, p.choice, 'gone') as choice, p.part_unit, p.parts, p.order_step,
          coalesce(p.markup, s.markup, c.markup) as markup, s.name as supplier
        from product p
        join supplier s on s.id = p.supplier_id
        cross join coop c
        where (@Supplier is null or p.supplier_id = @Supplier)
          and (@Category is null or p.category = @Category)
          and (@Choice is null or iif(p.gone_at is null, p.choice, 'gone') = @Choice)
        order by p.name, p.id
        """;

    /// <summary>Every word must occur in name, brand, code or category; case and accents are forgiven.</summary>
    public static List<ProductRow> Find(Db db, ProductFilter filter)
    {
        var rows = db.Query<ProductRow>(Select, new { filter.Supplier, filter.Category, filter.Choice });
        var words = (filter.Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? rows : rows.FindAll(r => Array.TrueForAll(words, w => Has(r.Name, w) || Has(r.Brand, w) || Has(r.Code, w) || Has(r.Category, w)));
    }

    /// <summary>What the columns of the list are sorted by; the first is the usual one.</summary>
    public static IReadOnlyDictionary<string, Func<ProductRow, IComparable>> Columns(IReadOnlyDictionary<VatClass, Percentage> vat) =>
        new Dictionary<string, Func<ProductRow, IComparable>>(StringComparer.Ordinal)
        {
            ["name"] = r => r.Name,
            ["supplier"] = r => r.Supplier,
            ["category"] = r => r.Category,
            ["case"] = r => r.Terms(vat[r.VatClass]).CaseSize.Units,
            ["net"] = r => r.Net.Euros / r.NetPer.Units,
            ["price"] = r => r.Terms(vat[r.VatClass]).Price.Cents,
            ["choice"] = r => r.Choice,
        };

    /// <summary>The names of the columns, for <see cref="Sorting"/>.</summary>
    public static readonly IReadOnlyList<string> ColumnNames = ["name", "supplier", "category", "case", "net", "price", "choice"];

    private static bool Has(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

namespace FoodCoop.Features.Order;

/// <summary>One part of the list as it is shown: a heading and its rows.</summary>
public sealed record FormSection(string Heading, IReadOnlyList<OfferRow> Rows);

/// <summary>
/// What of the list is shown and in what order, as the address says it: <c>?show=short,organic&amp;sort=price&amp;q=linzen</c>. All that
/// is named in <c>show</c> must hold. js/show.js does the same without asking the server.
/// </summary>
public sealed record FormShow(IReadOnlyList<string> Only, string Sort, string Sought)
{
    /// <summary>Before the name of an allergen: what does not hold it.</summary>
    public const string Without = "without-";

    /// <summary>The order in which the co-op's categories are walked.</summary>
    public const string ByCategory = "category";

    /// <summary>First what is short of a case: how the list begins in the fill phase.</summary>
    public const string ShortFirst = "short";

    public static readonly IReadOnlyList<string> Sorts = [ByCategory, "name", "price", "each", "supplier", ShortFirst];

    private static readonly string[] Filters = ["mine", "short", "favourites", "new", "organic"];

    /// <summary>The order that the list has when the address names none.</summary>
    public required string Usual { get; init; }

    public static FormShow Of(string? show, string? sort, string? sought, bool inFillPhase)
    {
        var usual = inFillPhase ? ShortFirst : ByCategory;
        var only = (show ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(f => Filters.Contains(f) || (f.StartsWith(Without, StringComparison.Ordinal) && f.Length <= 60)).Distinct().Take(20);
        return new FormShow([.. only], Sorts.FirstOrDefault(s => s == sort) ?? usual, (sought ?? "").Trim()) { Usual = usual };
    }

    public bool Has(string filter) => Only.Contains(filter);

    /// <summary>With a filter more, or less when it is there.</summary>
    public FormShow Turned(string filter) => this with { Only = Has(filter) ? [.. Only.Where(f => f != filter)] : [.. Only, filter] };

    /// <summary>Behind the form's address; "" for the whole list in its usual order.</summary>
    public string Query
    {
        get
        {
            List<string> parts = [];
            if (Only.Count > 0) parts.Add("show=" + string.Join(',', Only.Select(Uri.EscapeDataString)));
            if (Sort != Usual) parts.Add("sort=" + Sort);
            if (Sought.Length > 0) parts.Add("q=" + Uri.EscapeDataString(Sought));
            return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
        }
    }

    public static bool Accepts(string filter, OfferRow row) => filter switch
    {
        "mine" => row.Mine,
        "short" => row.Fill.Kind == CaseKind.Short,
        "favourites" => row.IsFavourite,
        "new" => row.Offer.IsNew,
        "organic" => row.Offer.IsOrganic,
        _ => Allergens.IsWithout(row.Offer.Known, Left(filter)) == true,
    };

    /// <summary>The allergens that are left out.</summary>
    public IEnumerable<string> LeftOut => Only.Where(f => f.StartsWith(Without, StringComparison.Ordinal)).Select(Left);

    private static string Left(string filter) => filter[Without.Length..];

    /// <summary>The rows that are shown, in their parts.</summary>
    public List<FormSection> Sections(IReadOnlyList<OfferRow> all, Texts t)
    {
        List<OfferRow> shown = Only.Count == 0 ? [.. all] : [.. all.Where(r => Only.All(f => Accepts(f, r)))];
        if (Sought.Length > 0) shown = [.. Search.In(Sought, [.. shown.Select(r => (r, r.Offer.Plain))])];
        if (shown.Count == 0) return [];
        var names = StringComparer.Create(t.Culture, ignoreCase: true);
        return Sort switch
        {
            "name" => [new(t["Order.Sort.name"], [.. ByName(shown)])],
            "price" => [new(t["Order.Sort.price"], [.. shown.OrderBy(r => r.Offer.Price)])],
            "each" => [new(t["Order.Sort.each"], [.. shown.OrderBy(r => r.Offer.Each is null).ThenBy(r => r.Offer.Each)])],
            "supplier" => [.. shown.GroupBy(r => r.Offer.Supplier, StringComparer.Ordinal).OrderBy(g => g.Key, names).Select(g => new FormSection(g.Key, [.. ByName(g)]))],
            ShortFirst => [.. Short(shown, t), .. Categories(shown.Where(r => r.Fill.Kind != CaseKind.Short))],
            _ => Categories(shown),
        };

        IEnumerable<OfferRow> ByName(IEnumerable<OfferRow> rows) => rows.OrderBy(r => r.Offer.Name, names);
    }

    private static List<FormSection> Categories(IEnumerable<OfferRow> rows) =>
        [.. rows.GroupBy(r => r.Offer.Category, StringComparer.Ordinal).Select(g => new FormSection(g.Key, [.. g]))];

    // What I am in myself first; then what takes least to fill.
    private static IEnumerable<FormSection> Short(IEnumerable<OfferRow> rows, Texts t)
    {
        List<OfferRow> found = [.. rows.Where(r => r.Fill.Kind == CaseKind.Short)
            .OrderByDescending(r => r.Mine).ThenBy(r => (double)r.Fill.Missing.Thousandths / r.Offer.CaseSize.Thousandths)];
        return found.Count == 0 ? [] : [new FormSection(t["Order.Short"], found)];
    }
}

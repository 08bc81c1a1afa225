namespace FoodCoop.Features.Order;

/// <summary>What a product holds that some cannot eat, from the lists' own words (<c>gluten;tarwe</c>).</summary>
public static class Allergens
{
    // A list that names the grain need not name the gluten; and milk holds lactose unless the list says that it does not.
    private static readonly (string If, string Then)[] Implied = [("tarwe", "gluten"), ("rogge", "gluten"), ("melk", "lactose")];

    /// <summary>What is in it or must be thought to be, by ';'.</summary>
    /// <param name="contains">What the supplier says is in it, by ';'.</param>
    /// <param name="without">What the supplier says is not in it, by ';'.</param>
    public static string Held(string contains, string without)
    {
        if (contains.Length == 0) return "";
        var held = Parts(contains).ToList();
        foreach (var (one, other) in Implied)
        {
            if (held.Contains(one) && !held.Contains(other) && !Parts(without).Contains(other)) held.Add(other);
        }
        return string.Join(';', held);
    }

    private const char Not = '-';

    /// <summary>
    /// All that is known of a product, in few letters for its row: what it holds; where the supplier names nothing that it holds, what
    /// the supplier says is not in it, each behind a '-'. js/show.js reads it.
    /// </summary>
    public static string Known(string held, string without) => held.Length > 0 ? held : string.Join(';', Parts(without).Select(p => Not + p));

    /// <summary>
    /// Whether somebody who avoids it may be offered the product: the supplier says that it is not in it, or names the product's allergens
    /// and this is none of them. Null when the supplier says nothing about it, which is no "without".
    /// </summary>
    public static bool? IsWithout(string known, string allergen)
    {
        var parts = Parts(known);
        if (parts.Contains(allergen)) return false;
        return parts.Contains(Not + allergen) || (parts is [[not Not, ..], ..]) ? true : null;
    }

    /// <summary>Those that some product of the list holds, the most frequent first.</summary>
    public static List<string> In(IEnumerable<Offered> offers) =>
        [.. offers.SelectMany(o => Parts(o.Held)).CountBy(a => a).OrderByDescending(a => a.Value).ThenBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Key)];

    /// <summary>Its name in the reader's language; the lists are Dutch.</summary>
    public static string Name(Texts t, string allergen) => t.Has($"Order.Allergen.{allergen}") ? t[$"Order.Allergen.{allergen}"] : allergen; // names of Catalogue/Reading/Allergen.cs

    /// <summary>"gluten, wheat".</summary>
    public static string Listed(Texts t, string parts) => string.Join(", ", Parts(parts).Select(p => Name(t, p)));

    private static string[] Parts(string parts) => parts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>What the lists' many ways of writing a quality mean.</summary>
public static class Qualities
{
    private static readonly string[] Organic = ["bio", "eko", "dem", "organic", "skal", "ecolog"];

    /// <summary>Certified organic or biodynamic: "Biologisch", "EKO", "DEM", "demeter".</summary>
    public static bool IsOrganic(string quality) =>
        quality.Length > 0 && Search.Plain(quality).Split([' ', ',', ';', '/', '-', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Any(w => Organic.Any(o => w.StartsWith(o, StringComparison.Ordinal)));
}

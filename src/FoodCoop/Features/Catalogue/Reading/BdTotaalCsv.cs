using System.Text.RegularExpressions;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>BD-Totaal's list: an address above the header, the price of the case, content such as <c>10x1 kg</c>.</summary>
internal static partial class BdTotaalCsv
{
    // No real content is longer; the row is refused for its length, and no expression is tried on it.
    private const int Longest = 100;

    public static readonly CsvFormat Format = new("bdtotaal-csv", new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["code"] = ["artikelcode"],
        ["name"] = ["artikelomschrijving"],
        ["group"] = ["hoofdgroep"],
        ["subgroup"] = ["subgroep"],
        ["brand"] = ["merknaam", "merk"],
        ["quality"] = ["kwaliteit"],
        ["origin"] = ["herkomst"],
        ["content"] = ["inhoud"],
        ["case price"] = ["colloprijs"],
        ["unit price"] = ["eenheidsprijs"],
        ["vat"] = ["btw"],
        ["deposit"] = ["statiegeld"],
        ["status"] = ["status"],
    }, ["code", "name", "content", "case price", "vat"], Read);

    private static RawRow? Read(CsvLine line)
    {
        if (line["code"] is null && line["case price"] is null && line["vat"] is null) return null; // a heading between products
        var given = line["content"] ?? "";
        var content = given.Length > Longest ? given : About().Replace(given, "");
        var (caseSize, unit) = Content(content, line["case price"] == line["unit price"]);
        var (name, brand) = NameAndBrand(line);
        return new RawRow(line.Line)
        {
            Code = line["code"],
            Name = name,
            Brand = brand,
            Quality = line["quality"],
            Origin = Country.Code(line["origin"]),
            Unit = unit,
            CaseSize = caseSize,
            Price = line["case price"],
            PricesCase = true,
            Vat = line["vat"],
            Deposit = line["deposit"],
            Category = line["subgroup"] ?? line["group"],
            Active = !string.Equals(line["status"], "x", StringComparison.OrdinalIgnoreCase),
            Flags = content == given ? RowFlags.None : RowFlags.About,
        };
    }

    /// <summary>NxM unit is a case of N of "M unit"; anything else is a case of one. 50x90 cm at one price is a size, not a case.</summary>
    private static (string CaseSize, string Unit) Content(string content, bool onePrice)
    {
        if (content.Length == 0) return ("1", "1 stuk");
        if (content.Length > Longest) return ("1", content);
        if (content.StartsWith("per ", StringComparison.OrdinalIgnoreCase)) return ("1", UnitText.OfOne(content[4..].Trim()));
        var m = Case().Match(content);
        return m.Success && !(onePrice && Size().IsMatch(content))
            ? (m.Groups["case"].Value, UnitText.Of(m.Groups["unit"].Value))
            : ("1", UnitText.Of(content));
    }

    // The column of the brand also says how a thing is packed, its size or its colour; that belongs to the name.
    private static (string? Name, string? Brand) NameAndBrand(CsvLine line)
    {
        var (name, brand) = (line["name"], line["brand"]);
        if (name is null || brand is null) return (name, brand);
        if (brand.StartsWith("per ", StringComparison.OrdinalIgnoreCase)) return (name, null);
        var isTextile = (line["group"] ?? "").Contains("textiel", StringComparison.OrdinalIgnoreCase);
        return isTextile || (brand.Length <= Longest && Packing().IsMatch(brand)) ? ($"{name} ({brand.ToLowerInvariant()})", null) : (name, brand);
    }

    [GeneratedRegex(@"^\s*(ongeveer|ongev\.?|ong\.|ca\.?|circa)\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex About();

    [GeneratedRegex(@"^(?<case>\d{1,6})\s*[xX×]\s*(?<unit>\d.*)$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Case();

    [GeneratedRegex(@"\d\s*(cm|mm)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Size();

    [GeneratedRegex(@"^(verpakt|los|hand|rond|emmer|geperforeerd|afbreekbaar|in dop|moes|grof|gebroken|blad|met loof|stoof|pers|[\d.,x ]+(kg|gr?|ml|cl|ltr|l|cm|mm|m)?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Packing();
}

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>
/// What co-ops that leave Foodsoft 4 export: 14 columns in a fixed order, whose headings are in the language of
/// whoever exported and in part empty. Prices are per unit; a row may lack a number.
/// </summary>
internal static class FoodsoftCsv
{
    public const int Width = 14;

    public static readonly CsvFormat Format = new("foodsoft-csv", new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["status"] = ["status"],
        ["code"] = ["number", "ordernumber", "bestellnummer", "artikelnummer", "bestelnummer", "nummer"],
        ["name"] = ["name", "naam", "bezeichnung"],
        ["note"] = ["note", "notiz", "notitie", "opmerking"],
        ["brand"] = ["manufacturer", "producer", "hersteller", "herstellerin", "produzent", "produzentin", "producent", "fabrikant"],
        ["origin"] = ["origin", "herkunft", "herkomst", "oorsprong"],
        ["unit"] = ["unit", "einheit", "eenheid"],
        ["price"] = ["clearprice", "netprice", "pricenet", "price", "nettopreis", "preisnetto", "preis", "nettoprijs", "prijsnetto", "prijs"],
        ["vat"] = ["tax", "vat", "mwst", "mehrwertsteuer", "steuer", "btw"],
        ["deposit"] = ["deposit", "pfand", "statiegeld"],
        ["case"] = ["unitquantity", "gebindegröße", "gebindegroesse", "gebindegrösse", "gebinde", "colligrootte", "groothandelsverpakking"],
        ["category"] = ["category", "articlecategory", "kategorie", "categorie"],
    }, ["name", "unit", "price", "vat", "case"], Read);

    /// <summary>Where the columns stand when the headings do not say it.</summary>
    public static readonly IReadOnlyDictionary<string, int> Positions = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["status"] = 0, ["code"] = 1, ["name"] = 2, ["note"] = 3, ["brand"] = 4, ["origin"] = 5, ["unit"] = 6,
        ["price"] = 7, ["vat"] = 8, ["deposit"] = 9, ["case"] = 10, ["category"] = 13,
    };

    /// <summary>The header's line if the records have the shape of the format; 0 if there is no header.</summary>
    public static int? HeaderByPosition(IReadOnlyList<CsvRecord> records)
    {
        var filled = records.Where(r => !r.IsEmpty).ToList();
        if (filled.Count < 2 || !filled.Take(10).All(r => r.Cells.Length == Width)) return null;
        return !filled.Skip(1).Take(10).Any(LooksLikeProduct) ? null : LooksLikeProduct(filled[0]) ? 0 : filled[0].Line;
    }

    private static bool LooksLikeProduct(CsvRecord record)
    {
        var c = record.Cells;
        return c.Length == Width && c[2] is { } name && !PrintedNumber.TryParse(name, out _) && c[6] is not null
            && PrintedNumber.TryParse(c[7], out _) && PrintedNumber.TryParse(c[8], out var vat) && vat is >= 0 and <= 30
            && PrintedNumber.TryParse(c[10], out var size) && size > 0
            && (c[11] is null || PrintedNumber.TryParse(c[11], out _)) && (c[12] is null || PrintedNumber.TryParse(c[12], out _));
    }

    private static RawRow Read(CsvLine line) => new(line.Line)
    {
        Code = line["code"],
        Name = line["name"],
        Quality = line["note"],
        Brand = line["brand"],
        Origin = line["origin"],
        Unit = line["unit"] is { } unit ? UnitText.OfOne(unit) : null,
        CaseSize = line["case"] ?? "1",
        Price = line["price"],
        Vat = line["vat"],
        Deposit = line["deposit"],
        Category = line["category"],
        Active = !string.Equals(line["status"], "x", StringComparison.OrdinalIgnoreCase),
    };
}

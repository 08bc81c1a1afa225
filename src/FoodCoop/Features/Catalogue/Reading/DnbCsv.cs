namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>De Nieuwe Band's list: 23 columns, prices per unit, VAT as a code, a few allergens as 0 and 1.</summary>
internal static class DnbCsv
{
    public static readonly CsvFormat Format = new("dnb-csv", new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["code"] = ["artnr", "artikelnr", "artikelnummer", "bestelnr", "bestelnummer"],
        ["name"] = ["omschrijving", "naam"],
        ["brand"] = ["merk"],
        ["quality"] = ["kwaliteit"],
        ["case"] = ["aantal"],
        ["content"] = ["inhoud"],
        ["unit"] = ["eenheid"],
        ["origin"] = ["land", "herkomst"],
        ["category"] = ["trefwoord"],
        ["price"] = ["inkoopprijs"],
        ["vat"] = ["btw", "btwcode"],
        ["deposit"] = ["statiegeld"],
        ["status"] = ["status"],
        ["ingredients"] = ["ingredienten", "ingrediënten"],
        ["gluten"] = ["gluten"],
        ["lactose"] = ["lactose"],
        ["koemelk"] = ["koemelk"],
        ["soja"] = ["soja"],
    }, ["name", "case", "content", "unit", "price", "vat"], Read);

    // 0 means nothing certain here (cheese of sheep's milk has koemelk 0), so nothing is taken as declared absent.
    private static readonly (string Column, string Name)[] s_allergens =
        [("gluten", "gluten"), ("koemelk", "melk"), ("lactose", "lactose"), ("soja", "soja")];

    private static RawRow Read(CsvLine line) => new(line.Line)
    {
        Code = line["code"],
        Name = line["name"],
        Brand = line["brand"],
        Quality = line["quality"],
        Origin = line["origin"],
        Unit = UnitText.Of(line["content"], line["unit"]),
        CaseSize = line["case"],
        Price = line["price"],
        Vat = line["vat"] switch { "0" => "0", "1" => "9", "2" => "21", var vat => vat },
        Deposit = line["deposit"],
        Category = line["category"],
        Ingredients = line["ingredients"],
        Allergens = [.. s_allergens.Where(a => line[a.Column] is "1").Select(a => a.Name)],
        Active = !string.Equals(line["status"], "x", StringComparison.OrdinalIgnoreCase),
    };
}

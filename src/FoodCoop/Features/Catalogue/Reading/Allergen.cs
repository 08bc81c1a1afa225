namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>The trade's allergen codes and their Dutch names, as the CWA format has them.</summary>
internal static class Allergen
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["d204"] = "cacao", ["d209"] = "glutamaat", ["d210"] = "gluten", ["d212"] = "ei", ["d213"] = "kip",
        ["d214"] = "melk", ["d215"] = "lactose", ["d216"] = "mais", ["d217"] = "noten", ["d217b"] = "notenolie",
        ["d220"] = "peulvruchten", ["d221"] = "pinda", ["d221b"] = "pindaolie", ["d222"] = "rogge",
        ["d223"] = "rundvlees", ["d225"] = "soja", ["d226"] = "soja-olie", ["d228"] = "sulfiet", ["d230"] = "tarwe",
        ["d232"] = "varkensvlees", ["d234"] = "koriander", ["d235"] = "selderij", ["d236"] = "schaaldieren",
        ["d237"] = "vis", ["d238"] = "sesam", ["d238b"] = "sesamolie", ["d239"] = "lupine", ["d240"] = "wortel",
        ["d241"] = "mosterd", ["d242"] = "weekdieren",
    };

    /// <summary>The name, or null for a code of this kind that is not known.</summary>
    public static string? Name(string code) => s_names.GetValueOrDefault(code);

    /// <summary>d, three digits, and sometimes a b.</summary>
    public static bool IsCode(string element) =>
        element.Length is 4 or 5 && element[0] is ('d' or 'D') && char.IsAsciiDigit(element[1]) && char.IsAsciiDigit(element[2])
        && char.IsAsciiDigit(element[3]) && (element.Length == 4 || element[4] is ('b' or 'B'));
}

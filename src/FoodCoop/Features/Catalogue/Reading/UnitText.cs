using System.Text.RegularExpressions;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>Brings what lists say of a unit into one form: amount, space, unit (<c>500gr</c> → <c>500 g</c>, <c>Liter</c> → <c>1 l</c>).</summary>
internal static partial class UnitText
{
    // Longer texts are refused later; no expression is tried on them.
    private const int Longest = 60;

    private static readonly Dictionary<string, string> s_spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gr"] = "g", ["gram"] = "g", ["grams"] = "g", ["gramm"] = "g", ["g"] = "g",
        ["kilo"] = "kg", ["kilogram"] = "kg", ["kilogramm"] = "kg", ["kg"] = "kg", ["mg"] = "mg",
        ["ltr"] = "l", ["lt"] = "l", ["lit"] = "l", ["liter"] = "l", ["litre"] = "l", ["l"] = "l",
        ["milliliter"] = "ml", ["ml"] = "ml", ["centiliter"] = "cl", ["cl"] = "cl", ["dl"] = "dl",
        ["st"] = "stuk", ["stk"] = "stuk", ["stuks"] = "stuk", ["stuk"] = "stuk",
        ["plakken"] = "plak", ["plaks"] = "plak", ["plakk"] = "plak", ["plak"] = "plak",
        ["bs"] = "bos", ["bos"] = "bos", ["mtr"] = "m", ["meter"] = "m", ["m"] = "m", ["cm"] = "cm", ["mm"] = "mm",
    };

    /// <summary>From two columns. Without an amount (or 0, which some lists put for "not filled in") it is one of the unit, without a unit pieces.</summary>
    public static string Of(string? amount, string? unit)
    {
        var name = Spelled(unit ?? "stuk");
        if (string.IsNullOrEmpty(amount)) return $"1 {name}";
        if (!PrintedNumber.TryParse(amount, out var number)) return $"{amount} {name}";
        return number == 0 ? $"1 {name}" : $"{PrintedNumber.Short(number)} {name}";
    }

    /// <summary>From one text. What has another shape ("46(S)", "Glas groß") stays as it is.</summary>
    public static string Of(string text)
    {
        if (text.Length > Longest) return text;
        var m = AmountAndUnit().Match(text);
        if (!m.Success) return text;
        var factors = m.Groups["n"].Captures.Select(c => PrintedNumber.TryParse(c.Value, out var n) ? PrintedNumber.Short(n) : c.Value);
        return $"{string.Join('x', factors)} {Spelled(m.Groups["u"].Value)}";
    }

    /// <summary>One of a unit that stands alone: <c>kg</c> → <c>1 kg</c>; anything else as <see cref="Of(string)"/> has it.</summary>
    public static string OfOne(string text) => text.Length <= Longest && Word().IsMatch(text) ? Of("1", text) : Of(text);

    private static string Spelled(string unit) => s_spellings.GetValueOrDefault(unit.TrimEnd('.'), unit);

    [GeneratedRegex(@"^(?<n>\d{1,9}(?:[.,]\d{1,6})?)(?:\s*[xX×]\s*(?<n>\d{1,9}(?:[.,]\d{1,6})?)){0,3}\s*(?<u>\p{L}{1,20}\.?)$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex AmountAndUnit();

    [GeneratedRegex(@"^\p{L}{1,20}\.?$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Word();
}

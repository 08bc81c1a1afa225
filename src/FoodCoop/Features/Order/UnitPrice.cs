using System.Globalization;
using System.Text.RegularExpressions;

namespace FoodCoop.Features.Order;

/// <summary>The price of a kilo or a litre, so that packs of different sizes can be compared.</summary>
public static partial class UnitPrice
{
    /// <summary>"500 g" at € 3.12 is € 6.24 a kg; null where the unit is no weight or volume, or is one kilo or litre already.</summary>
    public static (Money Price, string Per)? Of(Money price, string unit) =>
        Content(unit) is { } content && content.Amount != 1 ? (Money.FromEuros(price.Euros / content.Amount), content.Of) : null;

    /// <summary>What a kilo or a litre costs, also where that is the unit; null for what goes by the piece.</summary>
    public static Money? Each(Money price, string unit) =>
        unit == "kg" ? price : Content(unit) is { } content ? Money.FromEuros(price.Euros / content.Amount) : null;

    private static (decimal Amount, string Of)? Content(string unit)
    {
        var match = Weight().Match(unit);
        if (!match.Success) return null;
        var amount = decimal.Parse(match.Groups["amount"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        var (factor, per) = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "g" or "gr" or "gram" => (0.001m, "kg"),
            "kg" or "kilo" => (1m, "kg"),
            "ml" => (0.001m, "l"),
            "cl" => (0.01m, "l"),
            "dl" => (0.1m, "l"),
            _ => (1m, "l"),
        };
        return amount == 0 ? null : (amount * factor, per);
    }

    /// <summary>Whether quantities of this product are weights ("2.5 kg"), not pieces ("2").</summary>
    public static string Suffix(string unit) => unit is "kg" or "1 kg" ? "\u00A0kg" : "";

    /// <summary>What stands behind the price: "kg" rather than "1 kg".</summary>
    public static string Named(string unit) => unit.StartsWith("1 ", StringComparison.Ordinal) ? unit[2..] : unit;

    [GeneratedRegex(@"^\s*(?<amount>\d{1,6}([.,]\d{1,3})?)\s*(?<unit>gram|gr|g|kilo|kg|ml|cl|dl|liter|ltr|lt|l)\.?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Weight();
}

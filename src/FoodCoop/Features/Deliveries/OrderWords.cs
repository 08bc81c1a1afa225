using System.Globalization;
using System.Resources;

namespace FoodCoop.Features.Deliveries;

/// <summary>The words of the supplier's order, in the language in which it is written.</summary>
internal static class OrderWords
{
    private static readonly ResourceManager Resources = new("FoodCoop.Features.Deliveries.Texts", typeof(OrderWords).Assembly);

    public static string Of(CultureInfo culture, string name, params object[] arguments) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), arguments);

    /// <summary>Two decimals, and up to four where the supplier's price has them.</summary>
    public static string Price(decimal euros, CultureInfo culture) => euros.ToString("#,##0.00##", culture);
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace FoodCoop.Features.Demo;

/// <summary>Writes an assortment as the XML of Odin and other "CWA" wholesalers.</summary>
public static class DemoXml
{
    // In the order of such lists. The bool: one of the 14 that EU law wants declared.
    private static readonly (string Code, char Letter, bool ByLaw)[] s_allergens =
    [
        ("d204", 'k', false), ("d209", ' ', false), ("d210", 'g', true), ("d212", 'e', true), ("d213", ' ', false), ("d214", 'm', true),
        ("d234", ' ', false), ("d215", 'l', false), ("d239", 'z', true), ("d216", ' ', false), ("d217", 'n', true), ("d217b", ' ', false),
        ("d220", ' ', false), ("d221", 'p', true), ("d221b", ' ', false), ("d222", 'r', false), ("d223", ' ', false), ("d236", ' ', true),
        ("d235", 'c', true), ("d238", 'x', true), ("d238b", ' ', false), ("d225", 's', true), ("d226", ' ', false), ("d228", 'u', true),
        ("d230", 't', false), ("d232", ' ', false), ("d237", 'v', true), ("d240", ' ', false), ("d241", 'q', true), ("d242", ' ', true),
    ];

    /// <summary>Price and deposit per unit, VAT as a percentage, content and unit apart. UTF-8, and it says so.</summary>
    public static byte[] Cwa(IReadOnlyList<DemoProduct> products)
    {
        var list = new XElement("xmlartikel", products.Select(Product));
        return new UTF8Encoding(false).GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + list.ToString().ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Recommended retail price with VAT: cost and half of it, up to the next price that ends in 9.</summary>
    public static decimal Retail(DemoProduct p) =>
        decimal.Ceiling(p.NetPrice * 1.45m * (1 + p.Vat / 100m) * 10m) / 10m - 0.01m;

    private static XElement Product(DemoProduct p) => new("product",
        new XElement("eancode", p.Weighed ? null : DemoEan.Of("20", p.Code)),
        new XElement("omschrijving", p.Name),
        p.Name.Length > 24 ? new XElement("kassaomschrijving", p.Name[..24].TrimEnd()) : null,
        new XElement("weegschaalartikel", 0),
        new XElement("wichtartikel", p.Weighed ? 1 : 0),
        new XElement("pluartikel", 0),
        new XElement("inhoud", p.Amount.ToString("0.###", CultureInfo.InvariantCulture)),
        new XElement("eenheid", p.Measure switch { "g" => "Gram", "ml" => "Ml", "l" => "Liter", "st" => "stuk", _ => p.Measure }),
        new XElement("verpakkingce", p.Deposit.Cents > 0 ? "fles" : null),
        new XElement("merk", p.Brand),
        p.Quality.Length == 0 ? null : new XElement("kwaliteit", p.Quality == "demeter" ? "Demeter" : "Biologisch"),
        new XElement("herkomst", p.Origin),
        new XElement("btw", p.Vat),
        new XElement("cblcode", p.Group),
        new XElement("leveranciernummer", 1900),
        new XElement("bestelnummer", p.Code),
        new XElement("sve", p.CaseSize.Invariant),
        new XElement("status", p.Active ? "Actief" : "Non actief"),
        p.Deposit.Cents == 0 ? null : new XElement("statiegeld", p.Deposit.Invariant),
        p.Ingredients.Length == 0 ? null : new XElement("ingredienten", "Ingrediënten: " + p.Ingredients + (p.Ingredients.Contains('*', StringComparison.Ordinal) ? ". *van biologische teelt" : "")),
        s_allergens.Select(a => new XElement(a.Code, Declared(p, a.Letter, a.ByLaw))),
        new XElement("proefdiervrij", p.IsFood ? 0 : 1),
        new XElement("inkoopprijs", p.NetPrice),
        new XElement("consumentenprijs", Retail(p)),
        new XElement("ingangsdatum", "2026-11-02"));

    // 1 is in it, 2 is not, 3 is what real lists say for nearly everything, 0 nothing is known.
    private static int Declared(DemoProduct p, char letter, bool byLaw)
    {
        if (!p.IsFood) return 0;
        if (p.Allergens.Contains(letter, StringComparison.Ordinal)) return 1;
        if (!byLaw) return 0;
        return p.Ingredients.Length > 0 || p.Marks.Contains('D', StringComparison.Ordinal) ? 2 : 3;
    }
}

using System.Globalization;
using System.Text;

namespace FoodCoop.Features.Demo;

/// <summary>Writes an assortment as the three kinds of CSV that wholesalers and co-ops exchange.</summary>
public static class DemoCsv
{
    public static byte[] Utf8(string text) => new UTF8Encoding(false).GetBytes(text);

    /// <summary>De Nieuwe Band's 23 columns: price per unit, VAT as a code, three-letter countries.</summary>
    public static string Band(IReadOnlyList<DemoProduct> products) => Table(',',
        "ean,art.nr.,omschrijving,merk,kwaliteit,aantal,inhoud,eenheid,land,trefwoord,inkoopprijs,adviesprijs,btw,kortingsgroep,statiegeld,gluten,suiker,lactose,zout,koemelk,soja,gist,plantaardig",
        products.Select(p => (string[])
        [
            DemoEan.Of("21", p.Code), p.Code, Lower(p.Name), p.Brand, p.Quality == "demeter" ? "dem" : p.Quality, p.CaseSize.Invariant,
            Plain(p.Amount), p.Measure, DemoCountry.ThreeLetters(p.Origin), p.Category, Euros(p.NetPrice), Euros(DemoXml.Retail(p)),
            p.Vat == 21 ? "2" : "1", p.PartCount > 0 ? "C" : p.Weighed ? "A" : "B", p.Deposit.Cents == 0 ? "0" : p.Deposit.Invariant,
            Has(p, 'g'), Mark(p, 'S'), p.Allergens.AsSpan().ContainsAny('m', 'l') ? "1" : "0", Mark(p, 'Z'), CowsMilk(p), Has(p, 's'),
            Mark(p, 'Y'), p.Allergens.AsSpan().ContainsAny("mlev") || p.Name.Contains("oning", StringComparison.Ordinal) ? "0" : "1",
        ]));

    /// <summary>BD-Totaal: seven lines of address, <c>;</c>, price of the whole case, content as <c>10x500 gr</c>.</summary>
    public static string Totaal(IReadOnlyList<DemoProduct> products) =>
        string.Concat(((string[])["Kouterhof Groente & Bulk", "Kouterpad 4", "3999 ZX Kouterveen", "t: 06-00000744", "orders@kouterhof.example", "www.kouterhof.example", ""])
            .Select(line => line + ";;;;;;;;;;\r\n"))
        + Table(';', "Artikelcode;Artikelomschrijving;Hoofdgroep;Subgroep;Merknaam;Kwaliteit;Herkomst;Inhoud; Colloprijs ; Eenheidsprijs ;BTW-%",
            products.Select(p => (string[])
            [
                p.Code, p.Name, p.Group, p.Category, p.Brand, p.Quality == "demeter" ? "DEM" : p.Origin == "NL" ? "EKO" : "BIO", DemoCountry.Dutch(p.Origin),
                $"{Comma(p.CaseSize.Units)}x{Comma(p.Amount)} {(p.Measure == "g" ? "gr" : p.Measure)}", "€ " + Cents(p.NetPrice * p.CaseSize.Units),
                "€ " + Cents(p.Measure == "g" ? p.NetPrice : p.NetPrice / p.Amount), Plain(p.Vat),
            ]));

    /// <summary>Foodsoft 4.x: price and deposit per unit, an x in front of what is not delivered now.</summary>
    public static string Foodsoft(IReadOnlyList<DemoProduct> products) => Table(';',
        "status;number;name;note;manufacturer;origin;unit ;clear price;tax;deposit;unit quantity;scale quantity;scale price;category",
        products.Select(p => (string[])
        [
            p.Active ? "" : "x", p.Code, p.Name, p.Quality, p.Brand, DemoCountry.ThreeLetters(p.Origin), p.Unit, Plain(p.NetPrice),
            Plain(p.Vat), p.Deposit.Cents == 0 ? "0" : p.Deposit.Invariant, p.CaseSize.Invariant, "", "", p.Category,
        ]));

    private static string Table(char separator, string heading, IEnumerable<string[]> rows) =>
        string.Join("\r\n", rows.Select(cells => string.Join(separator, cells.Select(c => Quoted(c, separator)))).Prepend(heading));

    private static string Quoted(string cell, char separator) =>
        cell.AsSpan().ContainsAny(separator, '"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    // Milk of goats and sheep is milk to the law and to the lactose column, and not to the column of cow's milk.
    private static string CowsMilk(DemoProduct p) =>
        p.Allergens.Contains('m', StringComparison.Ordinal) && !p.Brand.StartsWith("Geiten", StringComparison.Ordinal)
        && !p.Brand.StartsWith("Schaaps", StringComparison.Ordinal) && !p.Name.StartsWith("Pecorino", StringComparison.Ordinal)
        && !p.Name.StartsWith("Manchego", StringComparison.Ordinal) ? "1" : "0";

    private static string Has(DemoProduct p, char allergen) => p.Allergens.Contains(allergen, StringComparison.Ordinal) ? "1" : "0";
    private static string Mark(DemoProduct p, char mark) => p.Marks.Contains(mark, StringComparison.Ordinal) ? "1" : "0";
    private static string Lower(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
    private static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
    private static string Euros(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);
    private static string Comma(decimal number) => Plain(number).Replace('.', ',');
    private static string Cents(decimal number) => Euros(decimal.Round(number, 2, MidpointRounding.AwayFromZero)).Replace('.', ',');
}

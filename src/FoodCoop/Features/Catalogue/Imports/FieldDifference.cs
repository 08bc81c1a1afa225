namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>One field of a product, old beside new, in words for the buyer.</summary>
/// <param name="Label">Text key of the field's name.</param>
/// <param name="Note">What comes of it, such as "+ 4.5 %"; empty if nothing.</param>
public sealed record FieldDifference(string Label, string Was, string Now, string Note = "")
{
    /// <summary>What differs, in the order in which a buyer cares: price first.</summary>
    public static IReadOnlyList<FieldDifference> Between(ListedProduct was, ListedProduct now, Texts texts)
    {
        var all = new List<FieldDifference>
        {
            new("Imports.Price", Net(was), Net(now), Rise(was.Net, now.Net, texts)),
            new("Imports.Status", texts["Imports.Status." + was.Status], texts["Imports.Status." + now.Status]),
            new("Imports.CaseSize", was.CaseSize.ToString(texts.Culture), now.CaseSize.ToString(texts.Culture)),
            new("Imports.Unit", was.Unit, now.Unit),
            new("Imports.Vat", texts["Imports.Vat." + was.VatClass], texts["Imports.Vat." + now.VatClass]),
            new("Imports.Deposit", was.Deposit.ToString(texts.Culture), now.Deposit.ToString(texts.Culture)),
            new("Imports.Name", was.Name, now.Name),
            new("Imports.Brand", was.Brand, now.Brand),
            new("Imports.Code", was.Code, now.Code),
            new("Imports.Category", was.Category, now.Category),
            new("Imports.Origin", was.Origin, now.Origin),
            new("Imports.Quality", was.Quality, now.Quality),
            new("Imports.Weighed", YesNo(was.Weighed, texts), YesNo(now.Weighed, texts)),
            new("Imports.Contains", Listed(was.Contains), Listed(now.Contains)),
            new("Imports.Without", Listed(was.Without), Listed(now.Without)),
            new("Imports.Ingredients", was.Ingredients, now.Ingredients),
        };
        return all.FindAll(d => d.Was != d.Now);

        string Net(ListedProduct p) => NetPrice(p.Net, texts);
    }

    /// <summary>As the list gives it: "€ 2,10", or "€ 12,00 / 6" where it prices the case.</summary>
    public static string NetPrice(SupplierPrice net, Texts texts)
    {
        var euros = "€\u00A0" + net.Euros.ToString("#,0.00####", texts.Culture);
        return net.Per == Quantity.One ? euros : $"{euros} / {net.Per.ToString(texts.Culture)}";
    }

    private static string Rise(SupplierPrice was, SupplierPrice now, Texts texts)
    {
        if (was.MicroEuros == 0) return "";
        // per unit, because one list may price the case and the next the piece
        var ratio = now.Euros * was.Per.Units / (was.Euros * now.Per.Units) - 1;
        return texts["Imports.Rise", ratio * 100];
    }

    private static string Listed(string names) => names.Replace(";", ", ", StringComparison.Ordinal);

    private static string YesNo(bool value, Texts texts) => texts[value ? "Imports.Yes" : "Imports.No"];
}

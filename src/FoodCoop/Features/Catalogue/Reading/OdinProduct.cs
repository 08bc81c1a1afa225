using System.Text;
using System.Xml;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>What stands inside one product element.</summary>
internal sealed class OdinProduct(int line)
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Code, string Value)> _allergens = [];
    private readonly List<(string Price, string From)> _prices = [];
    private int _lost;

    /// <summary>Whether it has what articles of this format have, so that another kind of product list is not taken for it.</summary>
    public bool IsArticle => _prices.Count > 0 || _texts.ContainsKey("bestelnummer")
        || (_texts.ContainsKey("omschrijving") && _texts.ContainsKey("sve"));

    /// <summary>From the start tag of product to its end tag.</summary>
    public static OdinProduct Read(XmlReader reader)
    {
        var product = new OdinProduct(reader is IXmlLineInfo info ? Math.Max(1, info.LineNumber) : 1);
        if (reader.IsEmptyElement) return product;
        var top = reader.Depth;
        var text = new StringBuilder();
        var from = "";
        var leaf = "";
        while (reader.Read() && reader.Depth > top)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                leaf = reader.IsEmptyElement ? "" : reader.LocalName;
                text.Clear();
                if (OdinXml.Is(reader.LocalName, "prijs")) from = "";
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                product._lost += reader.Value.Count(c => c == '\uFFFD');
                text.Append(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (leaf.Length > 0) product.Take(leaf, FileText.Tidy(text.ToString()), reader.Depth - top, ref from);
                leaf = "";
            }
        }

        return product;
    }

    public RawRow ToRow()
    {
        var prices = _prices.OrderByDescending(p => p.From, StringComparer.Ordinal).ToList();
        var (active, known) = Status();
        var present = _allergens.Where(a => a.Value == "1").ToList();
        return new RawRow(line)
        {
            Code = Text("bestelnummer"),
            Name = Text("omschrijving") ?? Text("kassaomschrijving"),
            Brand = Text("merk"),
            Origin = Text("herkomst"),
            Quality = Text("kwaliteit"),
            Unit = UnitText.Of(Text("inhoud"), Text("eenheid")),
            CaseSize = Text("sve"),
            Price = prices.Count > 0 ? prices[0].Price : null,
            Vat = Text("btw"),
            Deposit = Text("statiegeld"),
            Category = Text("trefwoord") ?? Text("cblcode"),
            Ingredients = Text("ingredienten"),
            Allergens = [.. present.Select(a => Allergen.Name(a.Code)).OfType<string>()],
            AllergensAbsent = [.. _allergens.Where(a => a.Value == "2").Select(a => Allergen.Name(a.Code)).OfType<string>()],
            Active = active,
            Weighed = Text("wichtartikel") is "1",
            LostCharacters = _lost,
            Flags = (prices.DistinctBy(p => p.Price).Skip(1).Any() ? RowFlags.SeveralPrices : RowFlags.None) | (known ? RowFlags.None : RowFlags.UnknownStatus)
                | (present.Any(a => Allergen.Name(a.Code) is null) ? RowFlags.UnknownAllergen : RowFlags.None),
        };
    }

    private string? Text(string element) => _texts.GetValueOrDefault(element);

    // depth 1 is a child of product. Deeper only prices are wanted: other groups repeat names such as "code".
    private void Take(string element, string? text, int depth, ref string from)
    {
        if (OdinXml.Is(element, "ingangsdatum"))
        {
            from = text ?? "";
            // The date may stand after the price that it belongs to.
            if (_prices.Count > 0 && _prices[^1].From.Length == 0) _prices[^1] = (_prices[^1].Price, from);
        }
        else if (text is null) return;
        else if (OdinXml.Is(element, "inkoopprijs")) _prices.Add((text, from));
        else if (depth != 1) return;
        else if (Allergen.IsCode(element)) _allergens.Add((element, text));
        else _texts.TryAdd(element, text);
    }

    private (bool Active, bool Known) Status() => Text("status")?.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal) switch
    {
        null or "ACTIEF" => (true, true),
        "NON ACTIEF" or "NONACTIEF" or "NIET ACTIEF" or "INACTIEF" or "GESANEERD" => (false, true),
        _ => (true, false),
    };
}

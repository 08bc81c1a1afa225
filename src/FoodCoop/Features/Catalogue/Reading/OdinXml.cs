using System.Buffers;
using System.Xml;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>
/// The wholesale XML that Odin publishes each month and De Nieuwe Band did before it ("CWA"): one product element
/// per article, under any root. Prices stand in the product itself or inside prijs.
/// </summary>
/// <remarks>Text between elements, namespaces, unknown elements and a missing order are all met in real files.</remarks>
internal static class OdinXml
{
    public const string Format = "odin-cwa-xml";

    private static readonly SearchValues<char> s_nameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>Reads text that begins with an angle bracket.</summary>
    /// <exception cref="Refused">Not such a list, broken off, or not well formed.</exception>
    public static CatalogueReading Read(string text)
    {
        var list = new RowList();
        var recognised = false;
        using var reader = XmlReader.Create(new StringReader(XmlText.Repaired(text)), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || !Is(reader.LocalName, "product")) continue;
                var product = OdinProduct.Read(reader);
                recognised |= product.IsArticle;
                if (recognised) list.Add(product.ToRow());
            }
        }
        catch (XmlException e)
        {
            throw Broken(e, text, recognised);
        }

        return recognised ? list.Finished(Format) : throw new Refused("", "Catalogue.NotAList");
    }

    internal static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static Refused Broken(XmlException e, string text, bool recognised)
    {
        var end = text.TrimEnd();
        var looksAlike = recognised || text.Contains("<product", StringComparison.OrdinalIgnoreCase);
        if (!looksAlike) return new Refused("", "Catalogue.NotAList");
        // A whole file ends by closing its first element; a download that broke off does not.
        var whole = end.EndsWith('>') && end.LastIndexOf("</", StringComparison.Ordinal) is >= 0 and var close
            && FirstElement(text) is { Length: > 0 } root && Is(end[(close + 2)..^1].Trim(), root);
        return new Refused("", whole ? "Catalogue.Malformed" : "Catalogue.Truncated", Math.Max(1, e.LineNumber));
    }

    private static string FirstElement(string text)
    {
        for (var i = text.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('<', i + 1))
        {
            if (!char.IsLetter(text[i + 1])) continue;
            var end = text.AsSpan(i + 1).IndexOfAny(s_nameEnds);
            return end < 0 ? "" : text.Substring(i + 1, end);
        }

        return "";
    }
}

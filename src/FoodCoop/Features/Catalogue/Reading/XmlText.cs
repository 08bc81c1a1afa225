using System.Globalization;
using System.Net;
using System.Text;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>Makes the small mistakes of wholesalers' XML readable without moving a line.</summary>
internal static class XmlText
{
    private const int LongestEntity = 12;

    /// <summary>
    /// Without its declaration (the text is decoded already, and .NET does not know every name that stands there),
    /// control characters and bare ampersands.
    /// </summary>
    /// <exception cref="Refused">It defines entities, which a price list never needs and an attack does.</exception>
    public static string Repaired(string text)
    {
        var doctype = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (doctype >= 0 && text.IndexOf("<!ENTITY", doctype, StringComparison.OrdinalIgnoreCase) >= 0)
            throw new Refused("", "Catalogue.Entities");
        var xml = new StringBuilder(text.Length + 256);
        var from = AppendWithoutDeclaration(xml, text);
        while (from < text.Length)
        {
            var cdata = text.IndexOf("<![CDATA[", from, StringComparison.Ordinal);
            AppendEscaped(xml, text, from, cdata < 0 ? text.Length : cdata);
            if (cdata < 0) break;
            var end = text.IndexOf("]]>", cdata, StringComparison.Ordinal);
            from = end < 0 ? text.Length : end + 3;
            AppendClean(xml, text.AsSpan(cdata, from - cdata));
        }

        return xml.ToString();
    }

    private static int AppendWithoutDeclaration(StringBuilder xml, string text)
    {
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF')) start++;
        var end = string.CompareOrdinal(text, start, "<?xml ", 0, 6) == 0 ? text.IndexOf("?>", start, StringComparison.Ordinal) : -1;
        if (end >= 0) start = end + 2;
        xml.Append('\n', text.AsSpan(0, start).Count('\n'));
        return start;
    }

    private static void AppendEscaped(StringBuilder xml, string text, int from, int to)
    {
        while (from < to)
        {
            var amp = text.IndexOf('&', from, to - from);
            AppendClean(xml, text.AsSpan(from, (amp < 0 ? to : amp) - from));
            if (amp < 0) return;
            var end = text.IndexOf(';', amp, Math.Min(LongestEntity, to - amp));
            var reference = end < 0 ? "" : text[amp..(end + 1)];
            var meant = WebUtility.HtmlDecode(reference);
            // HtmlDecode leaves what it does not know: an ampersand that means itself.
            if (meant == reference) xml.Append("&amp;").Append(reference.AsSpan(Math.Min(1, reference.Length)));
            else if (meant is "<" or ">" or "&" or "\"" or "'") xml.Append(CultureInfo.InvariantCulture, $"&#{(int)meant[0]};");
            else AppendClean(xml, meant);
            from = reference.Length > 0 ? end + 1 : amp + 1;
        }
    }

    private static void AppendClean(StringBuilder xml, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var control = text.IndexOfAnyExceptInRange(' ', '\uFFFD');
            if (control < 0) control = text.Length;
            xml.Append(text[..control]);
            if (control == text.Length) return;
            xml.Append(text[control] is '\t' or '\n' or '\r' ? text[control] : ' ');
            text = text[(control + 1)..];
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace FoodCoop.Platform.Mail;

/// <summary>A line of a list in a mail: what, how much, and smaller lines under it.</summary>
public sealed record MailItem(string What, string Amount = "", string Under = "");

/// <summary>
/// The words of a mail, put down once and written twice: as plain text, and as HTML that needs nothing from anywhere (no pictures,
/// no fonts, no style sheet), because mail programs block what is fetched and tell its sender who has read.
/// </summary>
/// <param name="language">Of the words: <c>nl</c> or <c>en</c>.</param>
/// <param name="from">Whose mail it is: stands on top of the HTML part and at the end of the text.</param>
/// <param name="hue">The co-op's colour, 0–359.</param>
public sealed class MailBody(string language, string from, int hue)
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();
    private readonly List<string> feet = [];

    public string Text => text + from + "\n" + (feet.Count == 0 ? "" : "\n-- \n" + string.Join('\n', feet) + "\n");

    public string Html => $"""
        <!doctype html>
        <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
        <body style="margin:0;padding:0;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif">
        <div style="max-width:36em;margin:0 auto;padding:16px">
        <p style="margin:0 0 16px;padding:0 0 8px;border-bottom:3px solid {Accent};font-weight:bold">{Encoded(from)}</p>
        {html}{Foot()}</div></body></html>

        """;

    /// <summary>The HTML with links that lead nowhere: they can neither be clicked nor reached by the keyboard.</summary>
    public string WithoutAddresses => string.Concat(Html.Split(" href=\"").Select((part, i) => i == 0 ? part : part[(part.IndexOf('"', StringComparison.Ordinal) + 1)..]));

    /// <summary>Paragraphs; an empty line begins the next one. An address on the web in it becomes a link.</summary>
    public MailBody Say(string words)
    {
        foreach (var paragraph in words.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            text.Append(paragraph).Append("\n\n");
            html.Append("<p style=\"margin:0 0 16px\">").Append(Linked(paragraph)).Append("</p>\n");
        }
        return this;
    }

    public MailBody Heading(string words)
    {
        text.Append(words).Append('\n');
        html.Append("<h2 style=\"margin:24px 0 8px;font-size:1.1em\">").Append(Encoded(words)).Append("</h2>\n");
        return this;
    }

    public MailBody List(IReadOnlyCollection<MailItem> items)
    {
        if (items.Count == 0) return this;
        html.Append("<table role=\"presentation\" style=\"width:100%;border-collapse:collapse;margin:0 0 16px\">\n");
        foreach (var item in items)
        {
            text.Append("- ").Append(item.What);
            if (item.Amount.Length > 0) text.Append(": ").Append(item.Amount);
            text.Append('\n');
            if (item.Under.Length > 0) text.Append("  ").Append(item.Under.ReplaceLineEndings("\n  ")).Append('\n');
            html.Append("<tr><td style=\"padding:6px 12px 6px 0;border-bottom:1px solid #8884;vertical-align:top\">").Append(Encoded(item.What));
            if (item.Under.Length > 0) html.Append("<br><small>").Append(Linked(item.Under)).Append("</small>");
            html.Append("</td><td style=\"padding:6px 0;border-bottom:1px solid #8884;text-align:right;vertical-align:top;white-space:nowrap\">")
                .Append(Encoded(item.Amount)).Append("</td></tr>\n");
        }
        text.Append('\n');
        html.Append("</table>\n");
        return this;
    }

    /// <summary>The one amount or moment that the mail is about.</summary>
    public MailBody Sum(string words)
    {
        text.Append(words).Append("\n\n");
        html.Append("<p style=\"margin:0 0 16px;font-size:1.15em;font-weight:bold\">").Append(Encoded(words)).Append("</p>\n");
        return this;
    }

    /// <summary>Where to go from here; nothing when the co-op's address on the web is not known.</summary>
    public MailBody Button(string words, string? address)
    {
        if (address is null) return this;
        text.Append(words).Append(":\n").Append(address).Append("\n\n");
        html.Append(CultureInfo.InvariantCulture, $"""
            <p style="margin:24px 0"><a href="{Encoded(address)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:{Accent};color:#fff;text-decoration:none;font-weight:bold">{Encoded(words)}</a></p>

            """);
        return this;
    }

    /// <summary>A small line at the very end: why one gets this, and how to stop it.</summary>
    public MailBody Footnote(string words)
    {
        feet.Add(words);
        return this;
    }

    private string Foot() => feet.Count == 0
        ? ""
        : $"<p style=\"margin:32px 0 0;padding:8px 0 0;border-top:1px solid #8884;font-size:.85em\">{string.Join("<br>", feet.Select(Linked))}</p>\n";

    // As dark as white letters on it need (at least 4.5 to 1 for every hue), in the six digits that all mail programs read.
    private string Accent
    {
        get
        {
            var sector = hue % 360 / 60m;
            decimal Channel(decimal at)
            {
                var distance = Math.Abs((sector + 6 - at) % 6);
                if (distance > 3) distance = 6 - distance;
                return Math.Clamp(2 - distance, 0, 1);
            }
            string Hex(decimal at) => ((int)(32 + 64 * Channel(at))).ToString("x2", CultureInfo.InvariantCulture);
            return $"#{Hex(0)}{Hex(2)}{Hex(4)}";
        }
    }

    private static string Encoded(string words) => WebUtility.HtmlEncode(words);

    private static string Linked(string words) => string.Join("<br>\n", words.Split('\n').Select(line => string.Join(' ', line.Split(' ').Select(Word))));

    private static string Word(string word)
    {
        if (!word.StartsWith("https://", StringComparison.Ordinal) && !word.StartsWith("http://", StringComparison.Ordinal)) return Encoded(word);
        var address = word.TrimEnd('.', ',', ')');
        return $"<a href=\"{Encoded(address)}\">{Encoded(address)}</a>{Encoded(word[address.Length..])}";
    }
}

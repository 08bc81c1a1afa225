using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Tests.Platform.Mail;

/// <summary>A mail as it came over the wire, read by the rules of RFC 5322, 2045 and 2047, and by nothing that .NET writes mails with.</summary>
internal sealed partial class Eml
{
    private Eml(string source)
    {
        var parts = source.ReplaceLineEndings("\n").Split("\n\n", 2);
        foreach (var line in Folded().Replace(parts[0].Trim('\n'), " ").Split('\n'))
        {
            var at = line.IndexOf(':', StringComparison.Ordinal);
            Headers.Add((line[..at], line[(at + 1)..].Trim()));
        }
        var body = parts.Length > 1 ? parts[1] : "";
        if (Boundary().Match(Raw("Content-Type") ?? "") is { Success: true } b)
        {
            // the line break before a boundary is the boundary's
            Parts = [.. body.Split("--" + b.Groups[1].Value)[1..^1].Select(p => new Eml(p[1..^1]))];
            return;
        }
        Text = Raw("Content-Transfer-Encoding")?.ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
            "quoted-printable" => Quoted(body.Replace("=\n", "", StringComparison.Ordinal)),
            _ => body,
        };
    }

    public static Eml Read(string source) => new(source);

    public List<(string Name, string Value)> Headers { get; } = [];
    public IReadOnlyList<Eml> Parts { get; } = [];
    public string Text { get; } = "";

    /// <summary>The one header of a name, with its encoded words read.</summary>
    public string? this[string name] => Raw(name) is { } raw
        ? EncodedWord().Replace(Between().Replace(raw, "?="), m => m.Groups[2].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[3].Value))
            : Quoted(m.Groups[3].Value.Replace('_', ' ')))
        : null;

    private string? Raw(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).SingleOrDefault();

    private static string Quoted(string text)
    {
        List<byte> bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length) { bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16)); i += 2; }
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?([\w-]+)\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    // white space between two encoded words is none of the text
    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex Between();
}

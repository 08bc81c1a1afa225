namespace FoodCoop.Features.Announcements;

/// <summary>A part of a line: words, or an address on the web.</summary>
public sealed record WordPiece(string Text, bool IsLink);

/// <summary>Plain text for a page, taken apart as <see cref="Platform.Mail.MailBody.Say"/> does for mails.</summary>
public static class PlainWords
{
    /// <summary>Paragraphs, their lines, and what each line is made of.</summary>
    public static List<List<List<WordPiece>>> Paragraphs(string text) =>
        [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split('\n').Select(Line).ToList())];

    private static List<WordPiece> Line(string line)
    {
        List<WordPiece> pieces = [];
        foreach (var (word, i) in line.Split(' ').Select((w, i) => (w, i)))
        {
            if (i > 0) pieces.Add(new(" ", false));
            var isLink = word.StartsWith("https://", StringComparison.Ordinal) || word.StartsWith("http://", StringComparison.Ordinal);
            var address = isLink ? word.TrimEnd('.', ',', ')') : word;
            pieces.Add(new(address, isLink));
            if (address.Length < word.Length) pieces.Add(new(word[address.Length..], false));
        }
        return pieces;
    }
}

using System.Text;

namespace FoodCoop.Platform.Pdf;

/// <summary>What of a text can be put on paper.</summary>
public static class Lettering
{
    /// <summary>A text longer than this is a mistake or a joke; the rest is left out behind an ellipsis so that it cannot fill pages.</summary>
    public const int Longest = 160;

    /// <summary>
    /// The text without what the font lacks or cannot set rightly: no empty boxes. White space becomes single spaces
    /// (non-breaking ones stay). Empty when no letter, digit or currency is left, as with a name in Chinese or Arabic:
    /// such people are found by their number.
    /// </summary>
    public static string Printable(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (text.Length <= Longest && IsPlain(text)) return text;
        var composed = Composed(text);
        var kept = new StringBuilder(composed.Length);
        var somethingLost = false;
        foreach (var c in composed)
        {
            if (c != '\u00A0' && (char.IsWhiteSpace(c) || char.IsControl(c)))
            {
                if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
            }
            else if (Settable(c))
            {
                kept.Append(c);
            }
            else
            {
                somethingLost = true;
            }
        }
        var result = kept.ToString().TrimEnd(' ');
        if (somethingLost && !result.Any(c => char.IsLetterOrDigit(c))) return "";
        return Short(result, Longest);
    }

    /// <summary>At most so many characters; the last is an ellipsis if some were left out. For narrow cells.</summary>
    public static string Short(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1).TrimEnd(), "…");

    /// <summary>The font has it in both weights, and its script is written letter by letter: Devanagari is in the font,
    /// but needs shaping, which PDFsharp does not do.</summary>
    public static bool Settable(char c) =>
        c is not ('\u00AD' or >= '\u0590' and <= '\u1CFF' or >= '\u200B' and <= '\u200F' or >= '\u2028' and <= '\u202E'
            or >= '\u2060' and <= '\u206F' or >= '\uA800' and <= '\uA8FF' or '\uFEFF' or >= '\uFFF0')
        && Typeface.Regular.Has(c) && Typeface.Bold.Has(c);

    private static bool IsPlain(string text)
    {
        if (text[0] == ' ' || text[^1] == ' ' || text.Contains("  ", StringComparison.Ordinal)) return false;
        foreach (var c in text)
            if (c is not (>= ' ' and <= '~')) return false;
        return true;
    }

    /// <summary>Letter and accent in one character where there is one. Halves of pairs go first: they would make
    /// <see cref="string.Normalize()"/> throw, and no font here has what is beyond the basic plane.</summary>
    private static string Composed(string text) =>
        string.Concat(text.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'))).Normalize(NormalizationForm.FormC);
}

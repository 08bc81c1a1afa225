using System.Globalization;
using System.Text;

namespace FoodCoop.Features.Order;

/// <summary>
/// A search that forgives accents, case and one slip of the finger. Every word typed must be found in what is searched:
/// as it stands anywhere, or (from four letters on) at the beginning of a word with one letter wrong, missing, too many or swapped.
/// js/search.js does the same in the browser.
/// </summary>
public static class Search
{
    /// <summary>Lower case without accents: "Çağla" is "cagla", "ß" is "ss".</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            plain.Append(char.ToLowerInvariant(c) switch { 'ß' => "ss", 'ø' => "o", 'ł' => "l", 'ı' => "i", 'æ' => "ae", var other => other.ToString() });
        }
        return plain.ToString();
    }

    /// <summary>Those that hold every word as it was typed; only when there are none, those that do but for a slip.</summary>
    /// <param name="typed">What the person typed.</param>
    /// <param name="among">What is searched in, with each one's text, already <see cref="Plain"/>.</param>
    public static IEnumerable<T> In<T>(string typed, IReadOnlyCollection<(T One, string Plain)> among)
    {
        var exact = among.Where(a => Finds(typed, a.Plain, forgiving: false)).ToList();
        return (exact.Count > 0 ? exact : among.Where(a => Finds(typed, a.Plain, forgiving: true))).Select(a => a.One);
    }

    /// <param name="typed">What the person typed.</param>
    /// <param name="plain">What is searched, already <see cref="Plain"/>.</param>
    /// <param name="forgiving">Whether one slip a word is forgiven.</param>
    public static bool Finds(string typed, string plain, bool forgiving) =>
        Plain(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word =>
            plain.Contains(word, StringComparison.Ordinal)
            || (forgiving && word.Length >= 4 && Words(plain).Any(w => NearlyBegins(w, word))));

    private static string[] Words(string plain) => plain.Split([' ', ',', '-', '/', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether some beginning of the word is the typed one but for one slip.</summary>
    private static bool NearlyBegins(string word, string typed)
    {
        for (var length = typed.Length - 1; length <= Math.Min(word.Length, typed.Length + 1); length++)
        {
            if (OneSlip(word.AsSpan(0, length), typed)) return true;
        }
        return false;
    }

    private static bool OneSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        if (a.Length == b.Length)
            return a.Length <= 1 || a[1..].SequenceEqual(b[1..]) || (a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
        return a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }
}

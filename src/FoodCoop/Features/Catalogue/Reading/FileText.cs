using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>Bytes of a list to text. What a list declares of its encoding is often wrong, so the bytes decide.</summary>
internal static partial class FileText
{
    private const int Sample = 4096;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>By byte order mark, else by the zeros of UTF-16, else strict UTF-8, else one byte a character. NULs are dropped.</summary>
    public static string Decode(byte[] bytes)
    {
        var text = ByMark(bytes) ?? ByZeros(bytes) ?? ByBytes(bytes);
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
    }

    /// <summary>Runs of white space and control characters become one space; empty becomes null.</summary>
    public static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (IsTidy(text)) return text;
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }

        while (tidy.Length > 0 && tidy[^1] == ' ') tidy.Length--;
        return tidy.Length == 0 ? null : tidy.ToString();
    }

    private static bool IsTidy(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c == ' ' ? before == ' ' : char.IsWhiteSpace(c) || char.IsControl(c)) return false;
            before = c;
        }

        return before != ' ';
    }

    private static string? ByMark(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ByBytes(bytes[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        _ => null,
    };

    private static string? ByZeros(byte[] bytes)
    {
        var pairs = Math.Min(bytes.Length, Sample) / 2;
        int first = 0, second = 0;
        for (var i = 0; i < pairs; i++)
        {
            if (bytes[2 * i] == 0) first++;
            if (bytes[2 * i + 1] == 0) second++;
        }

        // Latin text in UTF-16 has a zero in nearly every pair, always on the same side.
        if (second > pairs * 0.7m && first < pairs * 0.1m) return Encoding.Unicode.GetString(bytes);
        return first > pairs * 0.7m && second < pairs * 0.1m ? Encoding.BigEndianUnicode.GetString(bytes) : null;
    }

    private static string ByBytes(byte[] bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return NearlyUtf8(bytes) ?? OneByte(bytes).GetString(bytes);
        }
    }

    // UTF-8 with a few damaged places keeps its good letters; the damage becomes U+FFFD and is flagged.
    // In text of one byte a character a valid longer sequence is a rare accident, so the two are easily told apart.
    private static string? NearlyUtf8(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        int good = 0, lost = 0;
        foreach (var c in text)
        {
            if (c == '\uFFFD') lost++;
            else if (c > '\u007F') good++;
        }

        return good > 4 * lost ? text : null;
    }

    // Windows-1252 has everything that ISO 8859-1 has, and the € that lists declared as 8859-1 use all the same.
    private static Encoding OneByte(byte[] bytes)
    {
        var pages = CodePagesEncodingProvider.Instance;
        var declared = Declaration().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 200))).Groups["name"].Value;
        var page = new string([.. declared.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]) switch
        {
            "ISO885915" or "LATIN9" => 28605,
            "ISO88592" or "LATIN2" => 28592,
            "WINDOWS1250" or "CP1250" => 1250,
            "IBM850" or "CP850" => 850,
            "IBM437" or "CP437" => 437,
            "MACINTOSH" => 10000,
            _ => 1252,
        };
        return pages.GetEncoding(page) ?? Encoding.Latin1;
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*encoding\s*=\s*["'](?<name>[^"']+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Declaration();
}

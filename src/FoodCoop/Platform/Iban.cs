using System.Text.RegularExpressions;

namespace FoodCoop.Platform;

/// <summary>A bank account number without spaces, in capitals, whose check digits are right.</summary>
/// <remarks>Source: ISO 13616; the check is ISO 7064 mod 97-10.</remarks>
public readonly partial record struct Iban(string Number)
{
    /// <summary>Reads <c>NL91 ABNA 0417 1643 00</c> with or without spaces; Dutch numbers have 18 characters, others 15 to 34.</summary>
    public static bool TryParse(string? text, out Iban iban)
    {
        iban = default;
        var s = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (!Shape().IsMatch(s) || (s.StartsWith("NL", StringComparison.Ordinal) && s.Length != 18)) return false;
        var rest = 0;
        foreach (var c in s[4..] + s[..4])
        {
            var value = char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }
        if (rest != 1) return false;
        iban = new(s);
        return true;
    }

    /// <summary>In groups of four, as people read it: <c>NL91 ABNA 0417 1643 00</c>.</summary>
    public override string ToString() => string.Join(' ', (Number ?? "").Chunk(4).Select(c => new string(c)));

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", RegexOptions.CultureInvariant, Pattern.Patience)]
    private static partial Regex Shape();
}

using System.Net.Mail;

namespace FoodCoop.Platform;

/// <summary>An e-mail address as it stands in the database: trimmed and in lower case, so that one address is one person.</summary>
public readonly record struct Email(string Address)
{
    /// <summary>Reads what a person types: one bare address with a dot in its domain, at most 254 characters (RFC 5321).</summary>
    public static bool TryParse(string? text, out Email email)
    {
        email = default;
        var s = (text ?? "").Trim().ToLowerInvariant();
        if (s.Length is 0 or > 254 || s.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';')) return false;
        if (!MailAddress.TryCreate(s, out var parsed) || parsed.Address != s || !parsed.Host.Contains('.', StringComparison.Ordinal)) return false;
        email = new(s);
        return true;
    }

    public override string ToString() => Address;
}

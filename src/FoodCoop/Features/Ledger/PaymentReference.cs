using System.Globalization;
using System.Text.RegularExpressions;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>
/// What a member writes with a payment: <c>VK-0114-2610</c> is co-op VK, member 114, the cycle of October 2026.
/// </summary>
/// <remarks>Source: design, domain.md sections 4 and 6.</remarks>
/// <param name="Coop">The co-op's code: a capital letter, then up to seven capitals or digits.</param>
/// <param name="Member">The member's number.</param>
/// <param name="Cycle">The cycle's code, which never changes.</param>
public sealed partial record PaymentReference(string Coop, int Member, CycleCode Cycle)
{
    /// <summary>The member's number in at least four digits, the cycle as year and month in two each.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Coop}-{Member:0000}-{Cycle.Short}");

    /// <summary>
    /// Reads what people and banks make of it: small letters, spaces for hyphens, or (when the co-op's code
    /// has only letters) nothing between. The year is of this century.
    /// </summary>
    public static bool TryParse(string? text, out PaymentReference? reference)
    {
        reference = null;
        var s = (text ?? "").Trim().ToUpperInvariant();
        var match = Separated().Match(s);
        if (!match.Success) match = Joined().Match(s);
        if (!match.Success || !CycleCode.TryParseShort(match.Groups["cycle"].Value, out var cycle)) return false;
        var member = int.Parse(match.Groups["member"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (member == 0) return false;
        reference = new PaymentReference(match.Groups["coop"].Value, member, cycle);
        return true;
    }

    [GeneratedRegex(@"^(?<coop>[A-Z][A-Z0-9]{0,7})[- ]+(?<member>[0-9]{4,6})[- ]+(?<cycle>[0-9]{4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Separated();

    [GeneratedRegex(@"^(?<coop>[A-Z]{1,8})(?<member>[0-9]{4,6})(?<cycle>[0-9]{4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Joined();
}

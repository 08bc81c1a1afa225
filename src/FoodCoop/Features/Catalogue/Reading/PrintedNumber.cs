using System.Globalization;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>Numbers as lists print them: <c>€ 12,34</c>, <c>12.34</c>, <c>6.00%</c>, <c>1.234,50</c>, <c>'€ 6,00</c>, <c>12,-</c>.</summary>
internal static class PrintedNumber
{
    private const int Longest = 30;

    public static bool TryParse(string? text, out decimal number)
    {
        number = 0;
        if (text is null || text.Length > Longest) return false;
        var s = new string([.. text.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’' or '€' or '%' or '\u00A0'))]).Replace('−', '-');
        if (s.StartsWith("EUR", StringComparison.OrdinalIgnoreCase)) s = s[3..];
        if (s.EndsWith("EUR", StringComparison.OrdinalIgnoreCase)) s = s[..^3];
        if (s.EndsWith(",-", StringComparison.Ordinal) || s.EndsWith(".-", StringComparison.Ordinal)) s = s[..^2];
        return decimal.TryParse(WithPoint(s), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    // With both signs the last is the decimal one; a sign that stands there twice separates thousands.
    private static string WithPoint(string s)
    {
        var (comma, point) = (s.LastIndexOf(','), s.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
            return comma > point ? s.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : s.Replace(",", "", StringComparison.Ordinal);
        var sign = comma >= 0 ? ',' : '.';
        return s.Count(c => c == sign) > 1 ? s.Replace(sign.ToString(), "", StringComparison.Ordinal) : s.Replace(',', '.');
    }

    /// <summary>As short as it can be, with a point: 1.0 → 1, 2,25 → 2.25.</summary>
    public static string Short(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

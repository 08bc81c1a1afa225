using System.Globalization;

namespace FoodCoop.Platform;

/// <summary>A rate in basis points, hundredths of a per cent: 2.5 % is 250. For markups and VAT; never a floating-point number.</summary>
/// <remarks>Source: design, domain.md section 2 ("2.5 % charges 2.5 %").</remarks>
public readonly record struct Percentage(int BasisPoints) : IComparable<Percentage>
{
    public static readonly Percentage Zero;

    /// <exception cref="ArgumentOutOfRangeException">More than two decimals.</exception>
    public static Percentage Of(decimal percent)
    {
        var points = percent * 100m;
        if (points != decimal.Truncate(points))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage has at most two decimals.");
        return new(decimal.ToInt32(points));
    }

    public decimal Percent => BasisPoints / 100m;

    /// <summary>Reads <c>2,5</c>, <c>2.5</c> and <c>2,5 %</c>, from 0 to 999.99; empty is not a percentage.</summary>
    public static bool TryParse(string? text, out Percentage percentage)
    {
        percentage = default;
        var s = (text ?? "").Trim();
        if (s.EndsWith('%')) s = s[..^1].TrimEnd();
        s = s.Replace(',', '.');
        if (s.Length is 0 or > 12 || !decimal.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return false;
        if (percent > 999.99m || percent * 100m != decimal.Truncate(percent * 100m)) return false;
        percentage = Of(percent);
        return true;
    }

    public int CompareTo(Percentage other) => BasisPoints.CompareTo(other.BasisPoints);

    /// <summary>As short as it can be, in the current culture: <c>9 %</c>, <c>2,5 %</c> in Dutch and <c>2.5 %</c> in English, with a space that does not break.</summary>
    public override string ToString() => ToString(CultureInfo.CurrentCulture);

    public string ToString(CultureInfo culture) => Percent.ToString("0.##", culture) + "\u00A0%";

    /// <summary>For files, programs and form fields: a point, no trailing zeros, no sign.</summary>
    public string Invariant => Percent.ToString("0.##", CultureInfo.InvariantCulture);

    public static bool operator <(Percentage a, Percentage b) => a.BasisPoints < b.BasisPoints;
    public static bool operator >(Percentage a, Percentage b) => a.BasisPoints > b.BasisPoints;
    public static bool operator <=(Percentage a, Percentage b) => a.BasisPoints <= b.BasisPoints;
    public static bool operator >=(Percentage a, Percentage b) => a.BasisPoints >= b.BasisPoints;
}

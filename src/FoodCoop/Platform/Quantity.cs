using System.Globalization;

namespace FoodCoop.Platform;

/// <summary>
/// An amount of a product in thousandths of its unit: 1 jar = 1000, 250 g of a kg product = 250. So that
/// 4.5 kg cheeses, loose grains and jars follow the same rules.
/// </summary>
/// <remarks>Source: design, domain.md section 2.</remarks>
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    public static readonly Quantity Zero;
    public static readonly Quantity One = new(1000);

    /// <exception cref="ArgumentOutOfRangeException">More than three decimals.</exception>
    public static Quantity Of(decimal units)
    {
        var thousandths = units * 1000m;
        if (thousandths != decimal.Truncate(thousandths))
            throw new ArgumentOutOfRangeException(nameof(units), units, "A quantity has at most three decimals.");
        return new(decimal.ToInt64(thousandths));
    }

    public decimal Units => Thousandths / 1000m;
    public bool IsZero => Thousandths == 0;
    public bool IsMultipleOf(Quantity step) => step.Thousandths > 0 && Thousandths % step.Thousandths == 0;

    /// <summary>Reads <c>1,5</c> and <c>1.5</c>, from 0 to 999,999.999; empty is not a quantity.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        var s = (text ?? "").Trim().Replace(',', '.');
        if (s.Length is 0 or > 12 || !decimal.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units))
            return false;
        if (units > 999_999.999m || units * 1000m != decimal.Truncate(units * 1000m)) return false;
        quantity = Of(units);
        return true;
    }

    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>As short as it can be, in the current culture: <c>2,5</c> in Dutch, <c>2.5</c> in English.</summary>
    public override string ToString() => ToString(CultureInfo.CurrentCulture);

    public string ToString(CultureInfo culture) => Units.ToString("0.###", culture);

    /// <summary>For files and programs: a point, no trailing zeros.</summary>
    public string Invariant => ToString(CultureInfo.InvariantCulture);

    public static Quantity Min(Quantity a, Quantity b) => a <= b ? a : b;
    public static Quantity Max(Quantity a, Quantity b) => a >= b ? a : b;
    public static Quantity Sum(IEnumerable<Quantity> amounts) => amounts.Aggregate(Zero, (sum, q) => sum + q);

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Thousandths + b.Thousandths));
    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Thousandths - b.Thousandths));
    public static Quantity operator *(Quantity a, long times) => new(checked(a.Thousandths * times));
    public static bool operator <(Quantity a, Quantity b) => a.Thousandths < b.Thousandths;
    public static bool operator >(Quantity a, Quantity b) => a.Thousandths > b.Thousandths;
    public static bool operator <=(Quantity a, Quantity b) => a.Thousandths <= b.Thousandths;
    public static bool operator >=(Quantity a, Quantity b) => a.Thousandths >= b.Thousandths;
}

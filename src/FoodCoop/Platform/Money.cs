using System.Globalization;

namespace FoodCoop.Platform;

/// <summary>An amount in whole euro cents; negative is owed to the co-op in the ledger. Never a floating-point number.</summary>
/// <remarks>Source: design, domain.md section 2.</remarks>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    public static readonly Money Zero;

    /// <summary>Rounds half away from zero to the cent, which is "half up" for the positive prices it is used on.</summary>
    /// <exception cref="OverflowException">The amount does not fit in 64 bits of cents.</exception>
    public static Money FromEuros(decimal euros) =>
        new(decimal.ToInt64(decimal.Round(euros * 100m, 0, MidpointRounding.AwayFromZero)));

    public decimal Euros => Cents / 100m;

    /// <summary>Reads what a person types: <c>12</c>, <c>12,5</c>, <c>12.50</c>, <c>€ 12,50</c>; at most two decimals, no thousands separators.</summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = default;
        var s = (text ?? "").Trim().TrimStart('€').Trim().Replace(',', '.');
        if (s.Length is 0 or > 15 || !decimal.TryParse(s, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var euros))
            return false;
        if (euros != decimal.Round(euros, 2)) return false;
        money = FromEuros(euros);
        return true;
    }

    public Money Abs() => new(Math.Abs(Cents));

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>With the euro sign and two decimals, in the current culture: <c>€ 1.234,50</c> in Dutch, <c>€ 1,234.50</c> in English.</summary>
    public override string ToString() => ToString(CultureInfo.CurrentCulture);

    public string ToString(CultureInfo culture) =>
        (Cents < 0 ? "−" : "") + "€\u00A0" + Abs().Amount(culture);

    /// <summary>Without the sign of the currency, for tables that name it in the heading.</summary>
    public string Amount(CultureInfo? culture = null) => Euros.ToString("N2", culture ?? CultureInfo.CurrentCulture);

    /// <summary>For files and programs: a point, two decimals, no separators.</summary>
    public string Invariant => Euros.ToString("0.00", CultureInfo.InvariantCulture);

    public static Money operator +(Money a, Money b) => new(checked(a.Cents + b.Cents));
    public static Money operator -(Money a, Money b) => new(checked(a.Cents - b.Cents));
    public static Money operator -(Money a) => new(-a.Cents);
    public static bool operator <(Money a, Money b) => a.Cents < b.Cents;
    public static bool operator >(Money a, Money b) => a.Cents > b.Cents;
    public static bool operator <=(Money a, Money b) => a.Cents <= b.Cents;
    public static bool operator >=(Money a, Money b) => a.Cents >= b.Cents;

    /// <summary>Unit price × quantity, rounded half up to the cent: the amount of a line everywhere.</summary>
    public static Money operator *(Money price, Quantity quantity)
    {
        var product = checked(price.Cents * quantity.Thousandths);
        return new(product >= 0 ? (product + 500) / 1000 : -((-product + 500) / 1000));
    }

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, m) => sum + m);
}

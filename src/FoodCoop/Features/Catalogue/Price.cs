namespace FoodCoop.Features.Catalogue;

/// <summary>What things cost. Every amount is worked out exactly in whole numbers and rounded once, half up, to the cent.</summary>
/// <remarks>Source: design, domain.md section 2. Half up is away from zero, so that a credit is the mirror of its charge.</remarks>
public static class Price
{
    private const int Whole = 10_000; // 100 % in basis points
    private const int MicroPerCent = 10_000;

    /// <summary>The price of one unit including VAT: <c>net / units × (1 + markup) × (1 + VAT)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The supplier's price is for no units.</exception>
    public static Money Unit(SupplierPrice net, Percentage markup, Percentage vat)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(net.Per.Thousandths, nameof(net));
        return Cents(
            (Int128)net.MicroEuros * 1000 * (Whole + markup.BasisPoints) * (Whole + vat.BasisPoints),
            (Int128)net.Per.Thousandths * Whole * Whole * MicroPerCent);
    }

    /// <summary>A line's amount: unit price × taken.</summary>
    public static Money Line(Money unit, Quantity taken) => unit * taken;

    /// <summary>What the supplier's invoice is expected to say, net: cases × case price, never units × a rounded price.</summary>
    /// <param name="net">The supplier's price as given.</param>
    /// <param name="caseSize">Own units in a case.</param>
    /// <param name="cases">How many cases.</param>
    public static Money Cases(SupplierPrice net, Quantity caseSize, int cases)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(net.Per.Thousandths, nameof(net));
        return Cents((Int128)net.MicroEuros * caseSize.Thousandths * cases, (Int128)net.Per.Thousandths * MicroPerCent);
    }

    /// <summary>The same for a product that is sold loose: units × price.</summary>
    public static Money Loose(SupplierPrice net, Quantity ordered) => Cases(net, ordered, 1);

    /// <summary>The VAT inside the sum, at one rate, of amounts that include it.</summary>
    public static Money VatIn(Money gross, Percentage rate) =>
        Cents((Int128)gross.Cents * rate.BasisPoints, Whole + rate.BasisPoints);

    private static Money Cents(Int128 part, Int128 of)
    {
        var half = of / 2; // an odd divisor has no exact half to decide about
        var cents = part >= 0 ? (part + half) / of : -((-part + half) / of);
        return new Money(checked((long)cents));
    }
}

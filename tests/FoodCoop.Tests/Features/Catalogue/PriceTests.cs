using FoodCoop.Features.Catalogue;
using FoodCoop.Platform;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Catalogue;

public sealed class PriceTests
{
    private static Money Euros(string amount) => Money.TryParse(amount, out var money) ? money : throw new FormatException(amount);
    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("9.25", 1, 4, 9, "10.49")]
    [InlineData("12.00", 6, 4, 9, "2.27")]
    [InlineData("11.90", 6, 4, 9, "2.25")]
    [InlineData("17.34", 12, 4, 21, "1.82")]
    public void Unit_price_is_rounded_once_half_up(string net, int units, int markup, int vat, string expected) =>
        Assert.Equal(Euros(expected), Price.Unit(
            SupplierPrice.Of(Number(net), Quantity.Of(units)), Percentage.Of(markup), Percentage.Of(vat)));

    [Fact]
    public void Exactly_half_a_cent_goes_up() =>
        Assert.Equal(Euros("0.02"), Price.Unit(SupplierPrice.Of(0.03m, Quantity.Of(2)), Percentage.Zero, Percentage.Zero));

    [Fact]
    public void A_markup_of_two_and_a_half_per_cent_charges_two_and_a_half() =>
        Assert.Equal(Euros("102.50"), Price.Unit(SupplierPrice.Of(100m), Percentage.Of(2.5m), Percentage.Zero));

    [Fact]
    public void A_price_for_no_units_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SupplierPrice.Of(1m, Quantity.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.Unit(default, Percentage.Zero, Percentage.Zero));
    }

    [Fact]
    public void A_seventh_decimal_of_a_price_is_never_cut_off_silently() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SupplierPrice.Of(0.1234567m));

    [Fact]
    public void Line_is_unit_price_times_taken()
    {
        Assert.Equal(Euros("6.81"), Price.Line(Euros("2.27"), Quantity.Of(3)));
        Assert.Equal(Euros("0.57"), Price.Line(Euros("2.27"), Quantity.Of(0.25m))); // 0.5675
    }

    [Fact]
    public void Expected_invoice_is_cases_times_case_price_never_units_times_a_rounded_price()
    {
        var net = SupplierPrice.Of(10m, Quantity.Of(3)); // 3.333… each
        Assert.Equal(Euros("70.00"), Price.Cases(net, Quantity.Of(3), 7));
        Assert.Equal(Euros("2.00"), Price.Cases(SupplierPrice.Of(0.3335m), Quantity.Of(6), 1)); // 2.001
        Assert.Equal(Euros("1.67"), Price.Loose(net, Quantity.Of(0.5m)));
    }

    [Theory]
    [InlineData("109.00", "9", "9.00")]
    [InlineData("10.00", "21", "1.74")]
    [InlineData("10.00", "0", "0.00")]
    [InlineData("-10.00", "21", "-1.74")]
    public void Vat_is_taken_out_of_the_sum(string gross, string rate, string expected) =>
        Assert.Equal(Euros(expected), Price.VatIn(Euros(gross), Percentage.Of(Number(rate))));

    [Fact]
    public void Unit_price_agrees_with_exact_fractions_for_any_price()
    {
        var inputs =
            from micro in Gen.Choose(0, 500_000_000)
            from per in Gen.Choose(1, 30_000)
            from markup in Gen.Choose(0, 5_000)
            from vat in Gen.Elements(0, 600, 900, 1900, 2100)
            select (Micro: micro, Per: per, Markup: markup, Vat: vat);
        Properties.Hold(inputs, x =>
        {
            var cents = Price.Unit(new(x.Micro, new(x.Per)), new(x.Markup), new(x.Vat)).Cents;
            // cents is right when it is within half a cent, the lower half excluded: n/d − 1/2 < cents ≤ n/d + 1/2
            var n = new System.Numerics.BigInteger(x.Micro) * 1000 * (10_000 + x.Markup) * (10_000 + x.Vat);
            var d = new System.Numerics.BigInteger(x.Per) * 1_000_000_000_000;
            Assert.True(2 * d * cents <= 2 * n + d && 2 * d * cents > 2 * n - d, $"{cents} cents");
        });
    }
}

using FoodCoop.Features.Catalogue;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue;

public sealed class PartsTests
{
    private static readonly Parts s_figs = new("kg", Quantity.Of(12));

    [Fact]
    public void A_case_of_figs_is_sold_by_the_half_kg()
    {
        Assert.Equal(Quantity.Of(0.5m), s_figs.OrderStep);
        Assert.Equal(Quantity.Of(12), s_figs.CaseSize(Quantity.One));
        var price = s_figs.PriceOf(SupplierPrice.Of(96m));
        Assert.Equal(new Money(907), Price.Unit(price, Percentage.Of(4), Percentage.Of(9))); // 8 × 1.1336
        Assert.Equal(new Money(96_00), Price.Cases(price, Quantity.Of(12), 1));
    }

    [Fact]
    public void Two_sacks_in_a_case_are_fifty_kg() =>
        Assert.Equal(Quantity.Of(50), new Parts("kg", Quantity.Of(25)).CaseSize(Quantity.Of(2)));

    [Fact]
    public void What_is_counted_goes_by_the_piece() => Assert.Equal(Quantity.One, Parts.UsualStep("jar"));

    [Theory]
    [InlineData("12", true)]
    [InlineData("12.5", true)]
    [InlineData("12.25", false)] // not a multiple of half a kg
    [InlineData("0", false)]
    public void A_case_must_come_out_in_whole_order_steps(string kilos, bool suits) =>
        Assert.Equal(suits, new Parts("kg", Quantity.Of(decimal.Parse(kilos, System.Globalization.CultureInfo.InvariantCulture))).Suits(Quantity.One));

    [Fact]
    public void A_part_that_cannot_be_written_in_thousandths_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Parts("kg", new(333)).CaseSize(new(500)));
}

using FoodCoop.Features.Catalogue;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue;

public sealed class VatClassTests
{
    private static readonly VatRates s_netherlands = new([
        new(VatClass.Low, new(2019, 1, 1), Percentage.Of(9)),
        new(VatClass.Low, new(1986, 10, 1), Percentage.Of(6)),
        new(VatClass.High, new(2001, 1, 1), Percentage.Of(19)),
        new(VatClass.High, new(2012, 10, 1), Percentage.Of(21)),
    ]);

    [Theory]
    [InlineData(0, VatClass.None)]
    [InlineData(6, VatClass.Low)]
    [InlineData(9, VatClass.Low)]
    [InlineData(19, VatClass.High)]
    [InlineData(21, VatClass.High)]
    public void The_rate_in_a_file_says_which_class(int rate, VatClass expected) => Assert.Equal(expected, VatClass.Of(rate));

    [Fact]
    public void Decimals_that_say_nothing_do_not_change_the_class() => Assert.Equal(VatClass.Low, VatClass.Of(9.00m));

    [Theory]
    [InlineData(5)]
    [InlineData(-9)]
    [InlineData(20)]
    public void A_rate_that_never_was_has_no_class(int rate) => Assert.Null(VatClass.Of(rate));

    [Theory]
    [InlineData(VatClass.Low, "2018-12-31", 6)]
    [InlineData(VatClass.Low, "2019-01-01", 9)]
    [InlineData(VatClass.High, "2012-09-30", 19)]
    [InlineData(VatClass.High, "2012-10-01", 21)]
    [InlineData(VatClass.None, "2026-12-25", 0)]
    public void The_rate_charged_is_the_classs_on_the_day(VatClass vatClass, string day, int percent) =>
        Assert.Equal(Percentage.Of(percent), s_netherlands.On(vatClass, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_before_any_rate_is_refused_rather_than_free() =>
        Assert.Throws<InvalidOperationException>(() => s_netherlands.On(VatClass.High, new(1990, 1, 1)));
}

using System.Globalization;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Platform;

public sealed class PercentageTests
{
    [Theory]
    [InlineData("2,5", 250)]
    [InlineData("2.5", 250)]
    [InlineData(" 2,5 % ", 250)]
    [InlineData("9", 900)]
    [InlineData("0", 0)]
    [InlineData("12.75%", 1275)]
    public void Percentage_is_read_with_comma_or_point(string text, int basisPoints)
    {
        Assert.True(Percentage.TryParse(text, out var percentage));
        Assert.Equal(basisPoints, percentage.BasisPoints);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-4")]
    [InlineData("2,555")]
    [InlineData("1000")]
    [InlineData("four")]
    [InlineData("1e2")]
    public void Percentage_refuses_what_is_not_one(string? text) => Assert.False(Percentage.TryParse(text, out _));

    [Theory]
    [InlineData(900, "nl", "9\u00A0%")]
    [InlineData(250, "nl", "2,5\u00A0%")]
    [InlineData(250, "en", "2.5\u00A0%")]
    [InlineData(1275, "nl", "12,75\u00A0%")]
    public void Percentage_is_written_as_short_as_it_can_be(int basisPoints, string culture, string expected) =>
        Assert.Equal(expected, new Percentage(basisPoints).ToString(CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void A_third_decimal_is_never_cut_off_silently() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.Of(2.555m));
}

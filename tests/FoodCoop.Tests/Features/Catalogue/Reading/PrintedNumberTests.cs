using System.Globalization;
using FoodCoop.Features.Catalogue.Reading;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

public sealed class PrintedNumberTests
{
    [Theory]
    [InlineData("12,34", "12.34")]
    [InlineData("€ 12.34", "12.34")]
    [InlineData("'€ 6,00", "6.00")]
    [InlineData("6.00%", "6.00")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("EUR 3,-", "3")]
    [InlineData("\u00A0−2,5", "-2.5")]
    public void Numbers_are_read_as_lists_print_them(string text, string number)
    {
        Assert.True(PrintedNumber.TryParse(text, out var parsed));
        Assert.Equal(number, parsed.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1e5")]
    [InlineData("12 appels")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999999999999999")]
    public void Other_texts_are_no_numbers(string? text) => Assert.False(PrintedNumber.TryParse(text, out _));

    [Theory]
    [InlineData("500gr", "500 g")]
    [InlineData("1,5 kg", "1.5 kg")]
    [InlineData("kg", "1 kg")]
    [InlineData("4 x 125 gr", "4x125 g")]
    [InlineData("10 st.", "10 stuk")]
    [InlineData("46(S)", "46(S)")]
    [InlineData("Glas groß", "Glas groß")]
    public void Units_have_one_form(string text, string unit) => Assert.Equal(unit, UnitText.OfOne(text));
}

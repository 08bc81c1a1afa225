using System.Globalization;
using System.Text;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Platform.Web;

public sealed class CsvFileTests
{
    private static string Line(string language, params object?[] cells) =>
        Encoding.UTF8.GetString(CsvFile.Bytes(Languages.Culture(language), cells.Select(_ => "x"), [cells])).Split("\r\n")[1];

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData(" =1+1")]
    [InlineData("\t=1+1")]
    [InlineData("＝1+1")]
    public void Text_that_a_spreadsheet_would_run_is_made_plain(string text) =>
        Assert.StartsWith("'", Line("nl", text).Trim('"'), StringComparison.Ordinal);

    [Theory]
    [InlineData("Haver")]
    [InlineData("Kaas 48+")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, Line("nl", text));

    [Fact]
    public void Numbers_are_the_languages_own_and_a_debt_stays_a_number()
    {
        object?[] cells = [new Money(-1250), Quantity.Of(0.5m), Percentage.Of(2.5m), new DateOnly(2026, 11, 27), 3, null];
        Assert.Equal("-12,50;0,5;2,5;2026-11-27;3;", Line("nl", cells));
        Assert.Equal("-12.50,0.5,2.5,2026-11-27,3,", Line("en", cells));
    }

    [Fact]
    public void The_delimiter_and_quotes_inside_are_quoted() => Assert.Equal("\"a;b\";\"say \"\"hi\"\"\"", Line("nl", "a;b", "say \"hi\""));

    [Fact]
    public void It_begins_with_the_mark_that_spreadsheets_need() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], CsvFile.Bytes(CultureInfo.InvariantCulture, ["x"], [])[..3]);
}

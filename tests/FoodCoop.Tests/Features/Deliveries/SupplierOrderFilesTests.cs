using System.Text;
using FoodCoop.Features.Deliveries;
using FoodCoop.Platform;
using FoodCoop.Tests.Platform.Pdf;

namespace FoodCoop.Tests.Features.Deliveries;

public sealed class SupplierOrderFilesTests
{
    private static readonly SupplierOrderPaper Order = SupplierOrderPdfTests.Order;

    [Fact]
    public void The_csv_has_a_byte_order_mark_semicolons_and_the_languages_numbers()
    {
        var file = SupplierOrderFiles.Csv(Order, Laid.Dutch);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal(
            "Code;Product;Merk;Eenheid;Per colli;Colli;Prijs per colli;Bedrag\r\n" +
            "5301;Red lentils;Your Organic Nature;500 g;12;3;17,345;52,04\r\n" +
            "0231;Kale;;kg;1;4,5;2,50;11,25\r\n",
            Encoding.UTF8.GetString(file[3..]));
        Assert.Contains("17.345;52.04", Encoding.UTF8.GetString(SupplierOrderFiles.Csv(Order, Laid.English)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+31 20", "\"'+31 20\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("  @sum(a1)", "\"'  @sum(a1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("half; \"fat\"", "\"half; \"\"fat\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Łucja's", "\"Łucja's\"")]
    [InlineData("plain - text", "plain - text")]
    public void Texts_are_quoted_and_never_run_as_formulas(string name, string cell)
    {
        var order = Order with { Lines = [SupplierOrderPdfTests.Kale with { Product = name }] };
        Assert.EndsWith($"\r\n0231;{cell};;kg;1;4,5;2,50;11,25\r\n", Encoding.UTF8.GetString(SupplierOrderFiles.Csv(order, Laid.Dutch)), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_lines_are_code_tab_cases_and_name_what_has_no_code()
    {
        var kale = SupplierOrderPdfTests.Kale;
        var order = Order with { Lines = [.. Order.Lines, kale with { Code = " " }, kale with { Cases = Quantity.Zero }, kale with { Code = "1\t2\r\n3" }] };
        var codes = SupplierOrderFiles.Codes(order.Lines);
        Assert.Equal("5301\t3\r\n0231\t4.5\r\n1 2 3\t4.5\r\n", codes.Text);
        Assert.Equal(" ", Assert.Single(codes.WithoutCode).Code);
    }
}

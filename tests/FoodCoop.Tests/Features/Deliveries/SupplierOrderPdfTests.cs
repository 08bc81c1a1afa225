using FoodCoop.Features.Deliveries;
using FoodCoop.Platform;
using FoodCoop.Platform.Pdf;
using FoodCoop.Tests.Platform.Pdf;
using PdfSharp.Pdf.IO;

namespace FoodCoop.Tests.Features.Deliveries;

public sealed class SupplierOrderPdfTests
{
    internal static readonly SupplierOrderLine Lentils = new("5301", "Red lentils", "Your Organic Nature", "500 g", Quantity.Of(12), Quantity.Of(3), 17.345m);
    internal static readonly SupplierOrderLine Kale = new("0231", "Kale", "", "kg", Quantity.One, Quantity.Of(4.5m), 2.5m);

    internal static readonly SupplierOrderPaper Order = new(
        "Vokomo", ["Weesperzijde 12", "1091 EA Amsterdam"], "40127", "bestel@vokomo.example", "De Nieuwe Band", "2026-12",
        new DateOnly(2026, 12, 17), Laid.PrintedAt, [Lentils, Kale], "Graag bellen voor aankomst.");

    [Fact]
    public void It_says_who_orders_from_whom_for_when_and_where_to_answer()
    {
        var texts = Laid.Texts(SupplierOrderPdf.Lay(Order, Laid.Dutch));
        Assert.All(
            ["Bestelling bij De Nieuwe Band", "Vokomo", "Weesperzijde 12", "1091 EA Amsterdam", "40127", "bestel@vokomo.example", "donderdag 17 december 2026", "Graag bellen voor aankomst.", "2026-12 · gemaakt 27 november 2026 13:02"],
            expected => Assert.Contains(expected, texts));
    }

    [Fact]
    public void A_line_is_cases_times_the_suppliers_own_price_and_the_total_their_sum()
    {
        // 3 × 17.345 = 52.035 → 52.04, and 4.5 × 2.50 = 11.25
        Assert.Equal(new Money(5204 + 1125), Order.Total);
        var texts = Laid.Texts(SupplierOrderPdf.Lay(Order, Laid.Dutch));
        Assert.All(["5301", "Red lentils", "12", "3", "17,345", "52,04", "4,5", "2,50", "11,25", "2 regels, 7,5 colli"], expected => Assert.Contains(expected, texts));
        Assert.Contains(texts, t => t.EndsWith("€\u00A063,29", StringComparison.Ordinal));
    }

    [Fact]
    public void The_heading_of_the_table_is_on_every_page()
    {
        var sheets = SupplierOrderPdf.Lay(Order with { Lines = [.. Enumerable.Repeat(Lentils, 90)] }, Laid.English).Finish();
        Assert.True(sheets.Count > 2);
        Assert.All(sheets, s => Assert.Contains("Case price", Laid.Texts(s)));
        Assert.Contains($"page 2 of {sheets.Count}", Laid.Texts(sheets[1]));
        Assert.Equal(90, sheets.SelectMany(Laid.Texts).Count(t => t == "52.04"));
    }

    [Fact]
    public void An_order_of_nothing_says_so_in_words() =>
        Assert.Contains("We bestellen deze keer niets.", Laid.Texts(SupplierOrderPdf.Lay(Order with { Lines = [] }, Laid.Dutch)));

    [Fact]
    public void Long_names_codes_and_sums_stay_in_their_columns()
    {
        var wide = new string('W', 150);
        var line = new SupplierOrderLine("87654321098765432109", wide, wide, wide, new(999_999_999), new(999_999_999), 9_999_999.9999m);
        var order = Order with { CoopName = wide, Address = [wide, wide], ReplyTo = wide, CustomerNumber = wide, SupplierName = wide, Note = wide, Lines = [.. Enumerable.Repeat(line, 20)] };
        Laid.AssertOrderly(SupplierOrderPdf.Lay(order, Laid.Dutch));
        Laid.AssertOrderly(SupplierOrderPdf.Lay(Order, Laid.English));
    }

    [Fact]
    public void The_pdf_opens_again()
    {
        using var document = PdfReader.Open(new MemoryStream(SupplierOrderPdf.Of(Order, Laid.Dutch)));
        Assert.Equal("Bestelling 2026-12 · Vokomo · De Nieuwe Band", document.Info.Title);
    }
}

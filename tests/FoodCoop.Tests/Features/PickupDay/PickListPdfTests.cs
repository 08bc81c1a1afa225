using FoodCoop.Features.PickupDay;
using FoodCoop.Platform;
using FoodCoop.Platform.Pdf;
using FoodCoop.Tests.Platform.Pdf;
using FsCheck;
using FsCheck.Fluent;
using PdfSharp.Pdf.IO;

namespace FoodCoop.Tests.Features.PickupDay;

public sealed class PickListPdfTests
{
    private static readonly PickProduct Leeks = new("Leeks", "Bioromeo", "0147", "kg", Quantity.Of(12), Quantity.Of(2), Quantity.Of(0.5m),
        [new(9, "Huis De Pijp", Quantity.Of(6)), new(88, "Çağla", Quantity.Of(1.5m), "thin ones"), new(142, "王小明", Quantity.One)]);

    private static PickListPaper Of(params PickProduct[] products) => new(PaperCast.Stamp, [new("Koelcel", [new("Groente", products)])]);

    [Fact]
    public void A_product_says_what_it_is_how_much_and_for_how_many()
    {
        var texts = Laid.Texts(PickListPdf.Lay(Of(Leeks), Laid.Dutch));
        Assert.Contains("Leeks", texts);
        Assert.Contains("Bioromeo · 0147 · colli van 12\u00A0kg", texts);
        Assert.Contains("8,5\u00A0kg", texts);
        Assert.Contains("in 2 colli, 3 leden, 0,5\u00A0kg over", texts);
        Assert.Contains("Verdeellijst · Koelcel", texts);
        Assert.Contains("1 product, 3 leden · zoals geleverd", texts);
        Assert.Contains("afgedrukt vr 27 november 2026 13:02", texts);
    }

    [Fact]
    public void A_member_has_a_box_number_name_note_and_amount_on_one_line()
    {
        var sheet = PickListPdf.Lay(Of(Leeks), Laid.Dutch).Finish()[0];
        var line = sheet.Marks.OfType<TextMark>().Where(t => t.Text is "88" or "Çağla" or "thin ones" or "1,5").ToList();
        Assert.Equal(4, line.Count);
        Assert.True(line.Max(t => t.Baseline) - line.Min(t => t.Baseline) < 3);
        Assert.Equal(3, sheet.Marks.OfType<BoxMark>().Count(b => b.Fill is null && b.Weight > 0));
        Assert.True(line.Single(t => t.Text == "1,5").Style is { Size: >= 12, Face.IsBold: true });
        Assert.All(["88", "Çağla"], text => Assert.True(line.Single(t => t.Text == text).Style.Size >= 11));
    }

    [Fact]
    public void Who_has_a_name_that_cannot_be_printed_is_found_by_a_large_number()
    {
        var texts = PickListPdf.Lay(Of(Leeks), Laid.Dutch).Finish()[0].Marks.OfType<TextMark>().ToList();
        Assert.True(texts.Single(t => t.Text == "142").Style.Size > texts.Single(t => t.Text == "88").Style.Size);
    }

    [Fact]
    public void Members_go_down_the_columns_in_the_order_given()
    {
        var product = Leeks with { Members = [.. Enumerable.Range(1, 7).Select(n => new PickMember(n, $"Lid {n}", Quantity.One))] };
        var names = PickListPdf.Lay(Of(product), Laid.Dutch).Finish()[0].Marks.OfType<TextMark>().Where(t => t.Text.StartsWith("Lid ", StringComparison.Ordinal)).ToList();
        var columns = names.GroupBy(t => t.X).OrderBy(g => g.Key).Select(g => string.Join(' ', g.OrderBy(t => t.Baseline).Select(t => t.Text[4..])));
        Assert.Equal(["1 2 3", "4 5 6", "7"], columns);
    }

    [Fact]
    public void Packages_are_counted_with_a_cross() =>
        Assert.Contains("8.5 × 500 g", Laid.Texts(PickListPdf.Lay(Of(Leeks with { Unit = "500 g" }), Laid.English)));

    [Fact]
    public void Each_storage_place_begins_a_page_of_its_own()
    {
        var list = new PickListPaper(PaperCast.Stamp, [new("Koelcel", [new("Groente", [Leeks])]), new("Leeg", []), new("Tafel 3", [new("Granen", [Leeks])])]);
        var sheets = PickListPdf.Lay(list, Laid.Dutch).Finish();
        Assert.Equal(2, sheets.Count);
        Assert.Contains("Verdeellijst · Tafel 3", Laid.Texts(sheets[1]));
        Assert.Contains("blad 2 van 2", Laid.Texts(sheets[1]));
    }

    [Fact]
    public void A_product_for_everybody_goes_on_over_the_page_under_its_repeated_head()
    {
        var all = Leeks with { Members = [.. Enumerable.Range(1, 187).Select(n => new PickMember(n, "Lid", Quantity.One))] };
        var sheets = PickListPdf.Lay(Of(all), Laid.Dutch).Finish();
        Assert.True(sheets.Count > 1);
        Assert.All(sheets.Skip(1), s => Assert.Contains("Leeks (vervolg)", Laid.Texts(s)));
        Assert.All(sheets.Skip(1), s => Assert.Contains("Groente (vervolg)", Laid.Texts(s)));
    }

    [Fact]
    public void A_product_that_fits_on_a_page_is_not_split()
    {
        var sheets = PickListPdf.Lay(PaperCast.List(60, 20, seed: 5), Laid.Dutch).Finish();
        Assert.True(sheets.Count > 5);
        Assert.DoesNotContain(sheets.SelectMany(Laid.Texts), t => t.StartsWith("Leeks (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_nothing_says_so() =>
        Assert.Contains("Er is niets besteld dat hier verdeeld moet worden.", Laid.Texts(PickListPdf.Lay(new(PaperCast.Stamp, []), Laid.Dutch)));

    [Fact]
    public void The_pdf_opens_again()
    {
        using var document = PdfReader.Open(new MemoryStream(PickListPdf.Of(PaperCast.List(20, 30, 3), Laid.Dutch)));
        Assert.Equal("Verdeellijst · november 2026 · Vokomo", document.Info.Title);
        Assert.Equal(PickListPdf.Lay(PaperCast.List(20, 30, 3), Laid.Dutch).Finish().Count, document.PageCount);
    }

    [Fact]
    public void Random_lists_are_orderly_and_have_every_box_and_amount_once() =>
        Prop.ForAll<int, byte, byte>((seed, products, members) =>
        {
            var list = PaperCast.List(products % 30, members, seed);
            var paper = PickListPdf.Lay(list, Laid.Dutch);
            Laid.AssertOrderly(paper);
            var expected = list.Places.SelectMany(p => p.Categories).SelectMany(c => c.Products).SelectMany(p => p.Members).ToList();
            var marks = paper.Finish().SelectMany(s => s.Marks).ToList();
            Assert.Equal(expected.Count, marks.OfType<BoxMark>().Count(b => b.Weight > 0));
            // Amounts are what stands at the right of a box, numbers what follows it.
            var bold = marks.OfType<TextMark>().Where(t => t.Style.Face.IsBold).Select(t => t.Text).ToLookup(t => t);
            foreach (var group in expected.SelectMany(m => new[] { m.Amount.ToString(Laid.Dutch), m.Number.ToString(Laid.Dutch) }).GroupBy(t => t))
                Assert.Equal(group.Count(), bold[group.Key].Count());
        }).QuickCheckThrowOnFailure();
}

using FoodCoop.Features.PickupDay;
using FoodCoop.Platform;
using FoodCoop.Platform.Pdf;
using FoodCoop.Tests.Platform.Pdf;
using FsCheck;
using FsCheck.Fluent;
using PdfSharp.Pdf.IO;

namespace FoodCoop.Tests.Features.PickupDay;

public sealed class PackingSlipPdfTests
{
    private static readonly PackingSlip Amara = new(114, "Amara", "18:30",
        [
            new("Koelcel", "Groente", [new(Quantity.Of(2.5m), "Carrots, unwashed", "kg", "0112", new(146)), new(Quantity.One, "Leeks", "kg", "0147", new(284), "thin ones", Weigh: true)]),
            new("Tafel 3", "Granen", [new(Quantity.Of(2), "Red lentils", "500 g", "5301", new(312))]),
        ],
        [new("fles", Quantity.Of(3), new(25))]);

    private static Paper Lay(params PackingSlip[] slips) => PackingSlipPdf.Lay(new(PaperCast.Stamp, slips), Laid.Dutch);

    [Fact]
    public void A_slip_says_who_when_what_and_what_it_comes_to()
    {
        var texts = Laid.Texts(Lay(Amara));
        Assert.All(
            ["Amara", "114", "tijdvak 18:30", "KOELCEL · GROENTE", "2,5", "Carrots, unwashed", "kg · 0112", "1,46", "3,65", "3 ×", "fles", "0,25", "0,75", "3 producten", "€\u00A013,48", "Flessen terug", "Kratten terug", "Opmerkingen"],
            expected => Assert.Contains(expected, texts));
        Assert.Equal(new Money(365 + 284 + 624 + 75), Amara.Total);
    }

    [Fact]
    public void What_is_weighed_has_a_place_to_write_the_weight()
    {
        Assert.Contains(Laid.Texts(Lay(Amara)), t => t.Contains("wegen: ___", StringComparison.Ordinal));
        var loose = Amara with { Groups = [new("", "", [Amara.Groups[0].Lines[0]])] };
        Assert.DoesNotContain(Laid.Texts(Lay(loose)), t => t.Contains("wegen", StringComparison.Ordinal));
    }

    [Fact]
    public void Amounts_above_one_stand_out_in_grey() =>
        Assert.Equal(2, Lay(Amara).Finish()[0].Marks.OfType<BoxMark>().Count(b => b.Fill == Tone.Grey));

    [Fact]
    public void Names_products_and_amounts_can_be_read_at_arms_length()
    {
        var texts = Lay(Amara).Finish()[0].Marks.OfType<TextMark>().ToList();
        Assert.True(texts.Single(t => t.Text == "Amara").Style.Size >= 18);
        Assert.True(texts.Single(t => t.Text == "Leeks").Style.Size >= 11);
        Assert.True(texts.Single(t => t.Text == "2,5").Style.Size >= 12);
    }

    [Fact]
    public void Four_short_slips_are_the_quarters_of_a_page()
    {
        var sheets = Lay(Amara, Amara, Amara, Amara, Amara).Finish();
        Assert.Equal(2, sheets.Count);
        var boxes = Slips(sheets[0]);
        Assert.Equal(4, boxes.Count);
        Assert.Single(boxes.Select(b => b.Height).Distinct());
        Assert.Equal(2, boxes.Select(b => b.X).Distinct().Count());
    }

    [Fact]
    public void One_per_page_when_asked()
    {
        var paper = PackingSlipPdf.Lay(new(PaperCast.Stamp, [Amara, Amara, Amara]), Laid.Dutch, onePerPage: true);
        Assert.All(paper.Finish(), s => Assert.Equal(Paper.Width, Assert.Single(Slips(s)).Width, 0.01));
        Assert.Equal(3, paper.Finish().Count);
    }

    [Fact]
    public void A_slip_longer_than_a_page_repeats_its_heading_and_its_group_and_has_one_total()
    {
        var slip = Amara with { Groups = [new("Koelcel", "Groente", [.. Enumerable.Repeat(Amara.Groups[0].Lines[1], 120)])] };
        var paper = Lay(slip);
        var texts = Laid.Texts(paper);
        Assert.True(paper.Finish().Count > 1);
        var boxes = paper.Finish().Sum(s => Slips(s).Count);
        Assert.Equal(boxes - 1, texts.Count(t => t == "Amara (vervolg)"));
        Assert.Equal(boxes, texts.Count(t => t == "KOELCEL · GROENTE"));
        Assert.Single(texts, t => t.Contains('€', StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_cannot_be_printed_leaves_the_number_just_as_large() =>
        Assert.True(Lay(Amara with { Name = "王小明" }).Finish()[0].Marks.OfType<TextMark>().Single(t => t.Text == "Lid 114").Style.Size >= 18);

    [Fact]
    public void No_slips_say_so_on_one_page() => Assert.Contains("Niemand heeft iets op te halen.", Laid.Texts(Lay()));

    [Fact]
    public void The_pdf_opens_again_with_all_its_pages()
    {
        var dice = new Random(9);
        var slips = new PackingSlipPaper(PaperCast.Stamp, [.. Enumerable.Range(1, 30).Select(n => PaperCast.Slip(n, dice.Next(40), dice))]);
        using var document = PdfReader.Open(new MemoryStream(PackingSlipPdf.Of(slips, Laid.English)));
        Assert.Equal(PackingSlipPdf.Lay(slips, Laid.English).Finish().Count, document.PageCount);
    }

    [Fact]
    public void Random_slips_are_orderly_and_have_every_amount_and_sum_once() =>
        Prop.ForAll<int, byte, bool>((seed, count, onePerPage) =>
        {
            var dice = new Random(seed);
            var slips = Enumerable.Range(1, count % 12).Select(n => PaperCast.Slip(n, dice.Next(4) == 0 ? dice.Next(120) : dice.Next(15), dice)).ToList();
            var paper = PackingSlipPdf.Lay(new(PaperCast.Stamp, slips), Laid.Dutch, onePerPage);
            Laid.AssertOrderly(paper);
            var marks = paper.Finish().SelectMany(s => s.Marks).ToList();
            var lines = slips.SelectMany(s => s.Groups).SelectMany(g => g.Lines).ToList();
            Assert.Equal(lines.Count, marks.OfType<BoxMark>().Count(b => b.Weight is > 0 and < 1));
            Assert.Equal(lines.Count(l => l.Amount > Quantity.One), marks.OfType<BoxMark>().Count(b => b.Fill == Tone.Grey));
            var texts = marks.OfType<TextMark>().Select(t => t.Text).ToLookup(t => t);
            foreach (var group in slips.GroupBy(s => s.Total.ToString(Laid.Dutch))) Assert.Equal(group.Count(), texts[group.Key].Count());
            // Of the amounts some read like a number of a member or a sum: those that have a fraction of three figures do not.
            foreach (var group in lines.Where(l => l.Amount.Thousandths % 10 != 0).GroupBy(l => l.Amount.ToString(Laid.Dutch)))
                Assert.Equal(group.Count(), texts[group.Key].Count());
        }).QuickCheckThrowOnFailure();

    private static List<BoxMark> Slips(Sheet sheet) => [.. sheet.Marks.OfType<BoxMark>().Where(b => b.Width > 200)];
}

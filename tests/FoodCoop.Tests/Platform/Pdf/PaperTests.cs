using System.Text;
using FoodCoop.Platform.Pdf;
using PdfSharp.Pdf.IO;

namespace FoodCoop.Tests.Platform.Pdf;

public sealed class PaperTests
{
    private static Paper Filled(int blocks)
    {
        var paper = new Paper("Lijst", Laid.Dutch, Laid.PrintedAt, "Vokomo");
        paper.Part("Koelcel", "november 2026");
        paper.Bar("Groente", 40);
        for (var i = 0; i < blocks; i++)
        {
            paper.Keep(40);
            paper.Sheet.Text(Paper.Left, paper.Y + 20, $"Blok {i} Żółć Μαρία Щ", Style.Bold(13));
            paper.Y += 40;
        }
        return paper;
    }

    [Fact]
    public void Every_page_says_its_number_and_how_many_there_are()
    {
        var sheets = Filled(45).Finish();
        Assert.Equal(3, sheets.Count);
        for (var i = 0; i < 3; i++) Assert.Contains($"blad {i + 1} van 3", Laid.Texts(sheets[i]));
    }

    [Fact]
    public void Heading_and_bar_are_repeated_and_the_bar_says_continued()
    {
        var sheets = Filled(45).Finish();
        Assert.All(sheets, s => Assert.Contains("Koelcel", Laid.Texts(s)));
        Assert.Contains("Groente", Laid.Texts(sheets[0]));
        Assert.All(sheets.Skip(1), s => Assert.Contains("Groente (vervolg)", Laid.Texts(s)));
    }

    [Fact]
    public void A_bar_never_stands_alone_at_the_end_of_a_page()
    {
        var paper = Filled(16);
        paper.Y = Paper.Bottom - 50;
        paper.Bar("Zuivel", keep: 40);
        Assert.Equal(2, paper.Finish().Count);
        Assert.Contains("Zuivel", Laid.Texts(paper.Finish()[1]));
        Assert.DoesNotContain("Groente (vervolg)", Laid.Texts(paper.Finish()[1]));
    }

    [Fact]
    public void Long_headings_facts_and_feet_stand_apart_and_inside()
    {
        var words = string.Concat(Enumerable.Repeat("Vereinigte Lebensmittelgenossenschaft ", 6));
        var paper = new Paper(words, Laid.Dutch, Laid.PrintedAt, words);
        paper.Part(words, words, words);
        paper.Bar(words, 20);
        Laid.AssertOrderly(paper);
        paper = new Paper("W", Laid.Dutch, Laid.PrintedAt, new string('W', 300));
        paper.Part(new string('W', 300), new string('W', 300));
        Laid.AssertOrderly(paper);
    }

    [Fact]
    public void A_paper_of_nothing_is_one_page() => Assert.Single(new Paper("", Laid.English, Laid.PrintedAt, "").Finish());

    [Fact]
    public void The_pdf_has_the_pages_the_title_and_the_language()
    {
        using var document = PdfReader.Open(new MemoryStream(Filled(45).ToPdf()));
        Assert.Equal(3, document.PageCount);
        Assert.Equal("Lijst", document.Info.Title);
        Assert.Equal("nl-NL", document.Language);
        Assert.Equal(595, document.Pages[0].Width.Point, 0.5);
        Assert.Equal(842, document.Pages[0].Height.Point, 0.5);
    }

    [Fact]
    public void Fonts_are_embedded_in_part()
    {
        var pdf = Filled(45).ToPdf();
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Contains("FontFile2", text, StringComparison.Ordinal);
        // both whole fonts would be 1.2 MB
        Assert.InRange(pdf.Length, 5_000, 100_000);
    }

    [Fact]
    public void The_same_paper_is_the_same_bytes() => Assert.Equal(Filled(5).ToPdf(), Filled(5).ToPdf());

    [Fact]
    public void Papers_printed_at_once_do_not_disturb_each_other()
    {
        var alone = Filled(45).ToPdf();
        Parallel.For(0, 8, _ => Assert.Equal(alone, Filled(45).ToPdf()));
    }
}

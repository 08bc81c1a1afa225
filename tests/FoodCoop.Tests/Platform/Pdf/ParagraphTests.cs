using FoodCoop.Platform.Pdf;
using FsCheck;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Platform.Pdf;

public sealed class ParagraphTests
{
    private static readonly Style Large = Style.Regular(12);
    private static readonly Style Small = Style.Regular(8);

    [Fact]
    public void Two_runs_that_fit_share_a_line()
    {
        var paragraph = Paragraph.Of(300, new Run("Leeks", Large), new Run("kg · 0147", Small));
        Assert.Equal(2, paragraph.Fragments.Count);
        Assert.Equal(paragraph.Fragments[0].Baseline, paragraph.Fragments[1].Baseline);
    }

    [Fact]
    public void A_second_run_that_does_not_fit_stays_together_on_a_line_of_its_own()
    {
        var paragraph = Paragraph.Of(100, new Run("Carrots, unwas", Large), new Run("kg · 0147", Small));
        Assert.Equal(["Carrots, unwas", "kg · 0147"], paragraph.Fragments.Select(f => f.Text));
        Assert.True(paragraph.Fragments[1].Baseline > paragraph.Fragments[0].Baseline);
    }

    [Fact]
    public void A_word_wider_than_the_line_is_broken_and_none_of_it_lost()
    {
        var paragraph = Paragraph.Of(60, new Run("Arbeidsongeschiktheidsverzekering", Large));
        Assert.True(paragraph.Fragments.Count > 2);
        Assert.Equal("Arbeidsongeschiktheidsverzekering", string.Concat(paragraph.Fragments.Select(f => f.Text)));
    }

    [Fact]
    public void Nothing_sets_to_nothing() => Assert.Equal(0, Paragraph.Of(100, new Run("", Large), new Run("王", Large)).Height);

    [Fact]
    public void Any_words_stand_within_the_width_in_their_order() =>
        Prop.ForAll<string, string, PositiveInt>((first, second, room) =>
        {
            var width = 20d + room.Get % 300;
            var paragraph = Paragraph.Of(width, new Run(first, Large), new Run(second, Small));
            var letters = string.Concat(paragraph.Fragments.Select(f => f.Text)).Replace(" ", "", StringComparison.Ordinal);
            var given = (Lettering.Printable(first) + Lettering.Printable(second)).Replace(" ", "", StringComparison.Ordinal);
            return letters == given && paragraph.Fragments.All(f => f.X >= 0 && f.X + f.Style.Width(f.Text) <= width + 0.01 && f.Baseline <= paragraph.Height);
        }).QuickCheckThrowOnFailure();
}

using FoodCoop.Platform.Pdf;
using FsCheck;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Platform.Pdf;

public sealed class LetteringTests
{
    [Theory]
    [InlineData("Çağla Yıldırım Şişli İnce")]
    [InlineData("Łucja Żółćęśąń")]
    [InlineData("Nguyễn Thị Ánh Phượng")]
    [InlineData("Μαρία Παπαδοπούλου Ἀθῆναι")]
    [InlineData("Наталья Щербакова Ґалаґан Ђорђевић")]
    [InlineData("Søren Þór Œuvre ẞ ǅ ĳ Ő ț ș")]
    [InlineData("½ × € 1,50 · “thin” – …")]
    public void Letters_of_the_members_are_all_printed(string text) => Assert.Equal(text, Lettering.Printable(text));

    [Theory]
    [InlineData("王小明", "")]
    [InlineData("محمد", "")]
    [InlineData("😀", "")]
    [InlineData("李, 王", "")]
    [InlineData("मारिया", "")]
    [InlineData("Wei 王", "Wei")]
    [InlineData("Tomato 🍅 red", "Tomato red")]
    [InlineData("  two \t words\r\n", "two words")]
    [InlineData("soft\u00ADhyphen\u200B", "softhyphen")]
    [InlineData("e\u0301", "é")]
    [InlineData("broken \uD83D half", "broken half")]
    [InlineData("\uFFFE\uFFFF", "")]
    [InlineData(null, "")]
    public void What_the_font_lacks_is_left_out(string? text, string printable) => Assert.Equal(printable, Lettering.Printable(text));

    [Fact]
    public void Signs_alone_stay_when_nothing_was_left_out() => Assert.Equal("____ ×", Lettering.Printable("____ ×"));

    [Fact]
    public void A_text_without_end_gets_an_ellipsis()
    {
        var printable = Lettering.Printable(new string('m', 5000));
        Assert.Equal(Lettering.Longest, printable.Length);
        Assert.EndsWith("…", printable, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_becomes_one_that_both_weights_can_set_and_stays_so() =>
        Prop.ForAll<string>(text =>
        {
            var printable = Lettering.Printable(text);
            return printable.All(c => Typeface.Regular.Has(c) && Typeface.Bold.Has(c)) && Lettering.Printable(printable) == printable;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_are_as_wide_as_each_other_so_that_amounts_line_up() =>
        Assert.Single("0123456789".Select(c => Typeface.Bold.Width([c], 10)).Distinct());
}

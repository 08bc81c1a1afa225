using FoodCoop.Platform.Web;
using FoodCoop.Tests.Features.Catalogue.Imports;

namespace FoodCoop.Tests.Platform.Web;

public sealed class BodyLimitTests
{
    [Fact]
    public async Task Above_the_limit_stands_a_sentence_on_our_own_page()
    {
        var coop = new TestCoop();
        var bart = coop.As("Bart");
        var page = await bart.Get($"/buying/suppliers/{PriceList.Supplier(coop)}");
        var answer = await bart.Upload(page, "form.upload", "lijst.xml", new byte[Wiring.BodyLimit]);
        Assert.Equal(413, answer.Status);
        Assert.Contains("Dit bestand is te groot", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_what_is_read_and_the_limit_the_reader_says_it()
    {
        var coop = new TestCoop();
        var bart = coop.As("Bart");
        var page = await bart.Get($"/buying/suppliers/{PriceList.Supplier(coop)}");
        var answer = await bart.Upload(page, "form.upload", "lijst.xml", new byte[33 * 1024 * 1024]);
        Assert.Equal(422, answer.Status);
        Assert.Contains("32 MB", answer["[role=alert]"], StringComparison.Ordinal);
    }
}

using FoodCoop.Tests.Conventions;

namespace FoodCoop.Tests.Platform.Web;

public sealed class TransactionsTests
{
    [Theory, InlineData("/coop"), InlineData("/cycles"), InlineData("/")]
    public async Task A_post_to_a_page_that_only_shows_is_answered_in_words(string address)
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        var token = (await browser.Get("/account/profile")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var page = await browser.Post(address, [new("__RequestVerificationToken", token)]);
        Assert.Equal(405, page.Status);
        Assert.Contains("There is nothing here", page.Text);
    }

    [Theory, InlineData("OPTIONS"), InlineData("TRACE"), InlineData("PROPFIND")]
    public async Task A_method_that_no_page_has_is_refused_and_breaks_nothing(string method)
    {
        var browser = new TestCoop().As("Amara");
        foreach (var page in (await Routes.Pages()).Where(p => !p.HasParameters))
        {
            using var response = await browser.Raw(new HttpRequestMessage(new HttpMethod(method), "/" + page.Template));
            Assert.True((int)response.StatusCode is 302 or >= 400 and < 500, $"{method} {page.Template}: {response.StatusCode}");
        }
    }
}

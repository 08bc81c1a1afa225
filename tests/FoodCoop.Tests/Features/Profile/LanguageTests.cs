namespace FoodCoop.Tests.Features.Profile;

public sealed class LanguageTests
{
    [Fact]
    public async Task A_visitors_choice_is_kept_by_the_browser_and_returns_to_the_page()
    {
        var coop = new TestCoop();
        var browser = coop.As(null);
        var page = await browser.Get("/sign-in/link");
        Assert.Contains("Een link per mail", page.Text);
        var english = await browser.Submit(page, "form[action='/language']", new { language = "en" });
        Assert.Equal("/sign-in/link", english.Path);
        Assert.Contains("A link by mail", english.Text);
    }

    [Fact]
    public async Task A_persons_choice_is_saved()
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        await browser.Submit(await browser.Get("/account/profile"), "form[action='/language']", new { language = "nl" });
        Assert.Equal("nl", coop.Read(db => db.One<string>("select language from person where name = 'Amara'")));
        Assert.Contains("Mijn gegevens", (await coop.As("Amara").Get("/account/profile")).Text);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("")]
    public async Task No_other_site_is_opened(string back)
    {
        var browser = new TestCoop().As(null);
        var page = await browser.Submit(await browser.Get("/sign-in"), "form[action='/language']", new { language = "nl", back }, follow: false);
        Assert.Equal("/", page.Location);
    }
}

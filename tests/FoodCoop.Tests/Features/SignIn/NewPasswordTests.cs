namespace FoodCoop.Tests.Features.SignIn;

public sealed class NewPasswordTests
{
    private const string New = "three pears and a bicycle";

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_other_sessions()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        var elsewhere = coop.As("Amara");
        var link = await Asked(coop);
        var browser = coop.As(null);
        var form = await browser.Get(link);
        await browser.Submit(form, "form.new-password", new { Password = New }, follow: false);
        Assert.True(await browser.IsIn());
        Assert.False(await elsewhere.IsIn());
        Assert.Equal(410, (await coop.As(null).Get(link)).Status);
        Assert.Equal(422, (await coop.As(null).SignIn("amara@proef.example", Cast.Password)).Status);
        Assert.Equal(302, (await coop.As(null).SignIn("amara@proef.example", New)).Status);
    }

    [Fact]
    public async Task A_bad_password_is_refused_in_words_and_the_link_still_works()
    {
        var coop = new TestCoop();
        var link = await Asked(coop);
        var browser = coop.As(null);
        var page = await browser.Submit(await browser.Get(link), "form.new-password", new { Password = "Welkom2026!" });
        Assert.Equal(422, page.Status);
        Assert.Contains("een van de eerste", page[".error"]);
        Assert.Contains("minstens 8", (await browser.Submit(page, "form.new-password", new { Password = "short" }))[".error"]);
        await browser.Submit(page, "form.new-password", new { Password = New }, follow: false);
        Assert.True(await browser.IsIn());
    }

    private static async Task<string> Asked(TestCoop coop)
    {
        var browser = coop.As(null);
        await browser.Submit(await browser.Get("/sign-in/reset"), "form.reset", new { Email = "amara@proef.example" });
        return coop.LastLink();
    }
}

namespace FoodCoop.Browser;

[Collection(Browsing.Name)]
public sealed class DemoTests(Chromium chromium)
{
    [Fact]
    public async Task One_click_signs_in_as_each_role_and_Today_opens()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var window = await Window.Open(chromium, program);
        foreach (var role in (string[])["member", "buyer", "coordinator", "host", "treasurer", "membership", "admin"])
        {
            await window.SignInAs(role);
            Assert.Equal("/", new Uri(window.Page.Url).AbsolutePath);
            Assert.True(await window.Page.IsVisibleAsync("main h1"), role);
        }
        Assert.Empty(window.Strangers);
        Assert.Empty(window.Errors);
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task The_sign_in_page_can_be_used_by_everybody_and_fits_a_phone(string language)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var window = await Window.Open(chromium, program, phone: true, language);
        await window.Go("/sign-in");
        Assert.Equal(language, await window.Page.GetAttributeAsync("html", "lang"));
        await window.HoldsToAxe();
        await window.HoldsItsWidth();
        await window.Screenshot($"sign-in-{language}");
        Assert.Empty(window.Strangers);
    }
}

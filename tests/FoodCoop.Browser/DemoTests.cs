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

    [Theory]
    [InlineData("member", false)]
    [InlineData("buyer", false)]
    [InlineData("host", true)]
    [InlineData("treasurer", false)]
    [InlineData("membership", false)]
    [InlineData("admin", true)]
    public async Task Every_page_of_the_menu_opens_for_its_role_and_can_be_used_by_everybody(string role, bool phone)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var window = await Window.Open(chromium, program, phone);
        await window.SignInAs(role);
        var links = await window.Page.EvalOnSelectorAllAsync<string[]>("nav.tabs a", "links => links.map(l => l.getAttribute('href'))");
        Assert.Equal(["/", "/order", "/account"], links.Take(3)); // and the co-op; then what the role adds
        foreach (var link in role == "member" ? links : links.Skip(4))
        {
            await window.Go(link);
            if (link == "/order") await window.Page.FillAsync("input[type=search]", "kaas"); // axe would look at 800 rows for a minute
            await window.HoldsToAxe();
            await window.HoldsItsWidth();
            await window.Screenshot($"{role}{link.Replace('/', '-')}");
        }
        Assert.Empty(window.Strangers);
        Assert.Empty(window.Errors);
    }
}

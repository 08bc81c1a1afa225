namespace FoodCoop.Browser.Order;

/// <summary>Where it goes wrong: each time what was typed is kept, and the page says what happened and what to do.</summary>
[Collection(Browsing.Name)]
public sealed class TroubleTests(Chromium chromium, SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Product = "Aubergine";
    private const string Mine = OpenForm.Path + "?show=mine";

    [Theory]
    [InlineData("en", 390, "8")]
    [InlineData("nl", 320, "7")]
    public async Task Without_network_what_was_typed_is_kept_survives_a_reload_and_is_saved_when_the_network_is_back(string language, int width, string amount)
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, path: Mine, language: language, width: width);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync(amount);
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        await form.HoldsUp();
        await form.Window.Screenshot($"order-offline-{language}-{width}");
        await form.Page.ReloadAsync();
        Assert.Equal(amount, await form.Amount(Product).InputValueAsync());
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        await form.LetThrough();
        await form.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Assertions.ToBeSaved(form.Page);
        await form.Page.ReloadAsync();
        Assert.Equal(amount, await form.Amount(Product).InputValueAsync());
        Assert.Equal("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task Without_network_a_tap_on_a_products_name_stays_in_the_form_and_says_why()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
        await form.Page.Context.SetOfflineAsync(true);
        await form.Row(Product).Locator("h3 a").ClickAsync();
        await form.Says("#saved.failed", $"No network: {Product} cannot be opened now");
        Assert.EndsWith(OpenForm.Path, form.Page.Url, StringComparison.Ordinal);
        await form.Page.Context.SetOfflineAsync(false);
        await form.Row(Product).Locator("h3 a").ClickAsync();
        await form.Page.WaitForSelectorAsync("dialog[open]");
        await form.Says("#saved:not(.failed)", "All saved");
    }

    [Fact]
    public async Task Signed_out_while_typing_one_signs_in_beside_the_page_and_all_is_saved()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, path: Mine);
        await form.Page.Context.ClearCookiesAsync(new() { Name = "foodcoop" });
        await form.Amount(Product).FillAsync("9");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#trouble", "no longer signed in");
        Assert.Equal("9", await form.Amount(Product).InputValueAsync());
        await form.HoldsUp();
        await form.Window.Screenshot("order-signed-out");

        var beside = await form.Page.Context.RunAndWaitForPageAsync(() => form.Page.ClickAsync("#trouble a"));
        await beside.ClickAsync("aside.demo button[value=member]");
        await beside.WaitForSelectorAsync("header .who details");
        await beside.CloseAsync();
        await Assertions.ToBeSaved(form.Page);
        Assert.True(await form.Page.IsHiddenAsync("#trouble"));
    }

    [Fact]
    public async Task When_somebody_else_signs_in_meanwhile_nothing_comes_into_their_order()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, path: Mine);
        var beside = await form.Page.Context.NewPageAsync();
        await beside.GotoAsync("/");
        await beside.ClickAsync("aside.demo button[value=host]");
        await beside.WaitForSelectorAsync("header .who details");
        await form.Page.BringToFrontAsync();
        await form.Amount(Product).FillAsync("11");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#trouble", "Somebody else is signed in here now");
        await beside.GotoAsync(OpenForm.Path);
        Assert.Equal(0, await beside.Locator("input.amount[value='11']").CountAsync());
        await beside.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_behind_of_what_was_typed()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, path: Mine);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync("13");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", "No network");
        Assert.NotEqual("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        await form.Page.ClickAsync("header .who summary");
        await form.Page.ClickAsync("header .who form[action='/sign-out'] button");
        await form.Page.WaitForURLAsync("**/sign-in");
        Assert.Equal("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }
}

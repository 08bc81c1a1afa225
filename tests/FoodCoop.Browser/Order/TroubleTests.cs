namespace FoodCoop.Browser.Order;

/// <summary>Where it goes wrong: each time what was typed is kept, and the page says what happened and what to do.</summary>
[Collection(Browsing.Name)]
public sealed class TroubleTests(Chromium chromium)
{
    private const string Product = "Aubergine";

    [Theory]
    [InlineData("en", 390)]
    [InlineData("nl", 320)]
    public async Task Without_network_what_was_typed_is_kept_survives_a_reload_and_is_saved_when_the_network_is_back(string language, int width)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: language, width: width);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync("8");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        await form.HoldsUp();
        await form.Window.Screenshot($"order-offline-{language}-{width}");
        await form.Page.ReloadAsync();
        Assert.Equal("8", await form.Amount(Product).InputValueAsync());
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        await form.LetThrough();
        await form.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Assertions.ToBeSaved(form.Page);
        await form.Page.ReloadAsync();
        Assert.Equal("8", await form.Amount(Product).InputValueAsync());
        Assert.Equal("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task Signed_out_while_typing_one_signs_in_beside_the_page_and_all_is_saved()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
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
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
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

    [Theory]
    [InlineData("en", 390)]
    [InlineData("nl", 320)]
    public async Task When_the_deadline_passes_while_typing_the_page_says_what_was_not_saved_and_never_sends_it(string language, int width)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: language, width: width);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync("12");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        program.SetClock(new DateTimeOffset(2026, 12, 2, 22, 0, 1, TimeSpan.FromHours(1)));
        await form.Says("#trouble", Product + ": 12");
        await form.Says("#trouble", language == "nl" ? "gesloten" : "closed");
        Assert.True(await form.Amount(Product).IsDisabledAsync());
        await form.HoldsUp();
        await form.Window.Screenshot($"order-too-late-{language}-{width}");

        await form.LetThrough();
        await form.Page.ClickAsync("#trouble a");
        await form.Says("#unsent", Product + ": 12");
        await form.HoldsUp();
        await form.Window.Screenshot($"order-too-late-after-{language}-{width}");
        await form.Page.ClickAsync("#unsent button");
        await form.Page.ReloadAsync();
        Assert.True(await form.Page.IsHiddenAsync("#unsent"));
        Assert.Equal(0, new Post.CoopFile(program.Folder).Number("select count(*) from order_line where asked = 12000"));
    }

    [Fact]
    public async Task A_page_on_which_all_is_saved_says_so_at_the_deadline()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, phone: false);
        program.SetClock(new DateTimeOffset(2026, 11, 30, 22, 0, 1, TimeSpan.FromHours(1)));
        await form.Says("#trouble", "Filling cases has begun");
        await form.Page.ClickAsync("#trouble a");
        Assert.StartsWith("Short of a case", await form.Page.InnerTextAsync("#order h2.cat"), StringComparison.Ordinal);
        await form.HoldsUp();
        await form.Window.Screenshot("order-filling");
        program.SetClock(new DateTimeOffset(2026, 12, 2, 22, 0, 1, TimeSpan.FromHours(1)));
        await form.Says("#trouble", "All that you typed is in");
        await form.HoldsUp();
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_behind_of_what_was_typed()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync("8");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", "No network");
        Assert.NotEqual("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        await form.Page.ClickAsync("header .who summary");
        await form.Page.ClickAsync("header .who form[action='/sign-out'] button");
        await form.Page.WaitForURLAsync("**/sign-in");
        Assert.Equal("{}", await form.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }
}

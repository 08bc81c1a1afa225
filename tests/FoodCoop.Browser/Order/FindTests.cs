namespace FoodCoop.Browser.Order;

/// <summary>Finding something among 800 products. The address says what is shown, so that a reload shows the same.</summary>
[Collection(Browsing.Name)]
public sealed class FindTests(Chromium chromium, SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Filters_sorting_and_what_one_cannot_eat_are_shown_at_once_and_again_after_a_reload()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, language: "nl");
        var page = form.Page;
        await page.EvaluateAsync("window.stillHere = true");
        await page.ClickAsync("a.chip[data-show=short]");
        Assert.InRange((await form.Shown()).Count, 6, 700);
        Assert.Equal(0, await page.Locator(".item:visible:not(:has(.case.short))").CountAsync());
        await page.ClickAsync(".tune summary");
        await page.ClickAsync(".tune a[data-show=without-gluten]");
        Assert.Equal(0, await page.Locator(".item:visible[data-c~=gluten], .item:visible[data-c^='gluten;'], .item:visible[data-c*=';gluten'], .item:visible[data-c='']").CountAsync());
        await form.Says("#filters a.chip[data-show=without-gluten][aria-current=true]", "zonder gluten"); // at once, and not only after a reload
        await form.Says("#silent", "zegt de leverancier niets over gluten");
        var silent = await page.InnerTextAsync("#silent");
        await page.ClickAsync(".tune a[data-sort=price]");
        Assert.Equal("?show=short,without-gluten&sort=price", form.Query);
        var prices = await page.EvalOnSelectorAllAsync<int[]>(".item:not([hidden]) .price data", "all => all.map(d => Number(d.value))");
        Assert.Equal(prices.Order(), prices);
        var shown = await form.Shown();
        Assert.True(await page.EvaluateAsync<bool>("window.stillHere === true")); // nothing was loaded
        await page.ReloadAsync(); // and the server shows the same
        Assert.Equal(silent, await page.InnerTextAsync("#silent"));
        Assert.Equal(shown.Order(), (await form.Shown()).Order());
        Assert.Equal(prices, await page.EvalOnSelectorAllAsync<int[]>(".item:not([hidden]) .price data", "all => all.map(d => Number(d.value))"));

        await page.ClickAsync(".tune summary");
        await page.ClickAsync(".tune a[data-sort=supplier]");
        Assert.Equal("?show=short,without-gluten&sort=supplier", form.Query);
        var suppliers = await page.Locator(".item:visible").CountAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("a.chip[data-show='']");
        await page.WaitForFunctionAsync("many => document.querySelectorAll('.item:not([hidden])').length > many", Math.Max(suppliers, 700));
        Assert.Equal("?sort=supplier", form.Query);
    }

    [Fact]
    public async Task What_is_left_out_is_taken_back_by_its_chip()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program);
        var all = (await form.Shown()).Count;
        await form.Page.ClickAsync(".tune summary");
        await form.Page.ClickAsync(".tune a[data-show=without-gluten]");
        Assert.InRange((await form.Shown()).Count, 1, all - 1);
        await form.HoldsUp();
        await form.Window.Screenshot("order-without-gluten");
        await form.Page.Keyboard.PressAsync("Escape");
        await form.Page.ClickAsync("#filters a[data-show=without-gluten]");
        Assert.Equal(all, (await form.Shown()).Count);
        Assert.Equal((0, "", ""), (await form.Page.Locator("#filters a[data-show=without-gluten]").CountAsync(), await form.Page.InnerTextAsync("#silent"), form.Query));
        Assert.Empty(form.Window.Errors);
    }

    [Theory]
    [InlineData("en", "aubegine", "Aubergine")] // a letter is missing
    [InlineData("nl", "knolseldrei", "Knolselderij")] // two are swapped
    [InlineData("nl", "MAIS VACUUM", "Mais vacuüm")] // case and accents
    public async Task The_search_forgives_and_comes_back_with_a_reload_after_which_one_can_search_on(string language, string typed, string found)
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, language: language);
        await form.Page.FillAsync("#q", typed);
        var shown = await form.Shown();
        Assert.Contains(shown, name => name.StartsWith(found, StringComparison.Ordinal));
        Assert.True(shown.Count < 10, string.Join(", ", shown));
        await form.Page.WaitForFunctionAsync("() => location.search.startsWith('?q=')");
        await form.Page.ReloadAsync();
        Assert.Equal(shown, await form.Shown());
        Assert.Equal(typed, await form.Page.InputValueAsync("#q"));

        await form.Page.FillAsync("#q", "bieslook"); // the server had left it away
        await form.Row("Bieslook vers").WaitForAsync();
        await form.Page.FillAsync("#q", "");
        await form.Page.WaitForFunctionAsync("() => document.querySelectorAll('.item:not([hidden])').length > 700");
        await form.Page.WaitForFunctionAsync("() => location.search === ''");
        Assert.Empty(form.Window.Errors);
    }

    [Fact]
    public async Task What_is_typed_stays_when_the_rows_that_were_left_away_come()
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, path: OpenForm.Path + "?q=limoenen");
        await form.LoseWhatIsSent();
        await form.Ask("Limoenen", "7");
        await form.Page.FillAsync("#q", "mandarijnen");
        await form.Row("Mandarijnen").Locator(".plus").WaitForAsync();
        await form.Page.FillAsync("#q", "");
        Assert.Equal("7", await form.Amount("Limoenen").InputValueAsync());
        await form.LetThrough();
        await form.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Assertions.ToBeSaved(form.Page);
        Assert.Equal(7000, OpenForm.Saved(shared.Program, "amara", "Limoenen"));
        await form.Tap("Mandarijnen"); // a row that came later does all that the others do
        await form.Shows("Mandarijnen", "1");
        await Assertions.ToBeSaved(form.Page);
    }

    [Fact]
    public async Task A_star_survives_a_reload_and_can_be_shown_alone()
    {
        const string product = "Ananas";
        await using var form = await OpenForm.Open(chromium, shared.Program);
        var star = form.Row(product).Locator(".star");
        await form.Page.RunAndWaitForResponseAsync(() => star.ClickAsync(), answer => answer.Url.Contains("handler=Star", StringComparison.Ordinal) && answer.Ok);
        Assert.Equal("true", await star.GetAttributeAsync("aria-pressed"));
        await form.Page.ReloadAsync();
        Assert.Equal("true", await star.GetAttributeAsync("aria-pressed"));
        await form.Page.ClickAsync("a.chip[data-show=favourites]");
        Assert.Equal([product], await form.Shown());
        await form.Page.ReloadAsync();
        Assert.Equal([product], await form.Shown());
        Assert.Equal("?show=favourites", form.Query);
    }
}

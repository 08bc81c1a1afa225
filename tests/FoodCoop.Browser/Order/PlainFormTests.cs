namespace FoodCoop.Browser.Order;

/// <summary>The order form by keyboard alone, and without script.</summary>
[Collection(Browsing.Name)]
public sealed class PlainFormTests(Chromium chromium)
{
    private const string Product = "Aubergine";

    [Fact]
    public async Task With_nothing_but_a_keyboard_one_searches_orders_looks_closer_and_comes_back()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, phone: false);
        var keys = form.Page.Keyboard;
        await TabTo(form, "#q");
        await keys.TypeAsync("aubegine"); // a letter is missing
        await TabTo(form, "input.amount");
        await keys.TypeAsync("3");
        await keys.PressAsync("Enter");
        await Assertions.ToBeSaved(form.Page);
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("ArrowDown");
        await form.Shows(Product, "4");
        await form.Says("#said", $"{Product}: 4"); // for whoever listens
        await keys.PressAsync("Tab"); // +
        await keys.PressAsync("Space");
        await form.Shows(Product, "5");
        await Assertions.ToBeSaved(form.Page);
        await keys.PressAsync("Shift+Tab");
        await keys.TypeAsync("77");
        await keys.PressAsync("Escape"); // what was typed by mistake
        await form.Shows(Product, "5");
        await TabTo(form, "h3 a", backwards: true);
        await keys.PressAsync("Enter");
        await form.Page.WaitForSelectorAsync("dialog[open]");
        await form.HoldsUp();
        await TabTo(form, "dialog #note");
        await keys.TypeAsync("a shiny one");
        await keys.PressAsync("Escape");
        await form.Says(".noted", "a shiny one");
        Assert.Equal(Product, await form.Page.EvaluateAsync<string>("document.activeElement.textContent")); // back where one was
        await Assertions.ToBeSaved(form.Page);
        Assert.Empty(form.Window.Errors);
    }

    [Fact]
    public async Task Filters_and_sorting_happen_at_once_and_the_address_says_what_is_shown()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: "nl");
        var page = form.Page;
        await page.EvaluateAsync("window.stillHere = true");
        await page.ClickAsync("a.chip[data-show=short]");
        Assert.True(await page.Locator(".item:visible").CountAsync() is > 5 and < 700);
        Assert.Equal(0, await page.Locator(".item:visible:not(:has(.case.short))").CountAsync());
        await page.ClickAsync(".tune summary");
        await page.ClickAsync(".tune a[data-show=without-gluten]");
        await page.ClickAsync(".tune a[data-sort=price]");
        Assert.Equal("?show=short,without-gluten&sort=price", new Uri(page.Url).Query);
        var shown = await page.Locator(".item:visible h3 a").AllInnerTextsAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.stillHere === true")); // nothing was loaded
        await page.Keyboard.PressAsync("Escape");
        await form.HoldsUp();
        await page.ReloadAsync(); // and the server shows the same
        Assert.Equal(shown.Order(), (await page.Locator(".item:visible h3 a").AllInnerTextsAsync()).Order());
        await page.ClickAsync("a.chip[data-show='']");
        Assert.True(await page.Locator(".item:visible").CountAsync() > 700);
    }

    [Theory]
    [InlineData("nl", 320)]
    [InlineData("en", 390)]
    public async Task Without_script_it_is_a_plain_form_with_a_button(string language, int width)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: language, script: false, width: width);
        var page = form.Page;
        await page.FillAsync("#q", "aubergine");
        await page.PressAsync("#q", "Enter");
        await page.WaitForURLAsync("**q=aubergine**");
        Assert.Equal(1, await page.Locator(".item").CountAsync());
        await form.Amount(Product).FillAsync("2");
        await form.Amount(Product).PressAsync("Enter"); // as the button does: no star is given
        await page.WaitForSelectorAsync(".message.good");
        Assert.Equal("2", await form.Amount(Product).InputValueAsync());
        Assert.Equal("false", await form.Row(Product).Locator(".star").GetAttributeAsync("aria-pressed"));
        await form.Row(Product).Locator(".star").ClickAsync();
        Assert.Equal("true", await form.Row(Product).Locator(".star").GetAttributeAsync("aria-pressed"));
        await form.Amount(Product).FillAsync("a few");
        await page.ClickAsync(".total .btn");
        await page.WaitForSelectorAsync(".item .error");
        Assert.Equal("a few", await form.Amount(Product).InputValueAsync());
        await form.Window.HoldsItsWidth();
        await form.Window.Screenshot($"order-plain-{language}-{width}", whole: true);
        await form.Row(Product).Locator("h3 a").ClickAsync();
        await page.FillAsync("#note", "glanzend");
        await page.ClickAsync("form.mine .btn");
        await page.WaitForSelectorAsync(".message.good");
        await form.Window.HoldsItsWidth();
        await page.ClickAsync("a.chip[data-show=mine]");
        Assert.Contains("glanzend", await form.Row(Product).InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task TabTo(OpenForm form, string selector, bool backwards = false)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await form.Page.EvaluateAsync<bool>("s => document.activeElement.matches(s) && document.activeElement.checkVisibility()", selector)) return;
            await form.Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"{selector} is not reached by the Tab key.");
    }
}

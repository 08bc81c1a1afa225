namespace FoodCoop.Browser.Order;

/// <summary>The order form by keyboard alone.</summary>
[Collection(Browsing.Name)]
public sealed class KeyboardTests(Chromium chromium)
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
        await keys.PressAsync("Shift+Tab"); // −
        await keys.PressAsync("Enter");
        await form.Shows(Product, "4");
        await TabTo(form, ".flex summary");
        await keys.PressAsync("Enter");
        await TabTo(form, ".flex input");
        await keys.TypeAsync("2");
        await keys.PressAsync("Enter");
        await Assertions.ToBeSaved(form.Page);
        await TabTo(form, "input.amount", backwards: true);
        await keys.TypeAsync("77");
        await keys.PressAsync("Escape"); // what was typed by mistake
        await form.Shows(Product, "4");
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

        await TabTo(form, "#mine");
        await keys.PressAsync("Enter");
        await form.Page.WaitForSelectorAsync(".chip[data-show=mine][aria-current=true]");
        Assert.Equal("?show=mine", form.Query);
        await form.Page.ReloadAsync();
        Assert.Contains(Product, await form.Shown());
        Assert.Equal("2", await form.Row(Product).Locator(".flex input").InputValueAsync());
        Assert.Empty(form.Window.Errors);
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

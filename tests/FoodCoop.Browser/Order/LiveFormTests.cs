namespace FoodCoop.Browser.Order;

/// <summary>Two devices at once, in a real browser: each sees what the other does, and nothing is overwritten.</summary>
[Collection(Browsing.Name)]
public sealed class LiveFormTests(Chromium chromium)
{
    private const string Product = "Aubergine";

    [Theory]
    [InlineData("en", 390)]
    [InlineData("en", 320)]
    public async Task A_clash_in_a_household_shows_both_amounts_and_lets_one_choose(string language, int width)
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var hers = await OpenForm.Open(chromium, program, language: language, width: width);
        await using var his = await OpenForm.Open(chromium, program, language: language);
        await hers.LoseWhatIsSent();
        await hers.Amount(Product).FillAsync("2");
        await hers.Amount(Product).PressAsync("Enter");
        await his.Amount(Product).FillAsync("4");
        await his.Amount(Product).PressAsync("Enter");
        await Assertions.ToBeSaved(his.Page);
        await hers.LetThrough();
        await hers.Page.WaitForSelectorAsync(".clash");
        Assert.Equal("2", await hers.Amount(Product).InputValueAsync()); // what was typed is kept
        Assert.Equal("4", await his.Amount(Product).InputValueAsync()); // and nothing was overwritten
        await hers.HoldsUp();
        await hers.Window.Screenshot($"order-clash-{language}-{width}");

        await hers.Page.ReloadAsync(); // the choice outlasts it
        await hers.Page.WaitForSelectorAsync(".clash");
        Assert.Equal("2", await hers.Amount(Product).InputValueAsync());
        await hers.Page.Locator(".clash button").Nth(1).ClickAsync();
        await Assertions.ToBeSaved(hers.Page);
        await his.Shows(Product, "2");
        Assert.Equal(0, await hers.Page.Locator(".clash").CountAsync());
    }

    [Fact]
    public async Task A_page_that_was_not_looked_at_catches_up()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var asleep = await OpenForm.Open(chromium, program);
        await using var awake = await OpenForm.Open(chromium, program);
        await asleep.Page.Context.SetOfflineAsync(true);
        await awake.Amount(Product).FillAsync("7");
        await awake.Amount(Product).PressAsync("Enter");
        await Assertions.ToBeSaved(awake.Page);
        await asleep.Page.Context.SetOfflineAsync(false);
        await asleep.Page.EvaluateAsync("() => { dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pageshow')) }");
        await asleep.Shows(Product, "7");
    }
}

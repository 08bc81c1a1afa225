namespace FoodCoop.Browser.Order;

/// <summary>The order form where no script runs: a plain form with a button.</summary>
[Collection(Browsing.Name)]
public sealed class PlainFormTests(Chromium chromium, SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData("en", 390, "member", "amara", "Ananas")]
    [InlineData("nl", 320, "host", "elif", "Artisjok")]
    [InlineData("en", 320, "buyer", "maaike", "Bananen")]
    [InlineData("nl", 390, "treasurer", "ingrid", "Avocado")]
    public async Task One_orders_changes_and_is_told_what_was_wrong(string language, int width, string role, string who, string product)
    {
        await using var form = await OpenForm.Open(chromium, shared.Program, role, language, script: false, width: width);
        var page = form.Page;
        await form.Window.HoldsItsWidth();
        await page.FillAsync("#q", product[..^2] + product[^1]); // a letter is missing
        await form.Window.Turn(() => page.PressAsync("#q", "Enter"));
        await form.Amount(product).FillAsync("2");
        await form.Window.Turn(() => form.Amount(product).PressAsync("Enter")); // as the button does: no star is given
        await form.Says(".message.good", language == "nl" ? "Opgeslagen: 1 gewijzigd." : "Saved: 1 changed.");
        Assert.Equal(2000, OpenForm.Saved(shared.Program, who, product));
        Assert.Equal("false", await form.Row(product).Locator(".star").GetAttributeAsync("aria-pressed"));
        await form.Window.Turn(() => form.Row(product).Locator(".star").ClickAsync());
        Assert.Equal("true", await form.Row(product).Locator(".star").GetAttributeAsync("aria-pressed"));

        await form.Window.Press("a.chip[data-show=mine]");
        await form.Amount(product).FillAsync("een paar");
        await form.Window.Press(".total button");
        await form.Says(form.Row(product).Locator(".error"), language == "nl" ? "“een paar” is geen hoeveelheid." : "“een paar” is not a quantity.");
        Assert.Equal("een paar", await form.Amount(product).InputValueAsync());
        Assert.Equal(2000, OpenForm.Saved(shared.Program, who, product));
        await form.HoldsUp();
        await form.Window.Screenshot($"order-plain-{language}-{width}");
        await form.Amount(product).FillAsync("3");
        await form.Window.Press(".total button");
        Assert.Equal(3000, OpenForm.Saved(shared.Program, who, product));
        Assert.Equal(0, await page.Locator(".error").CountAsync());

        await form.Window.Turn(() => form.Row(product).Locator("h3 a").ClickAsync());
        await form.HoldsUp();
        await page.FillAsync("#note", "glanzend");
        await form.Window.Press("form.mine .btn");
        await form.Window.Go(OpenForm.Path + "?show=mine&sort=name");
        Assert.Contains("glanzend", await form.Row(product).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(form.Window.Strangers);
    }
}

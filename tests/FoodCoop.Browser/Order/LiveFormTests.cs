namespace FoodCoop.Browser.Order;

/// <summary>What changes elsewhere appears on an open page: by other devices of the household, by other members, by the buyers. Nothing is overwritten.</summary>
[Collection(Browsing.Name)]
public sealed class LiveFormTests(Chromium chromium, SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData("en", 390, "Aubergine")]
    [InlineData("nl", 320, "Kropsla")]
    public async Task A_clash_in_a_household_shows_both_amounts_and_lets_one_choose(string language, int width, string product)
    {
        await using var hers = await OpenForm.Open(chromium, shared.Program, language: language, width: width, path: OpenForm.Path + "?show=mine");
        await using var his = await OpenForm.Open(chromium, shared.Program, language: language);
        await hers.LoseWhatIsSent();
        await hers.Ask(product, "2");
        await his.Orders(product, "4");
        await hers.LetThrough();
        await hers.Page.WaitForSelectorAsync(".clash");
        Assert.Equal("2", await hers.Amount(product).InputValueAsync()); // what was typed is kept
        Assert.Equal("4", await his.Amount(product).InputValueAsync()); // and nothing was overwritten
        await hers.HoldsUp();
        await hers.Window.Screenshot($"order-clash-{language}-{width}");

        await hers.Page.ReloadAsync(); // the choice outlasts it
        await hers.Page.WaitForSelectorAsync(".clash");
        Assert.Equal("2", await hers.Amount(product).InputValueAsync());
        await hers.Page.Locator(".clash button").Nth(1).ClickAsync();
        await Assertions.ToBeSaved(hers.Page);
        await his.Shows(product, "2");
        Assert.Equal(0, await hers.Page.Locator(".clash").CountAsync());
    }

    [Fact]
    public async Task What_is_asked_on_one_device_appears_on_the_households_others_and_in_everybodys_case()
    {
        const string product = "Avocado"; // nobody asks for it: 16 a case
        await using var phone = await OpenForm.Open(chromium, shared.Program);
        await using var laptop = await OpenForm.Open(chromium, shared.Program, phone: false);
        await using var host = await OpenForm.Open(chromium, shared.Program, "host");
        await phone.Orders(product, "3");
        await laptop.Shows(product, "3");
        await laptop.Says(laptop.Row(product), "3 of 16");
        Assert.Equal(await phone.Page.InnerTextAsync("#total"), await laptop.Page.InnerTextAsync("#total"));
        await host.Says(host.Row(product), "3 of 16");
        Assert.Equal("0", await host.Amount(product).InputValueAsync()); // another member's own amount is its own
        Assert.Empty(phone.Window.Errors.Concat(laptop.Window.Errors).Concat(host.Window.Errors));
    }

    [Fact]
    public async Task A_price_that_is_corrected_is_said_in_the_row_with_both_prices_and_counted_in_the_total()
    {
        const string product = "Bananen";
        await using var form = await OpenForm.Open(chromium, shared.Program, "buyer", language: "nl");
        await using var away = await OpenForm.Open(chromium, shared.Program, "treasurer");
        await form.Orders(product, "3");
        var total = await form.Page.GetAttributeAsync("#total", "value");
        await form.Amount(product).FillAsync("4"); // and still in the field
        await away.LookAway();
        Change($"update offer set price = price + 100 where {Of(product)}");
        await form.Says(form.Row(product).Locator(".informed"), "De prijs is nu € 3,04; het was € 2,04.");
        Assert.Contains("3,04", await form.Row(product).Locator(".price").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("4", await form.Amount(product).InputValueAsync());
        Assert.Equal(int.Parse(total!) + 300, int.Parse((await form.Page.GetAttributeAsync("#total", "value"))!));
        await form.Window.Screenshot("order-price");
        await away.LookAgain(); // who did not look hears of it afterwards
        await away.Says(away.Row(product).Locator(".informed"), "The price is now € 3.04; it was € 2.04.");
    }

    [Fact]
    public async Task A_product_that_is_no_longer_offered_is_said_at_once_and_can_only_be_lowered()
    {
        const string product = "Andijvie";
        await using var form = await OpenForm.Open(chromium, shared.Program, "membership");
        await form.Orders(product, "3");
        Change($"update offer set withdrawn_at = '2026-11-22T18:00:00.000Z' where {Of(product)}");
        await form.Says(form.Row(product).Locator(".informed"), "No longer offered.");
        await form.Tap(product);
        await form.Says(form.Row(product).Locator(".error"), "You can still lower your amount.");
        Assert.Equal("4", await form.Amount(product).InputValueAsync()); // what was typed stays, with the reason
        Assert.Equal(3000, OpenForm.Saved(shared.Program, "hanneke", product));
        await form.Orders(product, "1");
        Assert.Equal(1000, OpenForm.Saved(shared.Program, "hanneke", product));
    }

    [Fact]
    public async Task A_page_that_was_not_looked_at_catches_up()
    {
        const string product = "Appelstroop";
        await using var asleep = await OpenForm.Open(chromium, shared.Program);
        await using var awake = await OpenForm.Open(chromium, shared.Program);
        await asleep.LookAway();
        await awake.Orders(product, "7");
        await asleep.LookAgain();
        await asleep.Shows(product, "7");
    }

    private static string Of(string product) => $"name = '{product}' and cycle_id = (select id from order_cycle where code = '2026-12')";

    private void Change(string sql) => new Post.CoopFile(shared.Program.Folder).Change(sql);
}

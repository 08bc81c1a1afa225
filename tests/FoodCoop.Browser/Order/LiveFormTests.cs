namespace FoodCoop.Browser.Order;

/// <summary>Two devices at once, in a real browser: each sees what the other does, and nothing is overwritten.</summary>
[Collection(Browsing.Name)]
public sealed class LiveFormTests(Chromium chromium)
{
    private const string Product = "Aubergine";

    [Fact]
    public async Task What_one_device_changes_appears_on_the_others_without_a_reload()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var phone = await OpenForm.Open(chromium, program);
        await using var laptop = await OpenForm.Open(chromium, program, phone: false);
        await using var host = await OpenForm.Open(chromium, program, "host");
        var before = await phone.Amount(Product).InputValueAsync();
        var case0 = await host.Row(Product).InnerTextAsync();
        await phone.Tap(Product);
        await Assertions.ToBeSaved(phone.Page);
        var after = await phone.Amount(Product).InputValueAsync();
        Assert.NotEqual(before, after);
        await laptop.Shows(Product, after);
        Assert.Equal(await phone.Page.InnerTextAsync("#total"), await laptop.Page.InnerTextAsync("#total"));
        await host.Page.WaitForFunctionAsync("([n, t]) => [...document.querySelectorAll('.item')].find(i => i.querySelector('h3 a').textContent === n).innerText !== t", new[] { Product, case0 });
        Assert.NotEqual(after, await host.Amount(Product).InputValueAsync()); // another member's own amount is its own
        Assert.Empty(phone.Window.Errors.Concat(laptop.Window.Errors).Concat(host.Window.Errors));
    }

    [Theory]
    [InlineData("en", 390)]
    [InlineData("nl", 320)]
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

    [Fact]
    public async Task A_corrected_price_and_a_product_that_is_withdrawn_are_said_while_the_page_is_open()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: "nl");
        await form.Amount(Product).FillAsync("3");
        await form.Amount(Product).PressAsync("Enter");
        await Assertions.ToBeSaved(form.Page);
        var file = new Post.CoopFile(program.Folder);
        file.Change($"update offer set price = 999 where name = '{Product}' and cycle_id = (select id from order_cycle where code = '2026-12')");
        await form.Row(Product).Locator(".informed").WaitForAsync();
        Assert.Contains("9,99", await form.Row(Product).Locator(".informed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("9,99", await form.Row(Product).Locator(".price").InnerTextAsync(), StringComparison.Ordinal);

        file.Change($"update offer set withdrawn_at = '2026-11-22T18:00:00.000Z' where name = '{Product}' and cycle_id = (select id from order_cycle where code = '2026-12')");
        await form.Page.WaitForSelectorAsync(".item.gone");
        await form.Tap(Product);
        await form.Row(Product).Locator(".error").WaitForAsync();
        Assert.Equal("4", await form.Amount(Product).InputValueAsync()); // what was typed stays, with the reason
        Assert.Equal(3000, file.Number($"select l.asked from order_line l join offer o on o.id = l.offer_id join order_cycle c on c.id = o.cycle_id join person p on p.member_id = l.member_id where c.code = '2026-12' and o.name = '{Product}' and p.email = 'amara@krat-en-peen.example'"));
        await form.HoldsUp();
        await form.Window.Screenshot("order-withdrawn");
        await form.Amount(Product).FillAsync("1");
        await form.Amount(Product).PressAsync("Enter");
        await Assertions.ToBeSaved(form.Page);
    }
}

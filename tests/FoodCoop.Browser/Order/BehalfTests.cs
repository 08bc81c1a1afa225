namespace FoodCoop.Browser.Order;

/// <summary>A buyer on a phone orders for a member who has the form open too.</summary>
[Collection(Browsing.Name)]
public sealed class BehalfTests(Chromium chromium)
{
    private const string Product = "Aubergine";
    private const string Later = "Bleekselderij";
    private const string For = "/buying/2026-12/for/114"; // Amara, the demo's member

    [Fact]
    public async Task The_member_sees_at_once_what_a_buyer_enters_and_by_whom_until_it_is_the_members_own_again()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var hers = await OpenForm.Open(chromium, program);
        await using var his = await Buyer(program);
        await his.Window.Go("/buying/2026-12/for");
        await his.HoldsUp();
        await his.Page.FillAsync("#q", "114");
        await his.Window.Press("search button");
        Assert.EndsWith(For, his.Page.Url, StringComparison.Ordinal);
        await his.Amount(Product).FillAsync("2");
        await his.Amount(Product).PressAsync("Enter");
        await Assertions.ToBeSaved(his.Page);
        Assert.Contains("114 Amara", await his.Page.InnerTextAsync(".find .behalf"), StringComparison.Ordinal);
        Assert.True(await his.Page.EvaluateAsync<bool>("() => { scrollTo(0, 5000); const b = document.querySelector('.behalf').getBoundingClientRect(); return b.top >= 0 && b.bottom < innerHeight / 2 }"));
        await his.HoldsUp();
        await his.Window.Screenshot("behalf-form");

        await hers.Shows(Product, "2");
        await hers.Row(Product).Locator(".entered").WaitForAsync();
        Assert.EndsWith("(buyer)", await hers.Row(Product).Locator(".entered").TextContentAsync(), StringComparison.Ordinal);
        await hers.Page.ReloadAsync();
        Assert.EndsWith("(buyer)", await hers.Row(Product).Locator(".entered").TextContentAsync(), StringComparison.Ordinal);
        await hers.HoldsUp();

        // the product above the list, with a note; and the end of it with a tap that has not been sent yet
        await his.Row(Product).Locator("h3 a").ClickAsync();
        await his.Page.WaitForSelectorAsync("dialog[open]");
        await his.HoldsUp();
        await his.Page.FillAsync("dialog #note", "a shiny one");
        await his.Page.Keyboard.PressAsync("Escape");
        await his.Says(".noted", "a shiny one");
        await his.Tap(Later);
        await his.Window.Press("#done button");
        Assert.EndsWith("/buying/2026-12/for", his.Page.Url, StringComparison.Ordinal);
        Assert.Contains("2 changed. The household gets a mail", await his.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await hers.Shows(Later, "1");

        await hers.Tap(Product);
        await Assertions.ToBeSaved(hers.Page);
        Assert.Equal(0, await hers.Row(Product).Locator(".entered").CountAsync());
        Assert.Equal(1, await hers.Row(Later).Locator(".entered").CountAsync());
        Assert.Empty(his.Window.Errors);
        Assert.Empty(hers.Window.Errors);
    }

    [Fact]
    public async Task What_could_not_be_sent_for_a_member_never_comes_into_the_buyers_own_order()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await Buyer(program);
        var own = await form.Amount(Product).InputValueAsync();
        await form.Window.Go(For);
        await form.LoseWhatIsSent();
        await form.Amount(Product).FillAsync("7");
        await form.Amount(Product).PressAsync("Enter");
        await form.Says("#saved.failed", "No network");
        await form.Page.ClickAsync("#done button"); // waits for what is not saved
        Assert.EndsWith(For, form.Page.Url, StringComparison.Ordinal);
        await form.LetThrough();
        await form.Window.Go(OpenForm.Path);
        Assert.Equal(own, await form.Amount(Product).InputValueAsync());
        await form.Window.Go(For);
        await Assertions.ToBeSaved(form.Page);
        await form.Page.ReloadAsync();
        Assert.Equal("7", await form.Amount(Product).InputValueAsync());
    }

    [Fact]
    public async Task Without_script_a_buyer_orders_for_a_member_with_the_plain_form()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await Buyer(program, script: false);
        await form.Window.Go(For + "?q=aubergine");
        await form.Amount(Product).FillAsync("3");
        await form.Window.Press("#order .without-script");
        Assert.Equal("3", await form.Amount(Product).InputValueAsync());
        await form.Window.HoldsItsWidth(); // axe needs script
        await form.Window.Press("#done button");
        Assert.Contains("1 changed. The household gets a mail", await form.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private async Task<OpenForm> Buyer(ProgramUnderTest program, bool script = true)
    {
        var form = await OpenForm.Open(chromium, program, role: "buyer", script: script);
        await form.Window.Speak("en");
        return form;
    }
}

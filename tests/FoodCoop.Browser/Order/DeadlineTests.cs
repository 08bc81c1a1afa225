namespace FoodCoop.Browser.Order;

/// <summary>The last two days and the deadline come while the page is open. Each test has a program of its own, whose clock it moves.</summary>
[Collection(Browsing.Name)]
public sealed class DeadlineTests(Chromium chromium)
{
    private const string Product = "Aubergine"; // 57 are asked, 6 of them by Amara; 12 a case

    [Fact]
    public async Task When_filling_cases_begins_the_open_page_says_so_and_what_does_not_help_is_refused_with_what_would()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, phone: false);
        program.SetClock(OpenForm.Filling);
        await form.Says("#trouble", "Filling cases has begun");
        await form.Ask(Product, "0");
        await form.Says(form.Row(Product).Locator(".error"), "You can set");
        Assert.Equal("0", await form.Amount(Product).InputValueAsync()); // what was typed stays
        Assert.Equal(6000, OpenForm.Saved(program, "amara", Product));
        await form.Orders(Product, "9");
        await form.Says("#trouble", "Filling cases has begun"); // until the page is loaded again
        await form.Window.Press("#trouble a");
        Assert.StartsWith("Short of a case", await form.Page.InnerTextAsync("#order h2.cat"), StringComparison.Ordinal);
        Assert.Equal("9", await form.Amount(Product).InputValueAsync());

        program.SetClock(OpenForm.Closed);
        await form.Says("#trouble", "All that you typed is in");
        await form.Says("#saved", "All is in");
        Assert.True(await form.Amount(Product).IsDisabledAsync());
        Assert.DoesNotContain(form.Window.Errors, e => !e.Contains("422", StringComparison.Ordinal)); // the refusal
    }

    [Theory]
    [InlineData("en", 390)]
    [InlineData("nl", 320)]
    public async Task What_is_not_saved_when_ordering_closes_is_kept_and_said_and_never_sent(string language, int width)
    {
        const string other = "Kropsla";
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program, language: language, width: width);
        var total = await form.Page.InnerTextAsync("#total");
        await form.LoseWhatIsSent();
        await form.Ask(Product, "43");
        await form.Says("#saved.failed", language == "nl" ? "Geen netwerk" : "No network");
        await form.Amount(other).FillAsync("44"); // and one is in the middle of it
        program.SetClock(OpenForm.Closed);
        await form.Says("#trouble", Product + ": 43");
        await form.Says("#trouble", other + ": 44");
        await form.Says("#trouble", language == "nl" ? "gesloten" : "closed");
        Assert.True(await form.Amount(Product).IsDisabledAsync());
        Assert.Equal("43", await form.Amount(Product).InputValueAsync());
        Assert.Equal(total, await form.Page.InnerTextAsync("#total")); // what was not saved is not to be paid
        await form.Window.HoldsItsWidth();
        await form.Window.Screenshot($"order-too-late-{language}-{width}");

        await form.LetThrough();
        await form.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await form.Window.Press("#trouble a");
        await form.Says("#unsent", Product + ": 43");
        await form.Says("#unsent", other + ": 44");
        await form.HoldsUp();
        await form.Window.Screenshot($"order-too-late-after-{language}-{width}");
        await form.Page.ReloadAsync(); // it stays until it has been seen
        await form.Page.ClickAsync("#unsent button");
        await form.Page.ReloadAsync();
        Assert.True(await form.Page.IsHiddenAsync("#unsent"));
        Assert.Equal((6000, 3000), (OpenForm.Saved(program, "amara", Product), OpenForm.Saved(program, "amara", other)));
    }

    [Fact]
    public async Task A_change_whose_answer_is_still_on_its_way_at_closing_is_not_called_unsaved()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
        var held = new TaskCompletionSource();
        var saved = new TaskCompletionSource();
        await form.Page.RouteAsync("**/*handler=Line", async route =>
        {
            var answer = await route.FetchAsync(); // it has been saved
            saved.SetResult();
            await held.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await form.Tap(Product);
        await saved.Task;
        program.SetClock(OpenForm.Closed);
        await form.Says("#trouble", "still on its way");
        Assert.Equal(0, await form.Page.Locator("#trouble li, #trouble.bad").CountAsync());
        held.SetResult();
        await form.Says("#trouble", "All that you typed is in");
        await form.Says("#saved", "All is in");
        Assert.Equal(7000, OpenForm.Saved(program, "amara", Product));
    }

    [Fact]
    public async Task A_page_that_is_not_looked_at_hears_on_coming_back_what_has_begun_and_what_is_over()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
        await form.LookAway();
        program.SetClock(OpenForm.Filling);
        await form.LookAgain();
        await form.Says("#trouble", "Filling cases has begun");
        await form.Amount(Product).FillAsync("45");
        await form.LookAway();
        program.SetClock(OpenForm.Closed);
        await form.LookAgain();
        await form.Says("#trouble", Product + ": 45");
        Assert.Equal("45", await form.Amount(Product).InputValueAsync());
        Assert.Equal(6000, OpenForm.Saved(program, "amara", Product));
    }

    [Fact]
    public async Task What_is_typed_into_the_product_above_the_list_is_said_too_when_ordering_closes()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var form = await OpenForm.Open(chromium, program);
        await form.Row(Product).Locator("h3 a").ClickAsync();
        await form.Page.FillAsync("dialog[open] #asked", "46");
        program.SetClock(OpenForm.Closed);
        await form.Says("#trouble", Product + ": 46");
        Assert.Equal(0, await form.Page.Locator("dialog[open]").CountAsync());
        Assert.Equal(6000, OpenForm.Saved(program, "amara", Product));
    }
}

using Microsoft.Playwright;

namespace FoodCoop.Browser.Order;

/// <summary>
/// The order form in its states holds to axe and fits, by daylight and in the dark, on a phone and on a laptop, in both languages.
/// (The whole form as it opens: <see cref="EveryPageTests"/>; a clash, the page without script: beside their stories.)
/// </summary>
[Collection(Browsing.Name)]
public sealed class EverybodysFormTests(Chromium chromium)
{
    [Fact]
    public async Task In_every_state_the_form_can_be_used_by_everybody()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await using var phone = await Open(program, "member", "nl", phone: true, dark: false);
        await using var nightPhone = await Open(program, "host", "en", phone: true, dark: true);
        await using var laptop = await Open(program, "buyer", "en", phone: false, dark: false);
        await using var nightLaptop = await Open(program, "treasurer", "nl", phone: false, dark: true);
        OpenForm[] all = [phone, nightPhone, laptop, nightLaptop];

        await Task.WhenAll(nightPhone.HoldsUp(), laptop.HoldsUp()); // the whole form as it is not among the pages of all roles
        await Task.WhenAll(all.Select(Open));
        program.SetClock(OpenForm.Filling);
        await Task.WhenAll(all.Select(Filling));
        program.SetClock(OpenForm.Closed);
        await Task.WhenAll(all.Select(Closed));
        foreach (var form in all) Assert.DoesNotContain(form.Window.Errors, e => !e.Contains("422", StringComparison.Ordinal)); // the amount that was refused
    }

    // Few products at a time: it is the same row 800 times, and takes axe as long.
    private static async Task Open(OpenForm form)
    {
        await form.Window.Go(OpenForm.Path + "?q=xyzzy");
        await Look(form, "nothing");
        await form.Window.Go(OpenForm.Path + "?q=bieslook");
        await form.Page.ClickAsync(".tune summary");
        await Look(form, "menu");
        await form.Page.Keyboard.PressAsync("Escape");
        await form.Ask("Bieslook vers", "1,7");
        await form.Says(form.Row("Bieslook vers").Locator(".error"), "2");
        await Look(form, "error");
        await form.Page.ClickAsync("h3 a");
        await form.Page.WaitForSelectorAsync("dialog[open]");
        await Look(form, "product");
        await form.Window.Go(OpenForm.Path + "?show=mine");
        await Look(form, "filtered");
    }

    private static async Task Filling(OpenForm form)
    {
        await form.Says("#trouble", await form.Page.GetAttributeAsync("html", "lang") == "nl" ? "vullen van dozen" : "Filling cases");
        await Look(form, "filling-begins");
        await form.Window.Go(OpenForm.Path + "?show=short,organic");
        await Look(form, "filling");
    }

    private static async Task Closed(OpenForm form)
    {
        await form.Says("#trouble", await form.Page.GetAttributeAsync("html", "lang") == "nl" ? "sloot" : "closed");
        await Look(form, "closing");
        await form.Window.Go(OpenForm.Path);
        await Look(form, "closed");
    }

    [Fact]
    public async Task The_result_can_be_read_by_everybody()
    {
        await using var program = await ProgramUnderTest.NotStarted();
        program.SetClock(OpenForm.Closed.AddMinutes(5));
        await program.Begin();
        var file = new Post.CoopFile(program.Folder); // it catches up with the closing
        Assert.True(await Wait.Until(() => file.Number("select count(*) from cycle_state s join order_cycle c on c.id = s.cycle_id where c.code = '2026-12' and s.state = 'Closed'") == 1), program.Said);
        foreach (var (role, language, phone, dark) in ((string, string, bool, bool)[])[("member", "nl", true, false), ("host", "en", true, true), ("buyer", "en", false, false), ("treasurer", "nl", false, true)])
        {
            await using var form = await Open(program, role, language, phone, dark);
            await form.Page.WaitForSelectorAsync("#result .item, .empty");
            await Look(form, "result");
        }
    }

    private async Task<OpenForm> Open(ProgramUnderTest program, string role, string language, bool phone, bool dark)
    {
        var form = await OpenForm.Open(chromium, program, role, language, phone);
        await form.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        return form;
    }

    private static async Task Look(OpenForm form, string state)
    {
        await form.HoldsUp();
        var dark = await form.Page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        await form.Window.Screenshot($"form-{state}-{form.Page.ViewportSize!.Width}-{await form.Page.GetAttributeAsync("html", "lang")}{(dark ? "-dark" : "")}");
        if (form.Page.ViewportSize is not { Width: 390 } size) return;
        await form.Page.SetViewportSizeAsync(320, size.Height);
        await form.Window.HoldsItsWidth();
        await form.Page.SetViewportSizeAsync(size.Width, size.Height);
    }
}

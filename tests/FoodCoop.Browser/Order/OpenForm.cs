using Microsoft.Playwright;

namespace FoodCoop.Browser.Order;

/// <summary>An open order form in somebody's window.</summary>
internal sealed class OpenForm(Window window) : IAsyncDisposable
{
    public const string Path = "/order/2026-12";

    public Window Window => window;
    public IPage Page => window.Page;

    /// <param name="role">Who of the demo's people.</param>
    /// <param name="width">Of a phone; 390 when it is not said.</param>
    public static async Task<OpenForm> Open(Chromium chromium, ProgramUnderTest program, string role = "member", string language = "en", bool phone = true, bool script = true, int width = 390)
    {
        var window = await Window.Open(chromium, program, phone, language, script);
        if (width != 390) await window.Page.SetViewportSizeAsync(width, 844);
        await window.SignInAs(role);
        await window.Go(Path);
        return new OpenForm(window);
    }

    /// <summary>The row with a product's name in it; there is one of that name in the demo.</summary>
    public ILocator Row(string name) => Page.Locator($".item:has(h3 a:text-is(\"{name}\"))");

    public ILocator Amount(string name) => Row(name).Locator("input.amount");

    public Task Tap(string name) => Row(name).Locator(".plus").ClickAsync();

    /// <summary>Whatever is sent is lost on the way, until it is let through again.</summary>
    public Task LoseWhatIsSent() => Page.RouteAsync("**/*handler=Line", route => route.AbortAsync());

    public Task LetThrough() => Page.UnrouteAsync("**/*handler=Line");

    public Task Says(string selector, string words) =>
        Page.WaitForFunctionAsync("([s, w]) => document.querySelector(s)?.checkVisibility() && document.querySelector(s).textContent.includes(w)", new[] { selector, words });

    public Task Shows(string name, string amount) =>
        Page.WaitForFunctionAsync("([n, a]) => [...document.querySelectorAll('.item')].find(i => i.querySelector('h3 a').textContent === n)?.querySelector('.amount').value === a", new[] { name, amount });

    public async Task HoldsUp()
    {
        await window.HoldsToAxe();
        await window.HoldsItsWidth();
    }

    public ValueTask DisposeAsync() => window.DisposeAsync();
}

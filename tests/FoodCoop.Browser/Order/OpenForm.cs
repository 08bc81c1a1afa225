using Microsoft.Playwright;

namespace FoodCoop.Browser.Order;

/// <summary>An open order form in somebody's window.</summary>
internal sealed class OpenForm(Window window) : IAsyncDisposable
{
    public const string Path = "/order/2026-12";

    /// <summary>The last two days have begun.</summary>
    public static readonly DateTimeOffset Filling = new(2026, 11, 30, 22, 0, 1, TimeSpan.FromHours(1));

    /// <summary>The first second that is too late.</summary>
    public static readonly DateTimeOffset Closed = new(2026, 12, 2, 22, 0, 0, TimeSpan.FromHours(1));

    public Window Window => window;
    public IPage Page => window.Page;

    /// <param name="role">Who of the demo's people.</param>
    /// <param name="width">Of a phone; 390 when it is not said.</param>
    public static async Task<OpenForm> Open(
        Chromium chromium, ProgramUnderTest program, string role = "member", string language = "en", bool phone = true, bool script = true, int width = 390, string path = Path)
    {
        var window = await Window.Open(chromium, program, phone, language, script);
        if (width != 390) await window.Page.SetViewportSizeAsync(width, 844);
        await window.SignInAs(role);
        await window.Speak(language);
        await window.Go(path);
        return new OpenForm(window);
    }

    /// <summary>What the co-op's file holds, in thousandths.</summary>
    /// <param name="who">The name before the @ of an invented person.</param>
    public static int Saved(ProgramUnderTest program, string who, string product) => new Post.CoopFile(program.Folder).Number($"""
        select coalesce(sum(l.asked), 0)
        from order_line l
        join offer o on o.id = l.offer_id
        join order_cycle c on c.id = o.cycle_id
        join person p on p.member_id = l.member_id
        where c.code = '2026-12' and o.name = '{product}' and p.email = '{who}@demo.example'
        """);

    /// <summary>The row with a product's name in it; for products of which there is one of that name in the demo.</summary>
    public ILocator Row(string name) => Page.Locator($".item:has(h3 a:text-is(\"{name}\"))");

    public ILocator Amount(string name) => Row(name).Locator("input.amount");

    public Task Tap(string name) => Row(name).Locator(".plus").ClickAsync();

    /// <summary>Types an amount and goes on with Enter, which sends it.</summary>
    public async Task Ask(string name, string amount)
    {
        await Amount(name).FillAsync(amount);
        await Amount(name).PressAsync("Enter");
    }

    /// <summary>The same, and it is saved.</summary>
    public async Task Orders(string name, string amount)
    {
        await Ask(name, amount);
        await Assertions.ToBeSaved(Page);
    }

    /// <summary>Whatever is sent is lost on the way, until it is let through again.</summary>
    public Task LoseWhatIsSent() => Page.RouteAsync("**/*handler=Line", route => route.AbortAsync());

    public Task LetThrough() => Page.UnrouteAsync("**/*handler=Line");

    /// <summary>Another page lies over this one, as on a phone that goes into a pocket.</summary>
    public Task LookAway() => Look(hidden: true);

    public Task LookAgain() => Look(hidden: false);

    private async Task Look(bool hidden) => await Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);

    public Task Says(string selector, string words) =>
        Page.WaitForFunctionAsync("([s, w]) => document.querySelector(s)?.checkVisibility() && document.querySelector(s).textContent.includes(w)", new[] { selector, words });

    public Task Shows(string name, string amount) =>
        Page.WaitForFunctionAsync("([n, a]) => [...document.querySelectorAll('.item')].find(i => i.querySelector('h3 a').textContent === n)?.querySelector('.amount').value === a", new[] { name, amount });

    /// <summary>A row has come to hold these words.</summary>
    public Task Says(ILocator row, string words) => row.Filter(new() { HasText = words }).WaitForAsync();

    public Task<IReadOnlyList<string>> Shown() => Page.Locator(".item:visible h3 a").AllInnerTextsAsync();

    public string Query => new Uri(Page.Url).Query;

    public async Task HoldsUp()
    {
        await window.HoldsToAxe();
        await window.HoldsItsWidth();
    }

    public ValueTask DisposeAsync() => window.DisposeAsync();
}

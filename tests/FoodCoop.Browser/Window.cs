using Microsoft.Playwright;

namespace FoodCoop.Browser;

/// <summary>One person's browser window on the program: own cookies, and nothing is loaded from anywhere else.</summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>Where screenshots go: SCREENSHOTS, or TestResults/screenshots.</summary>
    public static readonly string Screenshots =
        Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder ? folder : Path.Combine(Repository.Root, "TestResults", "screenshots");

    private static readonly string s_axe = new Deque.AxeCore.Commons.BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext own;

    private Window(IBrowserContext own, IPage page) => (this.own, Page) = (own, page);

    public IPage Page { get; }

    /// <summary>Addresses outside of the program that were asked for: there must be none.</summary>
    public List<string> Strangers { get; } = [];

    /// <summary>Errors of scripts and the console.</summary>
    public List<string> Errors { get; } = [];

    /// <param name="phone">390 × 844 with touch; else a laptop of 1280 × 900.</param>
    /// <param name="script">Whether scripts run.</param>
    public static async Task<Window> Open(Chromium chromium, ProgramUnderTest program, bool phone = false, string language = "en", bool script = true)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = program.Address, Locale = language == "nl" ? "nl-NL" : "en-GB", TimezoneId = "Europe/Amsterdam", ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            DeviceScaleFactor = phone ? 2 : 1, HasTouch = phone, IsMobile = phone, JavaScriptEnabled = script, AcceptDownloads = true,
        });
        var window = new Window(context, await context.NewPageAsync());
        window.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(program.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) window.Strangers.Add(request.Url);
        };
        window.Page.PageError += (_, error) => window.Errors.Add(error);
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error") window.Errors.Add(message.Text);
        };
        return window;
    }

    /// <summary>Opens an address of the program and expects it to be well.</summary>
    public async Task<IResponse> Go(string path)
    {
        var response = await Page.GotoAsync(path);
        Assert.NotNull(response);
        Assert.True(response.Ok, $"{path} answers {response.Status}: {await Page.InnerTextAsync("body")}");
        return response;
    }

    /// <summary>One click in the demo's bar: member, buyer, coordinator, host, treasurer, membership, admin.</summary>
    public async Task SignInAs(string role)
    {
        if (Page.Url == "about:blank") await Go("/sign-in");
        await Page.ClickAsync($"aside.demo button[value={role}]");
        await Page.WaitForSelectorAsync("header .who details");
    }

    /// <summary>The person's own language from now on, as one sets it in the head of any page.</summary>
    public async Task Speak(string language)
    {
        if (await Page.GetAttributeAsync("html", "lang") == language) return;
        await Page.ClickAsync("header .who summary");
        await Page.ClickAsync($"header .who button[value={language}]");
        await Page.WaitForSelectorAsync($"html[lang={language}]");
    }

    /// <summary>Does what leads to another page (or the same one anew), and waits until that is there.</summary>
    public async Task Turn(Func<Task> act)
    {
        await Page.EvaluateAsync("() => { document.documentElement.dataset.left = '' }");
        await act();
        await Page.WaitForSelectorAsync("html:not([data-left])");
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Clicks what leads to another page.</summary>
    public Task Press(string selector) => Turn(() => Page.ClickAsync(selector));

    /// <summary>Drags with the mouse as a hand does: takes hold, moves a little before anything scrolls, goes there, and lets go.</summary>
    public async Task Drag(string what, string where)
    {
        await Page.HoverAsync(what);
        var box = await Page.Locator(what).BoundingBoxAsync() ?? throw new InvalidOperationException($"{what} is not to be seen.");
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 12, box.Y + (box.Height / 2) + 6, new MouseMoveOptions { Steps = 3 });
        await Page.HoverAsync(where);
        await Page.HoverAsync(where); // the second move is what a page hears as "over"
        await Page.Mouse.UpAsync();
    }

    /// <summary>Goes on by the Tab key until what is meant has the focus, as one does without a mouse.</summary>
    public async Task TabTo(string selector)
    {
        for (var press = 0; press < 400; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"{selector} cannot be reached by the Tab key on {Page.Url}.");
    }

    /// <summary>Presses a key until something is so: the arrow keys of a list.</summary>
    public async Task PressUntil(string key, string condition)
    {
        for (var press = 0; press < 400; press++)
        {
            if (await Page.EvaluateAsync<bool>(condition)) return;
            await Page.Keyboard.PressAsync(key);
        }
        Assert.Fail($"However often {key} is pressed on {Page.Url}, it is not so that {condition}.");
    }

    /// <summary>No accessibility rule of WCAG 2.2 A and AA is broken on the page as it stands.</summary>
    public async Task HoldsToAxe() => Nothing(await AxeFindings());

    /// <summary>Nothing sticks out at the side.</summary>
    public async Task HoldsItsWidth() => Nothing(await WidthFindings());

    /// <summary>What axe finds on the page as it stands, each with the element it is about. Run in the page itself, for only what
    /// is broken: to hand over all that was looked at takes a minute for a page of 800 products.</summary>
    public async Task<IEnumerable<string>> AxeFindings()
    {
        await Page.EvaluateAsync(s_axe);
        return await Page.EvaluateAsync<string[]>("""
            async () => {
              // rows out of sight as they are when one comes to them; to lay each out by itself takes axe twice as long
              const shown = new CSSStyleSheet();
              // and what sticks to an edge stays where it belongs: a row that it half covers is scrolled from under it
              shown.replaceSync('* { content-visibility: visible !important } .find, .total { position: static !important }');
              document.adoptedStyleSheets = [shown];
              // where scripts are off, timers do not run either
              if (matchMedia('(scripting: none)').matches) window.setTimeout = (act) => { Promise.resolve().then(act); };
              const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run({ runOnly, resultTypes: ['violations'], preload: false });
              document.adoptedStyleSheets = [];
              return violations.flatMap(v => v.nodes.map(n => `${location.href} ${v.id}: ${v.help} – ${n.html}`));
            }
            """);
    }

    /// <summary>How much wider than the window the page is, if it is.</summary>
    public async Task<IEnumerable<string>> WidthFindings()
    {
        var (content, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        return content <= window ? [] : [$"{Page.Url} is {content} pixels wide in a window of {window}."];
    }

    public async Task<string> Screenshot(string name, bool whole = false)
    {
        Directory.CreateDirectory(Screenshots);
        var path = Path.Combine(Screenshots, name + ".png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = whole });
        return path;
    }

    /// <summary>A file of the program, asked for with this person's cookies.</summary>
    public async Task<byte[]> File(string? path)
    {
        var response = await own.APIRequest.GetAsync(new Uri(new Uri(Page.Url), path).ToString());
        Assert.True(response.Ok, $"{path} answers {response.Status}");
        return await response.BodyAsync();
    }

    /// <summary>What a click downloads.</summary>
    public async Task<byte[]> Download(string selector)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync(selector));
        return await System.IO.File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static void Nothing(IEnumerable<string> findings)
    {
        var all = string.Join('\n', findings);
        Assert.True(all.Length == 0, all);
    }

    public async ValueTask DisposeAsync() => await own.DisposeAsync();
}

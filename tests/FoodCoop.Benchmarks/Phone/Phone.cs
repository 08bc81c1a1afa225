using System.Text.Json;
using FoodCoop.Browser;
using Microsoft.Playwright;

namespace FoodCoop.Benchmarks.Phone;

/// <summary>One visit to the order form: bytes as they came over the wire with their headers, and moments in milliseconds from the navigation's start.</summary>
internal sealed record Visit(IBrowserContext Context, IPage Page, long FormBytes, long AllBytes, int Files, string Encoding, double Answered, double Painted, double Usable);

/// <summary>A slow phone of somebody who is signed in.</summary>
internal sealed class Phone(IBrowser browser, string address, string month)
{
    private const int Slower = 4;
    private static readonly string s_watch = File.ReadAllText(Path.Combine(Repository.Root, "tests", "FoodCoop.Benchmarks", "Phone", "watch.js"));

    private string cookies = "";

    private sealed record Moments(double Answered, double Painted, double Usable);

    /// <summary>By the link of a mail, once; later windows have its cookies.</summary>
    public async Task SignIn(string link)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in/link/" + link);
        await page.ClickAsync("form.follow button");
        await page.WaitForSelectorAsync("header .who details");
        cookies = await context.StorageStateAsync();
    }

    /// <summary>The first visit: a window of its own, with nothing in its cache.</summary>
    public async Task<Visit> Visit()
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address, StorageState = cookies, Locale = "nl-NL", TimezoneId = "Europe/Amsterdam",
            ViewportSize = new ViewportSize { Width = 390, Height = 844 }, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true,
        });
        await context.AddInitScriptAsync(s_watch);
        return await Go(context, await context.NewPageAsync());
    }

    /// <summary>A later visit in the same window: what may be kept is in its cache.</summary>
    public async Task<Visit> Again(Visit before)
    {
        await before.Page.WaitForFunctionAsync("() => /[0-9]{2}:[0-9]{2}$/.test(document.getElementById('saved').textContent)"); // nothing is left to be sent
        return await Go(before.Context, before.Page);
    }

    private async Task<Visit> Go(IBrowserContext context, IPage page)
    {
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Slower });
        await session.SendAsync("Network.enable");
        var (kinds, bytes, encoding) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal), "");
        session.Event("Network.responseReceived").OnEvent += (_, e) =>
        {
            var kind = e!.Value.GetProperty("type").GetString()!;
            lock (kinds) kinds[e.Value.GetProperty("requestId").GetString()!] = kind;
            if (kind == "Document") encoding = Header(e.Value.GetProperty("response").GetProperty("headers"), "content-encoding");
        };
        session.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            lock (kinds) bytes[e!.Value.GetProperty("requestId").GetString()!] = (long)e.Value.GetProperty("encodedDataLength").GetDouble();
        };
        await page.GotoAsync($"/order/{month}", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var moments = await Said<Moments>(page, """
            {
              answered: performance.getEntriesByType("navigation")[0].responseEnd,
              usable: await window.usable,
              painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
            }
            """);
        await session.DetachAsync();
        lock (kinds)
        {
            var loaded = kinds.Where(k => k.Value is "Document" or "Stylesheet" or "Script").ToList();
            long Sum(IEnumerable<KeyValuePair<string, string>> some) => some.Sum(k => bytes.GetValueOrDefault(k.Key));
            return new Visit(context, page, Sum(loaded.Where(k => k.Value == "Document")), Sum(loaded), loaded.Count - 1, encoding, moments.Answered, moments.Painted, moments.Usable);
        }
    }

    /// <summary>What an expression comes to in the page.</summary>
    public static async Task<T> Said<T>(IPage page, string expression) =>
        JsonSerializer.Deserialize<T>(await page.EvaluateAsync<string>($"async () => JSON.stringify({expression})"), JsonSerializerOptions.Web)!;

    private static string Header(JsonElement headers, string name) => headers.EnumerateObject()
        .FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "not compressed";
}

using Microsoft.Playwright;

namespace FoodCoop.Browser;

/// <summary>One browser for all tests; each of their people has a window of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(ChromiumHere.Options());
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>Tests that share the browser; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Browsing : ICollectionFixture<Chromium>
{
    public const string Name = "browsing";
}

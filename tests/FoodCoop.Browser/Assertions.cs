using Microsoft.Playwright;

namespace FoodCoop.Browser;

internal static class Assertions
{
    /// <summary>The order form says that all is saved, with the time.</summary>
    public static async Task ToBeSaved(IPage page) =>
        await page.WaitForFunctionAsync("() => /\\d\\d:\\d\\d$/.test(document.getElementById('saved').textContent)");
}

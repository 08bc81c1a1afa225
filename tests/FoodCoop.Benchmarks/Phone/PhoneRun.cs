using System.Globalization;
using FoodCoop.Benchmarks.Running;
using FoodCoop.Browser;
using Microsoft.Playwright;

namespace FoodCoop.Benchmarks.Phone;

/// <summary>
/// The order form on a slow phone: headless Chromium, 390 × 844, its processor throttled four times. Prints bytes over the wire, the time until
/// it is usable, and how soon a tap and a letter in the search are seen.
/// </summary>
/// <remarks>
/// Source: quality.md section 2 and experience.md (design). Usable means: from the start of the navigation to the frame that shows the changed
/// amount, where a finger comes down in each frame on the first + that is in view with nothing over it (watch.js).
/// </remarks>
internal static class PhoneRun
{
    private const int Slower = 4;
    private const int Visits = 7;
    private const int Taps = 50;

    private static readonly string[] s_sought = ["aardappel", "linzen", "aubegine", "brood"];

    private sealed record Seen(double Took, bool Changed);

    private sealed record Typed(double Took, int Shown);

    public static async Task<int> Run(TextWriter output)
    {
        using var coop = await LargeCoop.Make(output);
        output.WriteLine($"Machine: {Machine.Words}.");
        output.WriteLine($"Co-op: {coop.Words}.");
        await using var program = await RunningProgram.Start(coop.Folder, pinned: false);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(ChromiumHere.Options());
        output.WriteLine($"Phone: Chromium {browser.Version}, 390 × 844, processor throttled {Slower} times, network not.");
        var phone = new Phone(browser, program.Address, coop.Month);
        await phone.SignIn(coop.Logins[0].Link);
        var machine = new Machine();

        await (await phone.Visit()).Context.DisposeAsync(); // the program's own first time
        List<Visit> cold = [];
        for (var i = 0; i < Visits; i++)
        {
            var visit = await phone.Visit();
            await visit.Context.DisposeAsync();
            cold.Add(visit);
        }
        var open = await phone.Visit();
        List<Visit> warm = [];
        for (var i = 0; i < Visits; i++) warm.Add(await phone.Again(open));
        var taps = await Tap(open.Page);
        var keys = await Search(open.Page);
        await open.Context.DisposeAsync();

        Print(output, cold, warm, taps, keys);
        output.WriteLine(machine.Since(program.ProcessorMilliseconds) + " (Chromium counts as others)");
        var broken = taps.Count(t => !t.Changed) + (taps.Count == Taps ? 0 : 1) + program.Errors.Count;
        if (broken > 0) output.WriteLine($"BROKEN: {taps.Count} of {Taps} taps were seen, {taps.Count(t => !t.Changed)} changed nothing, the program logged {program.Errors.Count} errors.");
        return broken == 0 ? 0 : 1;
    }

    private static void Print(TextWriter output, List<Visit> cold, List<Visit> warm, List<Seen> taps, List<Typed> keys)
    {
        var (first, form) = (cold[0], cold.Max(v => v.FormBytes) / 1000.0);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Over the wire: the form {form:0.0} KB ({first.Encoding}); with {first.Files} files of css and script {cold.Max(v => v.AllBytes) / 1000.0:0.0} KB; a later visit {warm.Max(v => v.AllBytes) / 1000.0:0.0} KB"));
        output.WriteLine($"  the form at most 60 KB: {Spread.Met(form <= 60)}; a first visit at most 110 KB: {Spread.Met(cold.Max(v => v.AllBytes) <= 110_000)}");
        output.WriteLine();
        output.WriteLine("                                                   count   median      p95    worst  ms");
        var (usable, again, tapped) = (new Spread(cold.Select(v => v.Usable)), new Spread(warm.Select(v => v.Usable)), new Spread(taps.Select(t => t.Took)));
        Row(output, "first visit: until the answer is there", new Spread(cold.Select(v => v.Answered)));
        Row(output, "first visit: until something is seen", new Spread(cold.Select(v => v.Painted)));
        Row(output, "first visit: until usable", usable);
        Row(output, "later visit: until usable", again);
        Row(output, "a tap on + until the amount is seen", tapped);
        Row(output, "a letter in the search until the list is seen", new Spread(keys.Select(k => k.Took)));
        output.WriteLine($"  usable within 1,000 ms: {Spread.Met(usable.Within(50) < 1000)} in the median of first visits, {Spread.Met(usable.Worst < 1000)} in the worst; "
            + $"{Spread.Met(again.Within(50) < 1000)} and {Spread.Met(again.Worst < 1000)} of later ones");
        output.WriteLine($"  a tap seen within 50 ms: {Spread.Met(tapped.Within(50) < 50)} in the median, {Spread.Met(tapped.Within(95) < 50)} for 95 %, {Spread.Met(tapped.Worst < 50)} in the worst");
    }

    private static void Row(TextWriter output, string what, Spread spread) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {what,-46} {spread.Count,7} {spread.Within(50),8:0.0} {spread.Within(95),8:0.0} {spread.Worst,8:0.0}"));

    // Two taps on each of a row of products all over the list, as a finger makes them; the first makes the case's bar, the second changes it.
    private static async Task<List<Seen>> Tap(IPage page)
    {
        var rows = page.Locator("#order .item:not(.gone)");
        var every = await rows.CountAsync() / (Taps / 2);
        for (var row = 0; row < Taps / 2; row++)
        {
            var plus = rows.Nth(row * every).Locator(".plus");
            await plus.EvaluateAsync("plus => plus.scrollIntoView({ block: 'center', behavior: 'instant' })");
            await Settled(page);
            for (var tap = 0; tap < 2; tap++)
            {
                var box = await plus.BoundingBoxAsync() ?? throw new InvalidOperationException("A row without a +.");
                var before = await page.EvaluateAsync<int>("window.taps.length");
                await page.Touchscreen.TapAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
                await page.WaitForFunctionAsync("before => window.taps.length > before", before);
            }
        }
        return await Phone.Said<List<Seen>>(page, "window.taps");
    }

    private static async Task<List<Typed>> Search(IPage page)
    {
        await page.EvaluateAsync("scrollTo(0, 0)");
        foreach (var word in s_sought)
        {
            await page.FocusAsync("#q");
            foreach (var letter in word)
            {
                var before = await page.EvaluateAsync<int>("window.keys.length");
                await page.Keyboard.PressAsync(letter.ToString());
                await page.WaitForFunctionAsync("before => window.keys.length > before", before);
            }
            await page.FillAsync("#q", "");
            await Settled(page);
        }
        return [.. (await Phone.Said<List<Typed>>(page, "window.keys")).Where(k => k.Shown < 700)];
    }

    // Until the page has painted twice and has nothing to do.
    private static async Task Settled(IPage page) =>
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))))");
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FoodCoop.Browser;

/// <summary>
/// Every page that a role can come to by links, on a phone and on a laptop: no rule of axe is broken, nothing is wider than the
/// window (of 320 px too), no script fails, nothing is loaded from elsewhere. Every page is asked for; of a kind two are opened.
/// </summary>
[Collection(Browsing.Name)]
public sealed partial class EveryPageTests(Chromium chromium, EveryPageTests.Phones phones, EveryPageTests.Laptops laptops)
    : IClassFixture<EveryPageTests.Phones>, IClassFixture<EveryPageTests.Laptops>
{
    // Two programs, because the same people read Dutch on the one and English on the other.
    public sealed class Phones : SharedProgram;

    public sealed class Laptops : SharedProgram;

    private static readonly string[] s_roles = ["member", "buyer", "coordinator", "host", "treasurer", "membership", "admin"];

    [Fact]
    public async Task Every_page_of_every_role_can_be_used_by_everybody_on_a_phone_and_on_a_laptop()
    {
        var found = await Task.WhenAll(Visit(phone: true, Pages), Visit(phone: false, Pages));
        var all = string.Join('\n', found.SelectMany(f => f));
        Assert.True(all.Length == 0, all);
    }

    [Fact]
    public async Task Pages_that_refuse_can_be_used_by_everybody_too()
    {
        var found = await Task.WhenAll(Visit(phone: true, Refusals), Visit(phone: false, Refusals));
        var all = string.Join('\n', found.SelectMany(f => f));
        Assert.True(all.Length == 0, all);
    }

    // A phone in daylight and in Dutch, whose words are the longer; a laptop in the dark and in English.
    private async Task<IReadOnlyList<string>> Visit(bool phone, Func<Window, List<string>, Task> walk)
    {
        await using var window = await Window.Open(chromium, phone ? phones.Program : laptops.Program, phone, phone ? "nl" : "en");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = phone ? ColorScheme.Light : ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        List<string> findings = [];
        await walk(window, findings);
        findings.AddRange(window.Strangers.Select(s => $"asked for elsewhere: {s}"));
        return findings;
    }

    private static async Task Pages(Window window, List<string> findings)
    {
        HashSet<string> seen = [];
        Dictionary<string, int> looked = [];
        foreach (var role in s_roles)
        {
            await window.SignInAs(role);
            await SpeakOwnLanguage(window);
            Dictionary<string, int> kinds = [];
            HashSet<string> known = ["/"];
            var waiting = new Queue<string>(known);
            while (waiting.TryDequeue(out var address))
            {
                var (here, links) = await Read(window, address);
                foreach (var next in links.Where(l => !FileOrMixture().IsMatch(l)))
                {
                    var kind = Kind(next);
                    if (kinds.GetValueOrDefault(kind) >= 2 || !known.Add(next)) continue;
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    waiting.Enqueue(next);
                }
                // What several roles see alike is opened once; the start page is each role's own.
                var look = here == "/" ? role : Kind(here);
                if (!seen.Add(here == "/" ? role : here) || (looked[look] = looked.GetValueOrDefault(look) + 1) > 2) continue;
                window.Errors.Clear();
                await window.Go(address);
                await LookAt(window, findings, role);
                findings.AddRange(window.Errors.Select(e => $"{role} {address}: {e}"));
            }
        }
        if (seen.Count < 40) findings.Add($"Only {seen.Count} pages were found."); // no links, no findings
    }

    private static async Task Refusals(Window window, List<string> findings)
    {
        await window.Go("/sign-in");
        await LookAt(window, findings, "nobody");
        await Fill(window, "form.sign-in", ("Email", "amara@example.org"), ("Password", "not this one"));
        await LookAt(window, findings, "wrong password");
        foreach (var address in (string[])["/sign-in/link", "/sign-in/reset"])
        {
            await window.Go(address);
            await Fill(window, "main form", ("Email", "amara@"));
            await LookAt(window, findings, "no e-mail address");
            await Fill(window, "main form", ("Email", "amara@example.org"));
            await LookAt(window, findings, "sent");
        }
        foreach (var address in (string[])["/there-is-no-such-page", "/sign-in/link/" + new string('x', 43), "/sign-in/reset/" + new string('x', 43), "/error/500"])
        {
            await window.Page.GotoAsync(address);
            await LookAt(window, findings, "nobody");
        }
        await window.Go("/sign-in");
        await window.SignInAs("member");
        await SpeakOwnLanguage(window);
        foreach (var address in (string[])["/there-is-no-such-page", "/money", "/order/2031-01"])
        {
            await window.Page.GotoAsync(address);
            await LookAt(window, findings, "member");
        }
        await window.Go("/order/2026-12?show=mine");
        await window.Page.EvaluateAsync("() => { const some = document.querySelectorAll('input.amount'); some[0].value = 'a few'; some[1].value = '-3' }");
        await Fill(window, "form#order");
        await LookAt(window, findings, "unreadable amount");
        foreach (var (role, address, form) in ((string, string, string)[])
            [("buyer", "/buying/suppliers/new", "form.supplier"), ("membership", "/membership/admit", "form.admit"), ("admin", "/settings", "main form")])
        {
            await window.SignInAs(role);
            await SpeakOwnLanguage(window);
            await window.Go(address);
            await Fill(window, form, ("Name", ""));
            await LookAt(window, findings, "left empty");
        }
    }

    private static async Task LookAt(Window window, List<string> findings, string who)
    {
        findings.AddRange((await window.AxeFindings()).Concat(await window.WidthFindings()).Select(f => $"{who}: {f}"));
        if (window.Page.ViewportSize is not { Width: < 400 } phone) return;
        await window.Page.SetViewportSizeAsync(320, phone.Height);
        findings.AddRange((await window.WidthFindings()).Select(f => $"{who}: {f}"));
        await window.Page.SetViewportSizeAsync(phone.Width, phone.Height);
    }

    // Sends a form as it would go without the browser's own checks and without script.
    private static async Task Fill(Window window, string form, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields) await window.Page.FillAsync($"{form} [name={name}]", value);
        await window.Turn(() => window.Page.EvalOnSelectorAsync(form, "form => form.submit()"));
    }

    private static Task SpeakOwnLanguage(Window window) => window.Speak(window.Page.ViewportSize is { Width: < 400 } ? "nl" : "en");

    // Asks for a page without opening it, which takes a tenth of the time: where it is in the end, and where its links lead.
    private static async Task<(string Here, string[] Links)> Read(Window window, string address)
    {
        var read = await window.Page.EvaluateAsync<string[]>("""
            async address => {
              const answer = await fetch(address);
              const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
              const links = Array.from(page.querySelectorAll('a[href]:not([download])'), a => new URL(a.getAttribute('href'), answer.url));
              const here = new URL(answer.url);
              return [String(answer.status), here.pathname + here.search, ...links.filter(l => l.origin === here.origin).map(l => l.pathname + l.search)];
            }
            """, address);
        Assert.True(read[0] == "200", $"{address} answers {read[0]}");
        return (read[1], read[2..]);
    }

    // The address without what tells one such page from another: /membership/114?q=a is /membership/#?q.
    private static string Kind(string address)
    {
        var parts = address.Split('?', '=');
        return Number().Replace(parts[0], "#") + (parts.Length > 1 ? "?" + parts[1] : "");
    }

    [GeneratedRegex(@"\d[\d-]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.(pdf|csv|txt|svg)(\?|$)|handler=|&")]
    private static partial Regex FileOrMixture();
}

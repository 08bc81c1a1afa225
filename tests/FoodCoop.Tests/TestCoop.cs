using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FoodCoop.Tests;

/// <summary>One test's co-op: its database, and browsers for its people. <c>var coop = new TestCoop();</c></summary>
public sealed class TestCoop
{
    public TestCoop(bool empty = false)
    {
        TestClock.Set(TestClock.Start);
        (File, Host) = TestHost.NewCoop(empty);
    }

    public CoopFile File { get; }
    public string Host { get; }
    public IServiceProvider Services => TestHost.Instance.Services;

    /// <summary>A browser of one of the cast ("Amara", "Bart" …), or of a visitor.</summary>
    public TestBrowser As(string? name)
    {
        if (name is null) return new TestBrowser(this, null);
        var (id, stamp) = File.Read(db => db.One<(long, string)>("select id, security_stamp from person where name = @name", new { name }));
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            SignInCookie.Principal(new Id<Person>(id), stamp, File.Name),
            new AuthenticationProperties { IssuedUtc = TestClock.Instance.GetUtcNow().AddHours(-1), ExpiresUtc = TestClock.Instance.GetUtcNow().AddDays(3650) },
            IdentityConstants.ApplicationScheme);
        return new TestBrowser(this, $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}");
    }

    /// <summary>Writes directly, to set a scene.</summary>
    public void Write(Action<Db> work) => File.WriteAsync(work).GetAwaiter().GetResult();

    public T Write<T>(Func<Db, T> work) => File.WriteAsync(work).GetAwaiter().GetResult();

    public T Read<T>(Func<Db, T> work) => File.Read(work);
}

/// <summary>A browser without script: gets pages, fills forms, follows redirects, keeps cookies.</summary>
public sealed class TestBrowser
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient client;
    private readonly CookieContainer cookies = new();
    private readonly Uri root;

    public TestBrowser(TestCoop coop, string? cookie)
    {
        root = new Uri($"http://{coop.Host}/");
        TestHost.Instance.Server.PreserveExecutionContext = true; // the test's own clock
        client = new HttpClient(TestHost.Instance.Server.CreateHandler()) { BaseAddress = root };
        if (cookie is not null) cookies.SetCookies(root, cookie);
    }

    public async Task<TestPage> Get(string path, bool follow = true) => await Send(new HttpRequestMessage(HttpMethod.Get, path), follow);

    public async Task<byte[]> Bytes(string path)
    {
        using var response = await Raw(new HttpRequestMessage(HttpMethod.Get, path));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>An answer that goes on for as long as it is open, line by line.</summary>
    public async Task<(HttpResponseMessage Answer, StreamReader Lines)> Listen(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies.GetCookieHeader(root) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>Fills a form of a page (found by a CSS selector) and sends it; fields that are not named keep what the page says.</summary>
    public async Task<TestPage> Submit(TestPage page, string form, object? fields = null, bool follow = true, string? button = null)
    {
        var element = page.Html.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} on {page.Path}:\n{page.Text}");
        var values = new List<KeyValuePair<string, string>>();
        foreach (var input in element.Elements)
        {
            switch (input)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked: values.Add(new(box.Name!, box.Value ?? "on")); break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "file" or "submit" or "button" }: break;
                case IHtmlInputElement i when !string.IsNullOrEmpty(i.Name): values.Add(new(i.Name, i.Value)); break;
                case IHtmlTextAreaElement t when !string.IsNullOrEmpty(t.Name): values.Add(new(t.Name, t.Value)); break;
                case IHtmlSelectElement s when !string.IsNullOrEmpty(s.Name): values.Add(new(s.Name, s.Value ?? "")); break;
                default: break;
            }
        }
        var pressed = button is null ? null : page.Html.QuerySelector(button) as IHtmlButtonElement ?? throw new InvalidOperationException($"No button {button} on {page.Path}:\n{page.Text}");
        if (pressed?.Name is { Length: > 0 } pressedName) values.Add(new(pressedName, pressed.Value ?? ""));
        foreach (var (name, value) in Pairs(fields))
        {
            values.RemoveAll(v => v.Key == name);
            values.AddRange(value is string[] many ? many.Select(m => KeyValuePair.Create(name, m)) : [KeyValuePair.Create(name, value?.ToString() ?? "")]);
        }
        return await Post(pressed?.GetAttribute("formaction") ?? Target(page, element), values, follow);
    }

    /// <summary>Chooses a file in a form and sends it, with the form's hidden fields.</summary>
    public async Task<TestPage> Upload(TestPage page, string form, string fileName, byte[] content, bool follow = true)
    {
        var element = page.Html.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} on {page.Path}:\n{page.Text}");
        var body = new MultipartFormDataContent();
        foreach (var input in element.Elements.OfType<IHtmlInputElement>())
        {
            if (input.Type == "hidden") body.Add(new StringContent(input.Value), input.Name!);
            else if (input.Type == "file") body.Add(new ByteArrayContent(content), input.Name!, fileName);
        }
        return await Send(new HttpRequestMessage(HttpMethod.Post, Target(page, element)) { Content = body }, follow);
    }

    private static string Target(TestPage page, IHtmlFormElement form) => form.GetAttribute("action") is { Length: > 0 } action ? action : page.Path;

    public async Task<TestPage> Post(string path, IEnumerable<KeyValuePair<string, string>> values, bool follow = true) =>
        await Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(values) }, follow);

    /// <summary>Sends a request with this browser's cookies and takes the answer's; nothing is followed.</summary>
    public async Task<HttpResponseMessage> Raw(HttpRequestMessage request)
    {
        var address = new Uri(root, request.RequestUri!);
        if (cookies.GetCookieHeader(address) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) cookies.SetCookies(root, cookie);
        }
        return response;
    }

    private async Task<TestPage> Send(HttpRequestMessage request, bool follow)
    {
        for (var hops = 0; ; hops++)
        {
            using var response = await Raw(request);
            if (follow && (int)response.StatusCode is >= 300 and < 400 && hops < 10)
            {
                request = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
                continue;
            }
            var text = await response.Content.ReadAsStringAsync();
            var path = new Uri(root, request.RequestUri!).PathAndQuery;
            return new TestPage((int)response.StatusCode, path, response.Headers.Location?.ToString(), text, Parser.ParseDocument(text));
        }
    }

    private static IEnumerable<(string Name, object? Value)> Pairs(object? fields) => fields switch
    {
        null => [],
        IEnumerable<KeyValuePair<string, string>> pairs => pairs.Select(p => (p.Key, (object?)p.Value)),
        _ => fields.GetType().GetProperties().Select(p => (p.Name, p.GetValue(fields))),
    };
}

/// <summary>What a browser shows: status, address, text.</summary>
public sealed record TestPage(int Status, string Path, string? Location, string Source, IHtmlDocument Html)
{
    /// <summary>The words of the page's main part, white space folded.</summary>
    public string Text => string.Join(' ', (Html.QuerySelector("main") ?? Html.DocumentElement).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string? this[string selector] => Html.QuerySelector(selector)?.TextContent.Trim();
}

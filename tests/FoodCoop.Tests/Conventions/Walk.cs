using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FoodCoop.Platform.Web;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Tests.Conventions;

/// <summary>One page as one person got it.</summary>
internal sealed record Visit(
    PageRoute Page, string Path, bool IsThere, string Scene, string Who, bool MaySee, string Language,
    int Status, string? Location, bool IsHtml, bool Wrote, IReadOnlyList<string> Wrongs, IReadOnlyList<string> Links)
{
    public override string ToString() => $"{Page.File} {Path} for {Who} ({Scene}, {Language}): {Status}{(Location is null ? "" : " → " + Location)}";
}

/// <summary>
/// Gets every page of the program at all its addresses, as a visitor and as each of the cast, in both languages: on a file
/// that is not set up, on a co-op that has nothing but its people, and on one with a row of everything.
/// </summary>
public sealed class Walk : IAsyncLifetime
{
    /// <summary>A visitor, and all of the cast with the role each has besides being a member.</summary>
    private static readonly (string? Name, string? Role)[] People =
    [
        (null, null), ("Amara", null), ("Bart", "Buyer"), ("Elif", "ShiftCoordinator"), ("Tomás", "PickupHost"), ("Ingrid", "Treasurer"),
        ("Μαρία", "MembershipCoordinator"), ("Wei", "Admin"), ("Çağla", null), ("Дмитро", null), ("Oksana", null),
    ];

    internal const string NotSetUp = "not set up";
    internal const string Bare = "people only";
    internal const string Filled = "filled";

    internal List<Visit> Visits { get; } = [];

    /// <summary>Links on pages that lead those who see them nowhere.</summary>
    internal List<(string Link, string File, string Answer, string Who, string Scene)> DeadLinks { get; } = [];

    public async Task InitializeAsync()
    {
        var pages = await Routes.Pages();
        await Through(pages, new TestCoop(empty: true), NotSetUp, People[..1]);
        await Through(pages, new TestCoop(), Bare, People);
        await Through(pages, FilledCoop.Make(), Filled, People);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task Through(List<PageRoute> pages, TestCoop coop, string scene, (string? Name, string? Role)[] people)
    {
        using var watch = Watch(coop);
        foreach (var language in (string[])["nl", "en"])
        {
            coop.Write(db => db.Execute("update person set language = @language", new { language }));
            coop.Write(db => db.Execute("update coop set language = @language", new { language }));
            foreach (var (name, role) in people)
            {
                var seen = new List<Visit>();
                foreach (var page in pages)
                {
                    var maySee = page.Policy is null || (name is not null && (page.Policy == "Member" || page.Policy == "Coordinator" && role is not null || page.Policy == "DayHost" && role is ("ShiftCoordinator" or "PickupHost") || page.Policy == role));
                    // who may not see a page is turned away before anything is looked up: one address is enough
                    var addresses = maySee ? Samples.Of(page) : Samples.Of(page).Take(1);
                    foreach (var (path, isThere) in addresses)
                        seen.Add(await Get(coop.As(name), page, path, isThere, scene, name ?? "a visitor", maySee, scene == NotSetUp ? "" : language, watch));
                }
                Visits.AddRange(seen);
                if (language == "en" && scene != NotSetUp) await Follow(coop.As(name), name ?? "a visitor", scene, seen);
            }
        }
    }

    private static async Task<Visit> Get(
        TestBrowser browser, PageRoute page, string path, bool isThere, string scene, string who, bool maySee, string language, SqliteConnection watch)
    {
        var before = Version(watch);
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, path));
        var wrote = Version(watch) != before;
        var location = response.Headers.Location?.ToString();
        // a mail that is shown in a frame is no page of ours, and may do nothing
        var isMail = response.Headers.TryGetValues("Content-Security-Policy", out var policy) && policy.Single() == SecurityHeaders.OfAMail;
        var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html" && !isMail;
        var html = isHtml && location is null ? new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()) : null;
        var expected = language.Length > 0 ? language : html?.DocumentElement.GetAttribute("lang") ?? "";
        return new Visit(page, path, isThere, scene, who, maySee, language, (int)response.StatusCode, location, isHtml, wrote,
            html is null ? [] : [.. Markup.Wrongs(html, expected)], html is null ? [] : [.. Inside(html)]);
    }

    private async Task Follow(TestBrowser browser, string who, string scene, List<Visit> seen)
    {
        foreach (var link in seen.SelectMany(v => v.Links.Select(l => (Link: l, From: v))).DistinctBy(l => l.Link))
        {
            using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, link.Link));
            var location = response.Headers.Location?.ToString() ?? "";
            if ((int)response.StatusCode is >= 400 || location.Contains("/not-allowed", StringComparison.Ordinal))
                DeadLinks.Add((link.Link, link.From.Page.File, location.Length > 0 ? "not allowed" : $"{(int)response.StatusCode}", who, scene));
        }
    }

    /// <summary>Links to our own pages.</summary>
    private static IEnumerable<string> Inside(IHtmlDocument page) => page.QuerySelectorAll("a[href]")
        .Select(a => a.GetAttribute("href")!.Split('#')[0])
        .Where(h => h.StartsWith('/') && !h.StartsWith("//", StringComparison.Ordinal))
        .Distinct();

    /// <summary>A connection of the test's own, whose data_version changes when any other one has written.</summary>
    private static SqliteConnection Watch(TestCoop coop)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = coop.File.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static long Version(SqliteConnection watch)
    {
        using var command = watch.CreateCommand();
        command.CommandText = "pragma data_version";
        return (long)command.ExecuteScalar()!;
    }
}

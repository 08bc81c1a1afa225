namespace FoodCoop.Tests.Conventions;

/// <summary>Every page opens for those who may see it and for nobody else, also on an empty co-op; none fails, none writes.</summary>
public sealed class OpenPagesTests(Walk walk) : IClassFixture<Walk>
{
    /// <summary>Pages that are only a button elsewhere, or that have nothing to show to somebody who is signed in.</summary>
    private static readonly string[] LeadElsewhere =
    [
        "/Features/SignIn/SignOut.cshtml", // a POST; who types the address comes home
        "/Features/Profile/Language.cshtml", // the same
        "/Features/Demo/OneClick.cshtml", // the same; outside of the demo there is no such page
        "/Features/Catalogue/Imports/Again.cshtml", // the same, to the import
        "/Features/Order/Index.cshtml", // to the cycle that is open
        "/Features/PickupDay/Index.cshtml", // to the day that is at hand
        "/Features/SignIn/Index.cshtml", // signed in already
        "/Features/Setup/Index.cshtml", "/Features/Setup/Begin.cshtml", // set up already
    ];

    /// <summary>Pages whose own status tells what happened.</summary>
    private static readonly string[] TellTrouble = ["/Features/SignIn/NotAllowed.cshtml", "/Features/Shared/Error.cshtml"];

    [Fact]
    public void Every_page_answers_each_person_as_its_policy_says() =>
        Sources.Hold("Not as the policy and what exists say:", walk.Visits
            .Select(v => (Visit: v, Wrong: Wrong(v))).Where(v => v.Wrong is not null)
            .GroupBy(v => (v.Visit.Page.File, v.Visit.Path, v.Visit.Status, v.Wrong))
            .Select(g => $"{g.First().Visit} – {g.Key.Wrong} ({string.Join(", ", g.Select(v => v.Visit.Who).Distinct())})"));

    [Fact]
    public void Every_page_opens_for_somebody_in_both_languages() =>
        Sources.Hold("Nobody has seen these pages with 200 (is a row of the filled co-op missing, or is the address wrong?):",
            from language in (string[])["nl", "en"]
            from page in walk.Visits.GroupBy(v => v.Page.File)
            where !LeadElsewhere.Contains(page.Key) && !TellTrouble.Contains(page.Key)
            where !page.Any(v => v.Language == language && v.Status == 200)
            select $"{page.Key} in {language}: {string.Join(", ", page.Where(v => v.MaySee).Select(v => $"{v.Path} {v.Status}").Distinct().Take(3))}");

    [Fact]
    public void Every_page_is_whole_for_screen_readers_and_takes_nothing_from_elsewhere() =>
        Sources.Hold("Not as every page must be:", walk.Visits
            .SelectMany(v => v.Wrongs.Select(w => (v.Page.File, v.Path, Wrong: w, v.Scene, v.Who, v.Language, v.Status)))
            .DistinctBy(w => (w.File, w.Wrong))
            .Select(w => $"{w.File} {w.Path} for {w.Who} ({w.Scene}, {w.Language}, {w.Status}): {w.Wrong}"));

    [Fact]
    public void No_link_leads_who_sees_it_nowhere() => Sources.Hold("Links that lead nowhere:", walk.DeadLinks
        .GroupBy(d => (d.Link, d.File, d.Answer)).OrderBy(g => g.Key.Link, StringComparer.Ordinal)
        .Select(g => $"{g.Key.Link} on {g.Key.File}: {g.Key.Answer} for {string.Join(", ", g.Select(d => d.Who).Distinct())} ({string.Join(", ", g.Select(d => d.Scene).Distinct())})"));

    [Fact]
    public void Looking_at_a_page_writes_nothing() =>
        Sources.Hold("A GET changed the co-op's file:", walk.Visits.Where(v => v.Wrote).Select(v => v.ToString()));

    private static string? Wrong(Visit v)
    {
        if (v.Status >= 500) return "a fault of ours";
        if (v.Scene == Walk.NotSetUp)
            return v.Status is 200 or 403 or 404 or 410 || LeadsTo(v, "/setup", "/sign-in", "/") ? null : "a file that is not set up leads to /setup";
        if (!v.MaySee)
            return v.Who == "a visitor" ? LeadsTo(v, "/sign-in") ? null : "must lead to /sign-in" : LeadsTo(v, "/not-allowed") ? null : "must lead to /not-allowed";
        if (TellTrouble.Contains(v.Page.File)) return v.Status < 500 ? null : "tells of trouble, but has none itself";
        if (v.Location is not null)
            return LeadElsewhere.Contains(v.Page.File) && v.Location.StartsWith('/') && !LeadsTo(v, "/not-allowed") ? null : "must open, not lead elsewhere";
        if (v.IsThere && v.Status == 200) return null;
        if (v.Page.File.StartsWith("/Features/Demo/", StringComparison.Ordinal)) return v.Status == 404 ? null : "there is no demo here";
        if (!v.IsThere) return v.Status is 404 or 410 ? null : "there is no such thing: must be 404 (or 410 for a link that is used up)";
        // an address that names something may say that it is not there (yet): on a co-op without it, in another state, of another household
        return v.Page.HasParameters && v.Status is 404 or 410 ? null : "must open";
    }

    private static bool LeadsTo(Visit v, params string[] addresses) =>
        v.Location is { } to && v.Status == 302 && addresses.Contains(new Uri(new Uri("http://x/"), to).AbsolutePath);
}

using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodCoop.Tests.Conventions;

/// <summary>What every page must have, whatever it shows: for screen readers, for the content security policy, for both languages.</summary>
internal static partial class Markup
{
    private const string Controls = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea";

    /// <summary>What is wrong with a page, in words; nothing when it is right.</summary>
    public static IEnumerable<string> Wrongs(IHtmlDocument page, string language)
    {
        if (string.IsNullOrWhiteSpace(page.Title)) yield return "has no title";
        if (page.QuerySelectorAll("main").Length != 1) yield return "has not one main";
        if (page.QuerySelectorAll("h1").Length != 1) yield return $"has {page.QuerySelectorAll("h1").Length} h1";
        if (page.QuerySelector("h1") is { } heading && string.IsNullOrWhiteSpace(heading.TextContent)) yield return "has an empty h1";
        if (page.DocumentElement.GetAttribute("lang") != language) yield return $"says lang={page.DocumentElement.GetAttribute("lang")} to a reader of {language}";
        foreach (var e in page.QuerySelectorAll("[style], style")) yield return $"has a style of its own: {Short(e)}";
        foreach (var e in page.QuerySelectorAll("script:not([src])")) yield return $"has script in the page: {Short(e)}";
        foreach (var e in page.All.Where(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)))) yield return $"has script in an attribute: {Short(e)}";
        foreach (var e in page.All.Where(Fetches)) yield return $"asks a third party: {Short(e)}";
        foreach (var e in page.QuerySelectorAll(Controls).Where(e => !IsLabelled(page, e))) yield return $"has a field without a label: {Short(e)}";
        foreach (var e in page.QuerySelectorAll("button, a[href]").Where(e => !HasWords(e))) yield return $"has a button or link without words: {Short(e)}";
        foreach (var e in page.QuerySelectorAll("img:not([alt])")) yield return $"has an image without alt: {Short(e)}";
        foreach (var e in page.QuerySelectorAll("form[method=post]").Where(f => f.QuerySelector("input[name=__RequestVerificationToken]") is null)) yield return $"has a form without its token: {Short(e)}";
        foreach (var twice in page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1)) yield return $"has the id {twice.Key} {twice.Count()} times";
        foreach (Match m in Unfilled().Matches(page.Body?.TextContent ?? "")) yield return $"shows a text that was not found or not filled in: {m.Value}";
    }

    private static bool Fetches(IElement e) => (e.LocalName switch
    {
        "link" or "base" => e.GetAttribute("href"),
        "form" => e.GetAttribute("action"),
        "object" => e.GetAttribute("data"),
        "a" or "area" => null, // a link asks nobody before it is followed
        _ => e.GetAttribute("src") ?? e.GetAttribute("srcset") ?? e.GetAttribute("poster"),
    }) is { } address && Elsewhere().IsMatch(address);

    private static bool IsLabelled(IHtmlDocument page, IElement e) =>
        e.HasAttribute("aria-label") || e.Closest("label") is not null
        || (e.GetAttribute("aria-labelledby") is { } by && by.Split(' ').All(id => page.GetElementById(id) is not null))
        || (e.Id is { Length: > 0 } own && page.QuerySelectorAll("label[for]").Any(l => l.GetAttribute("for") == own));

    private static bool HasWords(IElement e) =>
        !string.IsNullOrWhiteSpace(e.TextContent) || e.HasAttribute("aria-label") || e.QuerySelector("[aria-label], img[alt]") is not null;

    private static string Short(IElement e) => e.OuterHtml is { Length: > 100 } s ? s[..100] + "…" : e.OuterHtml;

    [GeneratedRegex("^\\s*(https?:)?//|,\\s*https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    // {0}, and a key such as Order.Saved, which shows itself when there is no such text
    [GeneratedRegex(@"\{\d+(:[^}]*)?\}|\b(?:Account|Catalogue|Checkout|Coop|Cycles|Deliveries|Demo|Imports|Ledger|Membership|Order|PickupDay|Post|Profile|Room|Settings|Setup|Shared|SignIn|Suppliers|Today|Web)\.[A-Z]\w+")]
    private static partial Regex Unfilled();
}

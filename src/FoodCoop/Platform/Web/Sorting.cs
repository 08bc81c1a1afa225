using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FoodCoop.Platform.Web;

/// <summary>
/// By which column a list is sorted: as its address says (<c>?sort=price&amp;dir=desc</c>), else as this browser chose last
/// time (a cookie for each list), else as usual.
/// </summary>
public sealed record Sorting(string Column, bool Descending)
{
    /// <summary>Reads it of a request; a choice made now is remembered for a year.</summary>
    /// <param name="list">The list's name in the cookie: <c>products</c>.</param>
    /// <param name="columns">The columns that can be sorted by; the first is the usual one. Others are ignored.</param>
    public static Sorting Of(HttpContext context, string list, IReadOnlyList<string> columns)
    {
        var cookie = "sort-" + list;
        if (context.Request.Query["sort"].ToString() is { Length: > 0 } asked && columns.Contains(asked, StringComparer.Ordinal))
        {
            var chosen = new Sorting(asked, context.Request.Query["dir"] == "desc");
            context.Response.Cookies.Append(cookie, chosen.ToString(), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true,
            });
            return chosen;
        }
        var remembered = (context.Request.Cookies[cookie] ?? "").Split('-');
        return remembered is [var column, "asc" or "desc"] && columns.Contains(column, StringComparer.Ordinal)
            ? new(column, remembered[1] == "desc")
            : new(columns[0], false);
    }

    /// <summary>The rows in this order, words as the current language sorts them; equal rows keep the order they had.</summary>
    /// <param name="columns">What each column is sorted by.</param>
    public List<T> Sorted<T>(IEnumerable<T> rows, IReadOnlyDictionary<string, Func<T, IComparable>> columns)
    {
        var words = CultureInfo.CurrentCulture.CompareInfo;
        var order = Comparer<IComparable>.Create((a, b) =>
            a is string x && b is string y ? words.Compare(x, y, CompareOptions.IgnoreCase) : a.CompareTo(b));
        return [.. Descending ? rows.OrderByDescending(columns[Column], order) : rows.OrderBy(columns[Column], order)];
    }

    public override string ToString() => Column + (Descending ? "-desc" : "-asc");
}

/// <summary>
/// A column head that sorts, as a plain link that keeps the rest of the address:
/// <c>&lt;th sort="price" sorting="Model.Sorting" class="num"&gt;Price&lt;/th&gt;</c>.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort,sorting")]
public sealed class SortTagHelper : TagHelper
{
    /// <summary>The column's name in the address.</summary>
    public required string Sort { get; set; }

    public required Sorting Sorting { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var isNow = Sorting.Column == Sort;
        var query = new QueryBuilder(ViewContext.HttpContext.Request.Query
            .Where(q => q.Key is not ("sort" or "dir" or "part" or "handler"))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")))
        {
            { "sort", Sort },
            { "dir", isNow && !Sorting.Descending ? "desc" : "asc" },
        };
        var link = new TagBuilder("a");
        link.Attributes["href"] = query.ToString();
        link.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.Attributes.SetAttribute("scope", "col");
        if (isNow) output.Attributes.SetAttribute("aria-sort", Sorting.Descending ? "descending" : "ascending");
        output.Content.SetHtmlContent(link);
    }
}

namespace FoodCoop.Features.Post;

/// <summary>A mail's HTML part, for a frame: nothing runs in it, and its links open in a tab of their own. A secret mail has none to show.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class LetterHtmlModel(Db db) : CoopPage
{
    [FromRoute] public long Id { get; set; }

    public override IActionResult OnGet() => PostedMail.Html(db, Id) is { } html ? Framed(Response, html) : NotFound();

    /// <summary>A mail's HTML as an answer with a policy of its own.</summary>
    internal static ContentResult Framed(HttpResponse response, string html)
    {
        response.Headers.ContentSecurityPolicy = SecurityHeaders.OfAMail;
        return new ContentResult { Content = html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), ContentType = "text/html; charset=utf-8" };
    }
}

namespace FoodCoop.Platform.Web;

/// <summary>
/// The headers of every answer: nothing from elsewhere, nothing inline, no framing, and nothing personal kept by caches.
/// EnableForHttps compression is safe against BREACH here because antiforgery tokens are masked anew in every answer.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Of a mail's HTML part in a frame of ours: it may have its own inline styles and open its links in a tab of their own, and nothing
    /// else; it has not even our origin. Only what carries it can be framed; every other page says frame-ancestors 'none'.
    /// </summary>
    public const string OfAMail =
        $"default-src 'none'; style-src 'unsafe-inline'; sandbox {MailSandbox}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>What a frame with a mail in it may do: open a page that is not bound by the frame's limits.</summary>
    public const string MailSandbox = "allow-popups allow-popups-to-escape-sandbox";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.ContentSecurityPolicy != OfAMail) headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            if (!headers.ContainsKey("Cache-Control")) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

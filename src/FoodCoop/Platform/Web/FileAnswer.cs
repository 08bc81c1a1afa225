using Microsoft.Net.Http.Headers;

namespace FoodCoop.Platform.Web;

/// <summary>A file made on the spot, under a name that a person can read. It is not kept by browsers or caches, because the next one may differ.</summary>
/// <param name="content">The bytes of the file.</param>
/// <param name="mediaType">Such as <see cref="Pdf"/>.</param>
/// <param name="fileName">Such as <c>pick-list-2026-12.pdf</c>; letters of any script.</param>
/// <param name="inline">Opened in the browser rather than saved at once.</param>
public sealed class FileAnswer(byte[] content, string mediaType, string fileName, bool inline = true) : FileContentResult(content, mediaType)
{
    public const string Pdf = "application/pdf";
    public const string Csv = "text/csv; charset=utf-8";
    public const string Text = "text/plain; charset=utf-8";

    /// <inheritdoc />
    public override Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(fileName);
        context.HttpContext.Response.Headers.ContentDisposition = disposition.ToString();
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return base.ExecuteResultAsync(context);
    }
}

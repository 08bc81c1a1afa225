using Microsoft.AspNetCore.Http.Features;

namespace FoodCoop.Platform.Web;

/// <summary>
/// Above <see cref="Wiring.BodyLimit"/> the person gets our page with a sentence (413). Kestrel alone would answer while the
/// browser is still sending and close the connection, which browsers show as a broken one; so what is sent is taken in and
/// thrown away first, up to a size that no honest slip reaches.
/// </summary>
public sealed class BodyLimit(RequestDelegate next)
{
    private const long MostTakenIn = 512L * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not > Wiring.BodyLimit)
        {
            await next(context);
            return;
        }
        if (context.Request.ContentLength <= MostTakenIn && context.Features[typeof(IHttpMaxRequestBodySizeFeature)] is IHttpMaxRequestBodySizeFeature { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostTakenIn;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        (context.Request.Method, context.Request.ContentLength, context.Request.ContentType) = (HttpMethods.Get, null, null); // the error page reads no form
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }
}

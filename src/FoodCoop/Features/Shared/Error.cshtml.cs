using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodCoop.Features.Shared;

/// <summary>
/// What every failed request shows, in plain words, with the number under which it stands in the log. It asks nothing of
/// the database and takes a failed POST as it is: without a token, and without waiting for the writer.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, BeginsLate, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(ILogger<ErrorModel> log) : PageModel
{
    public Trouble Trouble { get; private set; } = new(StatusCodes.Status404NotFound, "");

    public void OnGet() => Tell();

    public void OnPost() => Tell();

    // The status is taken from the address itself: binding would read the form first, and an unreadable form may be why we are here.
    private void Tell()
    {
        int? status = int.TryParse(RouteData.Values["status"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        // an exception keeps its 500; who only types this address finds nothing
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var code = failed is not null ? Response.StatusCode : status is >= 400 and <= 599 ? status.Value : StatusCodes.Status404NotFound;
        Response.StatusCode = code;
        Trouble = new Trouble(code, HttpContext.TraceIdentifier);
        if (failed is not null) log.LogError(failed.Error, "Trouble {Number} on {Path}", Trouble.Number, LoggedPath.Of(failed.Path));
    }
}

using System.Security.Cryptography;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Shared;

/// <summary>What went wrong in plain words, with a number that stands in the log too.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[BeginsLate]
public sealed class ErrorModel(ILogger<ErrorModel> log) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public int? Status { get; set; }

    public Trouble Trouble { get; private set; } = new(500, "");

    /// <summary>It stands in for the answer of any request, so it answers to a POST as to a GET.</summary>
    public IActionResult OnPost() => OnGet();

    protected internal override IActionResult? Load()
    {
        var status = Status ?? (Response.StatusCode >= 400 ? Response.StatusCode : 500);
        Trouble = new Trouble(status, $"{RandomNumberGenerator.GetInt32(100_000, 1_000_000)}");
        var path = HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
        if (status >= 500) log.LogError(HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error, "Error {Number}: {Status} on {Path}", Trouble.Number, status, path);
        else log.LogInformation("Error {Number}: {Status} on {Path}", Trouble.Number, status, path);
        if (path is not null) Response.StatusCode = status; // asked for by its own address it is an ordinary page
        return null;
    }
}

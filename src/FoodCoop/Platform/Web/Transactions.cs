using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodCoop.Platform.Web;

/// <summary>
/// On a page whose POST first reads an upload, hashes a password or renders a paper: it calls
/// <see cref="Db.BeginAsync"/> itself when that is done, so that the line at the writer does not wait for it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeginsLateAttribute : Attribute;

/// <summary>
/// One transaction per request: a POST waits in line for the writing connection before its handler runs, commits before
/// the first byte of the answer leaves, and takes all back on invalid input, a refusal, a status of 400 and above, or an exception.
/// </summary>
public sealed class Transactions(Db db, Texts texts, ILogger<Transactions> log) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerMethod is null)
        {
            // a POST to a page that only shows, or OPTIONS and its kin: no handler would load what the view needs
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var request = context.HttpContext.Request;
        var writes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (writes && !context.ActionDescriptor.ModelTypeInfo!.IsDefined(typeof(BeginsLateAttribute), inherit: true))
            await db.BeginAsync(context.HttpContext.RequestAborted);

        var executed = await next();
        if (executed.Exception is Refused refused && !executed.ExceptionHandled)
        {
            db.RollBack();
            executed.ExceptionHandled = true;
            executed.Result = Refuse(executed, refused);
            log.LogInformation("Refused {Key} on {Path}", refused.TextKey, LoggedPath.Of(request.Path));
        }
        else if (executed.Exception is null && writes && Succeeds(executed))
        {
            db.Commit();
        }
        else
        {
            db.RollBack();
        }
    }

    private IActionResult Refuse(PageHandlerExecutedContext context, Refused refused)
    {
        var message = texts[refused.TextKey, [.. refused.Arguments]];
        if (context.HttpContext.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json"))
            return new JsonResult(new { error = message, field = refused.Field, key = refused.TextKey }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        if (context.HandlerInstance is not CoopPage page)
            return new StatusCodeResult(StatusCodes.Status422UnprocessableEntity);
        page.ModelState.AddModelError(refused.Field, message);
        context.HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Load() ?? page.Page();
    }

    private static bool Succeeds(PageHandlerExecutedContext context)
    {
        var invalid = context.Result is null or PageResult && context.HandlerInstance is CoopPage { ModelState.IsValid: false };
        if (invalid) context.HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var status = (context.Result as IStatusCodeActionResult)?.StatusCode ?? context.HttpContext.Response.StatusCode;
        return !invalid && status < 400;
    }
}

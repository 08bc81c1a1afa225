using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodCoop.Features.Setup;

/// <summary>Until the co-op is set up, every page leads to the one that says so; the language can be chosen meanwhile.</summary>
public sealed class SetupGate(RequestDelegate next)
{
    private static readonly string[] Open = ["/Setup/", "/Shared/", "/Profile/Language"];

    public Task InvokeAsync(HttpContext context, CoopContext coop, Viewer viewer, Db db)
    {
        // whoever is signed in belongs to a co-op that has been set up: no statement is spent on each tap
        if (!viewer.IsSignedIn && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            && !Open.Any(o => page.ViewEnginePath.StartsWith(o, StringComparison.Ordinal))
            && coop.Row(db) is null)
        {
            context.Response.Redirect("/setup");
            return Task.CompletedTask;
        }
        return next(context);
    }
}

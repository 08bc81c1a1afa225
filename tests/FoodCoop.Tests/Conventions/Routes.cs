using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Conventions;

/// <summary>A page of the program at one of its addresses.</summary>
/// <param name="File">Where its view stands: /Features/Order/Index.cshtml.</param>
/// <param name="Template">Its address with places to fill in: order/{code}.</param>
/// <param name="Policy">The role that may see it; null when everyone may.</param>
internal sealed record PageRoute(string File, string Template, Type Model, string? Policy, RouteEndpoint Endpoint)
{
    public bool HasParameters => Endpoint.RoutePattern.Parameters.Count > 0;
}

/// <summary>The pages as the program itself has mapped them: a new one is tested without being named anywhere.</summary>
internal static class Routes
{
    public static async Task<List<PageRoute>> Pages()
    {
        var services = TestHost.Instance.Services;
        var loader = services.GetRequiredService<PageLoader>();
        var pages = new List<PageRoute>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            var compiled = await loader.LoadAsync(page, new EndpointMetadataCollection(endpoint.Metadata));
            var model = compiled.ModelTypeInfo!;
            var policy = model.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)
                ? null
                : model.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).OfType<AuthorizeAttribute>().FirstOrDefault()?.Policy ?? Role.Admin;
            pages.Add(new PageRoute(page.RelativePath, endpoint.RoutePattern.RawText ?? "", model, policy, endpoint));
        }
        return pages;
    }
}

using System.Reflection;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Conventions;

/// <summary>Every page names who may see it, and names it once.</summary>
public sealed class PageTests
{
    [Fact]
    public void Every_page_model_names_its_policy_or_that_everyone_may_come() =>
        Sources.Hold("Each page model carries exactly one of [Authorize(Policy = Role.…)] and [AllowAnonymous]:",
            Models().Select(m => Wrong(m) is { } wrong ? $"{m.FullName}: {wrong}" : null).OfType<string>());

    [Fact]
    public void A_page_without_a_policy_is_found()
    {
        Assert.NotNull(Wrong(typeof(Nameless)));
        Assert.NotNull(Wrong(typeof(Both)));
        Assert.NotNull(Wrong(typeof(Unknown)));
        Assert.NotNull(Wrong(typeof(ByRoles)));
        Assert.Null(Wrong(typeof(Right)));
    }

    [Fact]
    public async Task Every_page_has_a_model_of_its_own_in_the_program() =>
        Sources.Hold("A page without a model names no policy:", (await Routes.Pages())
            .Where(p => p.Model.Assembly != typeof(Coops).Assembly || !p.Model.IsAssignableTo(typeof(PageModel)))
            .Select(p => $"{p.File} is shown by {p.Model.FullName}"));

    [Fact]
    public void What_is_no_page_says_too_who_may_ask_for_it() =>
        Sources.Hold("These addresses name no policy:", TestHost.Instance.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null)
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null
                && !e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is { } policy && Role.All.Contains(policy)))
            .Select(e => $"{e.RoutePattern.RawText} ({e.DisplayName})"));

    [Fact]
    public async Task Addresses_are_readable() =>
        Sources.Hold("An address is lower case words with hyphens, written in full in @page:", (await Routes.Pages())
            .Where(p => p.Template.Split('/').Any(s => !s.Contains('{', StringComparison.Ordinal) && s.Any(c => !char.IsAsciiLetterLower(c) && c is not ('-' or '.'))))
            .Select(p => $"{p.File}: {p.Template}"));

    private static IEnumerable<Type> Models() =>
        typeof(Coops).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(PageModel)));

    private static string? Wrong(Type model)
    {
        var authorize = model.GetCustomAttributes<AuthorizeAttribute>(inherit: false).ToList();
        var open = model.IsDefined(typeof(AllowAnonymousAttribute), inherit: false);
        if (open) return authorize.Count == 0 ? null : "everyone, and yet a policy";
        return authorize switch
        {
            [] => "names no policy",
            [{ Roles: null, Policy: { } policy }] when Role.All.Contains(policy) => null,
            [{ Policy: var policy, Roles: var roles }] => $"unknown policy “{policy}” or roles “{roles}”: take a policy of Role",
            _ => "more than one policy",
        };
    }

    private sealed class Nameless : PageModel;

    [Authorize(Policy = Role.Buyer), AllowAnonymous]
    private sealed class Both : PageModel;

    [Authorize(Policy = "Buyers")]
    private sealed class Unknown : PageModel;

    [Authorize(Roles = Role.Buyer)]
    private sealed class ByRoles : PageModel;

    [Authorize(Policy = Role.Buyer)]
    private sealed class Right : PageModel;
}

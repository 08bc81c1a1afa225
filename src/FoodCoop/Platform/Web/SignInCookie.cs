using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace FoodCoop.Platform.Web;

/// <summary>
/// The sign-in cookie says who and for which co-op; everything else (roles, language, whether it still holds) is read
/// fresh at each request, so that a changed role or "sign out everywhere" takes effect at once.
/// </summary>
public static class SignInCookie
{
    private const string PersonClaim = "person";
    private const string StampClaim = "stamp";
    private const string CoopClaim = "coop";

    private const string FindViewer = """
        select p.id as person_id, p.member_id, m.number as member_number, p.name, p.language, p.security_stamp,
          (select coalesce(group_concat(r.role, ' '), '') from person_role r where r.person_id = p.id) as roles
        from person p
        join member m on m.id = p.member_id
        where p.id = @id and p.left_on is null and m.left_on is null
        """;

    public static void Add(IServiceCollection services, bool https)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                // The __Host- prefix needs HTTPS; plain HTTP is for the demo and loopback only.
                o.Cookie.Name = https ? "__Host-foodcoop" : "foodcoop";
                o.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.Path = "/";
                o.ExpireTimeSpan = TimeSpan.FromDays(60); // long sessions: one pickup to the next, and one missed
                o.SlidingExpiration = true;
                o.LoginPath = "/sign-in";
                o.AccessDeniedPath = "/not-allowed";
                o.ReturnUrlParameter = "back";
                o.Events.OnValidatePrincipal = Validate;
                o.Events.OnRedirectToLogin = context =>
                {
                    // script is told plainly that the session has ended, so that it can keep what was typed
                    if (context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json"))
                        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    else
                        context.Response.Redirect(HttpMethods.IsPost(context.Request.Method) ? $"{context.RedirectUri}&lost=true" : context.RedirectUri); // what was sent goes no further: the page says so
                    return Task.CompletedTask;
                };
            });
    }

    /// <summary>Who a cookie says that somebody is.</summary>
    public static ClaimsPrincipal Principal(Id<Person> person, string stamp, string coop) => new(new ClaimsIdentity(
        [new(PersonClaim, person.ToString()), new(StampClaim, stamp), new(CoopClaim, coop)],
        IdentityConstants.ApplicationScheme, PersonClaim, ClaimTypes.Role));

    /// <summary>Signs a person in on this browser.</summary>
    public static Task SignIn(HttpContext context, Id<Person> person, string stamp) => context.SignInAsync(
        IdentityConstants.ApplicationScheme,
        Principal(person, stamp, context.RequestServices.GetRequiredService<CoopContext>().File.Name),
        new AuthenticationProperties { IsPersistent = true });

    private static Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var coop = services.GetRequiredService<CoopContext>().File.Name;
        var claims = context.Principal!;
        var row = claims.FindFirstValue(CoopClaim) == coop && Id<Person>.TryParse(claims.FindFirstValue(PersonClaim), null, out var id)
            ? services.GetRequiredService<Db>().Find<ViewerRow>(FindViewer, new { id })
            : null;
        if (row is null || row.SecurityStamp != claims.FindFirstValue(StampClaim))
        {
            context.RejectPrincipal();
            return context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        var viewer = services.GetRequiredService<Viewer>();
        viewer.SignedIn(row);
        context.ReplacePrincipal(new ClaimsPrincipal(new ClaimsIdentity(
            claims.Claims.Concat(viewer.Roles.Select(r => new Claim(ClaimTypes.Role, r))),
            IdentityConstants.ApplicationScheme, PersonClaim, ClaimTypes.Role)));
        return Task.CompletedTask;
    }
}

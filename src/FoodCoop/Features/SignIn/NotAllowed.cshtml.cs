using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.SignIn;

/// <summary>Where somebody comes out who has not got the role that a page asks for.</summary>
[AllowAnonymous]
public sealed class NotAllowedModel : CoopPage
{
    public override IActionResult OnGet()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}

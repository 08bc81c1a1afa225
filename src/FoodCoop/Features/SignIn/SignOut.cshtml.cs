using FoodCoop.Features.Order.Live;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.SignIn;

/// <summary>Signs out on this browser.</summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<SignInPerson> signIn, CoopContext coop, Viewer viewer) : CoopPage
{
    public override IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        coop.File.Of<LiveOrders>().SignedOut(viewer.PersonId);
        return Done("/sign-in", "SignIn.SignedOut");
    }
}

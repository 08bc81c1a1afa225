using FoodCoop.Features.Order.Live;
using Microsoft.AspNetCore.Identity;

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

using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.SignIn;

/// <summary>Asks for a link by mail. The answer is the same for every address.</summary>
[AllowAnonymous, EnableRateLimiting(SignInServices.Limit)]
public sealed class LinkModel(Db db, CoopContext coop) : CoopPage
{
    [BindProperty] public string? Email { get; set; }

    public IActionResult OnPost()
    {
        if (ModelState.Email(nameof(Email), Email, needed: true) is not { } email) return Again();
        var settings = coop.Settings(db);
        if (MailLink.PersonWith(db, email) is { } person)
            MailLink.Send(db, Now, settings, settings.HomeOf(Request), person, LinkPurpose.SignIn);
        return Done("/sign-in", "SignIn.LinkSent", MailLink.ValidFor(LinkPurpose.SignIn).TotalMinutes);
    }
}

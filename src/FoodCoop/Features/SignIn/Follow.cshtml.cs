using Microsoft.AspNetCore.Identity;

namespace FoodCoop.Features.SignIn;

/// <summary>Where a link by mail leads: a page with one button. Only the button signs in and uses the link up.</summary>
[AllowAnonymous]
public sealed class FollowModel(
    Db db, UserManager<SignInPerson> persons, SignInManager<SignInPerson> signIn) : CoopPage
{
    // whoever reads the person's mail is the person: earlier wrong passwords no longer matter
    private const string UpdateLockout = "update person set access_failed = 0, lockout_until = null where id = @PersonId";

    [FromRoute] public string Token { get; set; } = "";

    /// <summary>Null when the link no longer works.</summary>
    public LinkRow? Link { get; private set; }

    protected internal override IActionResult? Load()
    {
        Link = MailLink.Find(db, Now, Token, LinkPurpose.SignIn, LinkPurpose.Invite);
        if (Link is null) Response.StatusCode = StatusCodes.Status410Gone;
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Load();
        if (Link is null || !MailLink.Use(db, Now, Token)) return Page();
        db.Execute(UpdateLockout, new { Link.PersonId });
        var person = await persons.FindByIdAsync(Link.PersonId.ToString()) ?? throw new InvalidOperationException("The link's person is gone.");
        await signIn.SignInAsync(person, isPersistent: true);
        if (Link.Purpose != LinkPurpose.Invite) return LocalRedirect("/");
        TempData["Message"] = Texts.For(person.Language)["SignIn.Welcome", person.Name]; // the next page is in the person's language
        return LocalRedirect("/account/profile");
    }
}

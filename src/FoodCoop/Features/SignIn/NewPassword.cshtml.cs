using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.SignIn;

/// <summary>Sets a new password with a mailed link, which ends the person's sessions everywhere else.</summary>
[AllowAnonymous, BeginsLate, EnableRateLimiting(SignInServices.Limit)]
public sealed class NewPasswordModel(
    Db db, UserManager<SignInPerson> persons, SignInManager<SignInPerson> signIn,
    IPasswordHasher<SignInPerson> hashing, HashingTurn turn) : CoopPage
{
    private const string UpdatePassword = """
        update person
        set password_hash = @hash, security_stamp = @stamp, access_failed = 0, lockout_until = null
        where id = @PersonId
        """;

    [FromRoute] public string Token { get; set; } = "";
    [BindProperty] public string? Password { get; set; }

    public LinkRow? Link { get; private set; }

    protected internal override IActionResult? Load()
    {
        Link = MailLink.Find(db, Now, Token, LinkPurpose.Reset);
        if (Link is null) Response.StatusCode = StatusCodes.Status410Gone;
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Load();
        if (Link is null) return Page();
        if (PasswordRules.Problem(Password, Link.Email, Link.Name) is { } problem)
        {
            ModelState.Wrong(nameof(Password), problem, PasswordRules.Shortest, PasswordRules.Longest);
            return Again();
        }
        string hash;
        using (await turn.EnterAsync(HttpContext.RequestAborted)) hash = hashing.HashPassword(null!, Password!);

        await db.BeginAsync(HttpContext.RequestAborted);
        Load(); // the link may have been used while we hashed
        if (Link is null || !MailLink.Use(db, Now, Token)) return Page();
        db.Execute(UpdatePassword, new { Link.PersonId, hash, stamp = SignInPerson.NewStamp() });
        MailLink.EndAll(db, Now, Link.PersonId);
        var person = await persons.FindByIdAsync(Link.PersonId.ToString()) ?? throw new InvalidOperationException("The link's person is gone.");
        await signIn.SignInAsync(person, isPersistent: true);
        TempData["Message"] = Texts.For(person.Language)["SignIn.PasswordSet"]; // the next page is in the person's language
        return LocalRedirect("/");
    }
}

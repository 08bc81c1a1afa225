using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.SignIn;

/// <summary>Sign in with e-mail address and password.</summary>
[AllowAnonymous, BeginsLate, EnableRateLimiting(SignInServices.Limit)]
public sealed class IndexModel(
    Viewer viewer, UserManager<SignInPerson> persons, SignInManager<SignInPerson> signIn, IPasswordHasher<SignInPerson> hashing,
    HashingTurn turn, WrongTries unknown, CoopContext coop, CoopDates dates, ILogger<IndexModel> log) : CoopPage
{
    private static readonly string Nobody = PasswordHashing.OfNobody();

    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Where the visitor wanted to go; only an address of our own is followed.</summary>
    [BindProperty(SupportsGet = true)] public string? Back { get; set; }

    /// <summary>The visitor had sent a form and was no longer signed in: what was in it has come to nobody.</summary>
    [BindProperty(SupportsGet = true)] public bool Lost { get; set; }

    public override IActionResult OnGet() => viewer.IsSignedIn ? LocalRedirect(Home()) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Email)) ModelState.Wrong(nameof(Email), "Web.FieldNeeded");
        if (string.IsNullOrEmpty(Password)) ModelState.Wrong(nameof(Password), "Web.FieldNeeded");
        if (!ModelState.IsValid) return Again();
        var email = Email!.Trim().ToLowerInvariant();

        using var mine = await turn.EnterAsync(HttpContext.RequestAborted);
        var person = await persons.FindByEmailAsync(email);
        if (person is not null && await persons.IsLockedOutAsync(person)) throw Locked(person.LockoutUntil!.Value);
        if (unknown.Until(coop.File.Name, email) is { } until && person is null) throw Locked(until);
        if (Password!.Length > PasswordRules.Longest) throw Wrong();

        // who has no password (or is not there) is compared with nobody's, so that both take the same time
        if (person?.PasswordHash is null) hashing.VerifyHashedPassword(null!, Nobody, Password);
        if (person is null)
        {
            if (unknown.Add(coop.File.Name, email) is { } wait) throw Locked(wait);
            throw Wrong();
        }
        var outcome = await signIn.CheckPasswordSignInAsync(person, Password, lockoutOnFailure: true);
        if (outcome.IsLockedOut)
        {
            log.LogWarning("Person {Person} is locked out after {Tries} wrong passwords", person.Id, SignInServices.MostWrong);
            throw Locked(person.LockoutUntil!.Value);
        }
        if (!outcome.Succeeded) throw Wrong();
        await signIn.SignInAsync(person, isPersistent: true);
        return LocalRedirect(Home());
    }

    private string Home() => Url.IsLocalUrl(Back) ? Back! : "/";

    private static Refused Wrong() => new("", "SignIn.Wrong");

    private Refused Locked(DateTimeOffset until) => new("", "SignIn.Locked", SignInServices.MostWrong, dates.Time(until));
}

using FoodCoop.Features.Membership;
using FoodCoop.Features.Post;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.Profile;

public sealed record ProfileRow(string Name, string? Email, string Phone, string Language, bool HasPassword, bool HidesName);

/// <summary>A person's own particulars, password, and signing out everywhere.</summary>
[Authorize(Policy = Role.Member), BeginsLate, EnableRateLimiting(SignInServices.Limit)]
public sealed class IndexModel(
    Db db, Viewer viewer, CoopContext coop, UserManager<SignInPerson> persons,
    SignInManager<SignInPerson> signIn, HashingTurn turn) : CoopPage
{
    private const string Select = """
        select p.name, p.email, p.phone, p.language, p.password_hash is not null as has_password, m.hides_name
        from person p
        join member m on m.id = p.member_id
        where p.id = @PersonId
        """;

    private const string Update = "update person set name = @name, email = @email, phone = @phone, language = @language where id = @PersonId";
    private const string UpdateHidesName = "update member set hides_name = @hidesName where id = @MemberId";
    private const string UpdateStamp = "update person set security_stamp = @stamp where id = @PersonId";

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public string? Language { get; set; }
    [BindProperty] public string? Current { get; set; }
    [BindProperty] public string? Password { get; set; }

    public ProfileRow Row { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        Row = db.One<ProfileRow>(Select, new { viewer.PersonId });
        (Name, Email, Phone, Language) = (Name ?? Row.Name, Email ?? Row.Email, Phone ?? Row.Phone, Language ?? Row.Language);
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await db.BeginAsync(HttpContext.RequestAborted);
        var before = db.One<ProfileRow>(Select, new { viewer.PersonId });
        var name = ModelState.Need(nameof(Name), Name);
        var email = ModelState.Email(nameof(Email), Email, needed: before.Email is not null);
        var phone = ModelState.Text(nameof(Phone), Phone, 40);
        var language = ModelState.Language(nameof(Language), Language);
        if (!ModelState.IsValid) return Again();
        Admission.CheckAddress(db, email, viewer.PersonId);
        db.Execute(Update, new { viewer.PersonId, name, email, phone, language });
        if (email != before.Email)
        {
            MailLink.EndAll(db, Now, viewer.PersonId);
            if (email is not null) Post.Mailing.Readdress(db, Now, viewer.PersonId, email);
            Tell(before, ChangedMail.Email, email ?? "");
        }
        TempData["Message"] = Texts.For(language)["Profile.Saved"]; // the next page is in the new language
        return LocalRedirect("/account/profile");
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        using (await turn.EnterAsync(HttpContext.RequestAborted))
        {
            var person = await Myself();
            // who came in by a link and has none yet need not know one
            var result = person.PasswordHash is null
                ? await persons.AddPasswordAsync(person, Password ?? "")
                : await persons.ChangePasswordAsync(person, Current ?? "", Password ?? "");
            if (!result.Succeeded)
            {
                var code = result.Errors.First().Code;
                if (code == nameof(IdentityErrorDescriber.PasswordMismatch)) ModelState.Wrong(nameof(Current), "Profile.CurrentWrong");
                else if (code.StartsWith("SignIn.", StringComparison.Ordinal)) ModelState.Wrong(nameof(Password), code, PasswordRules.Shortest, PasswordRules.Longest);
                else ModelState.Wrong("", "Profile.Meanwhile");
                return Again();
            }
        }
        await db.BeginAsync(HttpContext.RequestAborted);
        MailLink.EndAll(db, Now, viewer.PersonId);
        Tell(db.One<ProfileRow>(Select, new { viewer.PersonId }), ChangedMail.Password);
        await signIn.SignInAsync(await Myself(), isPersistent: true);
        return Done("/account/profile", "Profile.PasswordSaved");
    }

    /// <summary>Whether the household's name stands with what it orders, where others look who else asks for a product.</summary>
    public async Task<IActionResult> OnPostNamesAsync(bool hidesName)
    {
        await db.BeginAsync(HttpContext.RequestAborted);
        db.Execute(UpdateHidesName, new { viewer.MemberId, hidesName });
        return Done("/account/profile", hidesName ? "Profile.NameHidden" : "Profile.NameShown");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await db.BeginAsync(HttpContext.RequestAborted);
        db.Execute(UpdateStamp, new { viewer.PersonId, stamp = SignInPerson.NewStamp() });
        MailLink.EndAll(db, Now, viewer.PersonId);
        await signIn.SignInAsync(await Myself(), isPersistent: true); // this browser stays
        return Done("/account/profile", "Profile.OutEverywhere");
    }

    private async Task<SignInPerson> Myself() =>
        await persons.FindByIdAsync(viewer.PersonId.ToString()) ?? throw new InvalidOperationException("The viewer is gone.");

    private void Tell(ProfileRow before, MailKind kind, string detail = "")
    {
        if (before.Email is { } address)
            ChangedMail.Write(db, Now, coop.Settings(db), kind, viewer.PersonId, before.Name, address, before.Language, detail);
    }
}

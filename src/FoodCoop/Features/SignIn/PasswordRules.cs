using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace FoodCoop.Features.SignIn;

/// <summary>What a password must be: long enough, and not one of the first that anybody would try. Nothing about capitals or signs.</summary>
/// <remarks>Source: design, quality.md section 4 (OWASP ASVS 5.0 chapter 6.2; NIST SP 800-63B).</remarks>
public sealed class PasswordRules : IPasswordValidator<SignInPerson>
{
    public const int Shortest = 8;
    public const int Longest = 200;

    // What is left of the common ones when digits and signs at the end are taken off: "Welkom2026!" is "welkom".
    private static readonly FrozenSet<string> Common = """
        password passw0rd p@ssword p@ssw0rd passwort motdepasse wachtwoord wachtwoorden welkom welkomwelkom geheim geheimpje hallo hallohallo
        qwerty qwertyui qwertyuiop azerty azertyuiop asdfghjk asdfghjkl zxcvbnm qwerty123qwerty qazwsx qazwsxedc 1q2w3e4r5t 1q2w3e4r 1qaz2wsx q1w2e3r4 q1w2e3r4t5
        abcdefgh abcdefghi abcd1234 abc123 a1b2c3d4 admin administrator administratie beheerder letmein welcome login iloveyou ikhouvanjou
        sunshine princess football baseball superman batman trustno1 starwars whatever dragon monkey shadow master michael jennifer
        computer internet internet1 samsung google facebook secret changeme default master123 password1234password test testtest testing
        amsterdam rotterdam utrecht denhaag groningen eindhoven nederland holland ajax feyenoord psveindhoven voetbal zomer winter lente herfst
        summer spring autumn january vakantie lekker liefde schatje poesje knuffel vlinder bloemen appeltaart pannenkoek stroopwafel
        foodcoop voedselcoop voedselcooperatie cooperatie groenten biologisch boodschappen
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The text key of what is wrong with it, or null when it may be used.</summary>
    public static string? Problem(string? password, string? email = null, string? name = null)
    {
        if (password is null || password.Length < Shortest) return "SignIn.PasswordShort";
        if (password.Length > Longest) return "SignIn.PasswordLong";
        var small = password.Trim().ToLowerInvariant();
        var bare = small.TrimEnd([.. "0123456789!?.,@#$%&*-_+ "]);
        var own = small == email || (email is not null && bare == email.Split('@')[0]) || bare == name?.ToLowerInvariant();
        return own || small.Length == 0 || small.Distinct().Count() <= 2 || Common.Contains(small) || Common.Contains(bare) || IsRun(small)
            ? "SignIn.PasswordCommon"
            : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<SignInPerson> manager, SignInPerson user, string? password) =>
        Task.FromResult(Problem(password, user.Email, user.Name) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem })
            : IdentityResult.Success);

    /// <summary>12345678, 87654321, abcdefgh.</summary>
    private static bool IsRun(string s) =>
        s.Zip(s.Skip(1), (a, b) => b - a).Distinct().ToList() is [1 or -1] || s is "1234567890" or "0123456789" or "0987654321" || s.All(char.IsAsciiDigit) && s.Length < 10;
}

using System.Security.Cryptography;

namespace FoodCoop.Features.SignIn;

/// <summary>What sign-in reads of a person.</summary>
public sealed record SignInRow(
    Id<Person> Id, string Name, string? Email, string Language, string? PasswordHash, string SecurityStamp, int AccessFailed,
    DateTimeOffset? LockoutUntil);

/// <summary>A person as ASP.NET Core Identity handles one: it changes the properties and then has them stored.</summary>
public sealed class SignInPerson(SignInRow loaded)
{
    /// <summary>As it was read, so that storing notices a change made meanwhile.</summary>
    public SignInRow Loaded { get; set; } = loaded;

    public Id<Person> Id => Loaded.Id;
    public string Name => Loaded.Name;
    public string Language => Loaded.Language;
    public string? Email { get; set; } = loaded.Email;
    public string? PasswordHash { get; set; } = loaded.PasswordHash;
    public string SecurityStamp { get; set; } = loaded.SecurityStamp;
    public int AccessFailed { get; set; } = loaded.AccessFailed;
    public DateTimeOffset? LockoutUntil { get; set; } = loaded.LockoutUntil;

    public SignInRow Now => Loaded with
    {
        Email = Email,
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp,
        AccessFailed = AccessFailed,
        LockoutUntil = LockoutUntil,
    };

    /// <summary>A new security stamp: it ends the person's sessions on all browsers at their next request.</summary>
    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}

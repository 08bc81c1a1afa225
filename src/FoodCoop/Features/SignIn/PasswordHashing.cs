using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FoodCoop.Features.SignIn;

/// <summary>
/// One hash at a time in this process, first in, first out, without a sleeping thread: a hash costs a quarter of a second
/// of CPU, and two hundred people who sign in at once must leave a core for those who order. Serving one at a time also
/// means that each wrong try is counted before the next is looked at.
/// </summary>
public sealed class HashingTurn
{
    private readonly WriterLine line = new();

    /// <summary>Waits for the turn; never while holding the co-op's writing connection.</summary>
    public Task<IDisposable> EnterAsync(CancellationToken leaving) => line.EnterAsync(leaving);
}

/// <summary>
/// Identity's hasher (PBKDF2 with SHA-512) behind one spelling: an "é" is the same on every keyboard.
/// </summary>
public sealed class PasswordHashing(IOptions<PasswordHasherOptions> options) : IPasswordHasher<SignInPerson>
{
    /// <summary>OWASP's minimum for PBKDF2-HMAC-SHA512; Identity's own default is 100,000. Older hashes are renewed at sign-in.</summary>
    public const int Rounds = 210_000;

    private readonly PasswordHasher<SignInPerson> hasher = new(options);

    public string HashPassword(SignInPerson user, string password) => hasher.HashPassword(user, Spelled(password));

    public PasswordVerificationResult VerifyHashedPassword(SignInPerson user, string hashedPassword, string providedPassword) =>
        hasher.VerifyHashedPassword(user, hashedPassword, Spelled(providedPassword));

    /// <summary>
    /// A hash that no password has: compared with where there is none, so that an unknown address takes as long as a known one.
    /// Its layout is Identity's version 3: a one, then SHA-512 (2), rounds, and salt length as big-endian numbers, salt, key.
    /// </summary>
    public static string OfNobody()
    {
        var bytes = RandomNumberGenerator.GetBytes(1 + (3 * 4) + 16 + 32);
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), Rounds);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), 16);
        return Convert.ToBase64String(bytes);
    }

    private static string Spelled(string password) => password.Normalize(NormalizationForm.FormC);
}

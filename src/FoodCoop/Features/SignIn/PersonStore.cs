using Microsoft.AspNetCore.Identity;

namespace FoodCoop.Features.SignIn;

/// <summary>
/// Where ASP.NET Core Identity finds and stores persons. Reads are fresh, not from the request's snapshot, because a
/// request may have waited for its turn at hashing; writes are short transactions of their own, or join the request's.
/// </summary>
public sealed class PersonStore(Db db) :
    IUserPasswordStore<SignInPerson>, IUserSecurityStampStore<SignInPerson>, IUserLockoutStore<SignInPerson>, IUserEmailStore<SignInPerson>
{
    private const string Present = """
        select p.id, p.name, p.email, p.language, p.password_hash, p.security_stamp, p.access_failed, p.lockout_until
        from person p
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null
        """;

    private const string SelectById = Present + " and p.id = @id";
    private const string SelectByEmail = Present + " and p.email = @email";

    // Only what Identity owns, and only if nobody changed it meanwhile: a stale write must not undo "sign out everywhere".
    private const string Update = """
        update person
        set password_hash = @PasswordHash, security_stamp = @SecurityStamp, access_failed = @AccessFailed, lockout_until = @LockoutUntil
        where id = @Id and security_stamp = @stamp and access_failed = @failed and password_hash is @hash
        """;

    public Task<SignInPerson?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(Id<Person>.TryParse(userId, null, out var id) ? Find(SelectById, new { id }) : null);

    public Task<SignInPerson?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        Task.FromResult(Find(SelectByEmail, new { email = normalizedEmail }));

    /// <summary>People sign in with their e-mail address; there is no other user name.</summary>
    public Task<SignInPerson?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public async Task<IdentityResult> UpdateAsync(SignInPerson user, CancellationToken cancellationToken)
    {
        var (was, now) = (user.Loaded, user.Now);
        var changes = new
        {
            now.Id, now.PasswordHash, now.SecurityStamp, now.AccessFailed, now.LockoutUntil,
            stamp = was.SecurityStamp, failed = was.AccessFailed, hash = was.PasswordHash,
        };
        var rows = db.IsWriting ? db.Execute(Update, changes) : await db.File.WriteAsync(own => own.Execute(Update, changes), cancellationToken);
        if (rows == 0) return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        user.Loaded = now;
        return IdentityResult.Success;
    }

    public Task<IdentityResult> CreateAsync(SignInPerson user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person is made by admitting a member, which checks the room's cap.");

    public Task<IdentityResult> DeleteAsync(SignInPerson user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person leaves; nobody's history is deleted.");

    public Task<string> GetUserIdAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Email);
    public Task<string?> GetNormalizedUserNameAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Email);
    public Task<string?> GetEmailAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Email);
    public Task<string?> GetNormalizedEmailAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Email);
    public Task<bool> GetEmailConfirmedAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Email is not null);
    public Task<string?> GetPasswordHashAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);
    public Task<string?> GetSecurityStampAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutUntil);
    public Task<int> GetAccessFailedCountAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailed);
    public Task<bool> GetLockoutEnabledAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailAsync(SignInPerson user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email);
    public Task SetUserNameAsync(SignInPerson user, string? userName, CancellationToken cancellationToken) => Set(() => user.Email = userName);
    public Task SetPasswordHashAsync(SignInPerson user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);
    public Task SetSecurityStampAsync(SignInPerson user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);
    public Task SetLockoutEndDateAsync(SignInPerson user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockoutUntil = lockoutEnd);
    public Task ResetAccessFailedCountAsync(SignInPerson user, CancellationToken cancellationToken) => Set(() => user.AccessFailed = 0);
    public Task<int> IncrementAccessFailedCountAsync(SignInPerson user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailed);

    // Identity keeps spellings for searching, flags for confirming and for who may be locked out; here the address is stored
    // in one spelling, is confirmed by whoever admits, and everyone may be locked out.
    public Task SetNormalizedUserNameAsync(SignInPerson user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetNormalizedEmailAsync(SignInPerson user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetEmailConfirmedAsync(SignInPerson user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetLockoutEnabledAsync(SignInPerson user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // the request's Db is not ours to close
    }

    private SignInPerson? Find(string sql, object parameters)
    {
        var row = db.IsWriting ? db.Find<SignInRow>(sql, parameters) : db.File.Read(own => own.Find<SignInRow>(sql, parameters));
        return row is null ? null : new SignInPerson(row);
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}

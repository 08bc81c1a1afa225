using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FoodCoop.Features.SignIn;

/// <summary>Identity's UserManager, with the program's clock in the one place where it would take the machine's: lockout.</summary>
public sealed class Persons(
    IUserStore<SignInPerson> store, IOptions<IdentityOptions> options, IPasswordHasher<SignInPerson> hasher,
    IEnumerable<IUserValidator<SignInPerson>> userValidators, IEnumerable<IPasswordValidator<SignInPerson>> passwordValidators,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<Persons> log, TimeProvider clock)
    : UserManager<SignInPerson>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    public override Task<bool> IsLockedOutAsync(SignInPerson user) => Task.FromResult(user.LockoutUntil > clock.GetUtcNow());

    public override Task<IdentityResult> AccessFailedAsync(SignInPerson user)
    {
        if (++user.AccessFailed >= Options.Lockout.MaxFailedAccessAttempts)
        {
            user.AccessFailed = 0;
            user.LockoutUntil = clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
        }
        return UpdateUserAsync(user);
    }
}

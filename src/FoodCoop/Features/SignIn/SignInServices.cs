using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodCoop.Features.SignIn;

/// <summary>Puts sign-in together: ASP.NET Core Identity on our own store, and a limit on tries per address.</summary>
public static class SignInServices
{
    /// <summary>The limit that pages with a password or a mailed link carry.</summary>
    public const string Limit = "sign-in";

    /// <summary>Wrong passwords in a row, after which a person waits.</summary>
    public const int MostWrong = 5;

    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(15);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // its request lines would carry the tokens of mailed links
        services.AddIdentityCore<SignInPerson>(o =>
        {
            o.Lockout.MaxFailedAccessAttempts = MostWrong;
            o.Lockout.DefaultLockoutTimeSpan = Wait;
        }).AddUserManager<Persons>().AddSignInManager();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordHashing.Rounds);
        services.AddScoped<IUserStore<SignInPerson>, PersonStore>();
        services.AddScoped<IUserClaimsPrincipalFactory<SignInPerson>, PersonPrincipal>();
        services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<SignInPerson>, PasswordHashing>());
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<SignInPerson>, PasswordRules>());
        services.Replace(ServiceDescriptor.Scoped<ILookupNormalizer, OneSpelling>());
        services.RemoveAll<IUserValidator<SignInPerson>>(); // names and addresses are checked where they are typed, and by the database
        services.AddSingleton<HashingTurn>();
        services.AddSingleton<WrongTries>();

        var perMinute = builder.Configuration.GetValue("SIGN_IN_PER_MINUTE", 40);
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(Limit, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    $"{context.Request.Host.Host} {Network(context.Connection.RemoteIpAddress)}",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    /// <summary>
    /// An IPv4 address, or the /64 that one household has of IPv6. Behind a proxy set ASPNETCORE_FORWARDEDHEADERS_ENABLED,
    /// or all members share the proxy's address.
    /// </summary>
    internal static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    /// <summary>E-mail addresses are stored and looked up in lower case.</summary>
    private sealed class OneSpelling : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => NormalizeEmail(name);

        public string? NormalizeEmail(string? email) => email?.Trim().ToLowerInvariant();
    }
}

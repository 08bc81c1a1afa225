using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace FoodCoop.Features.SignIn;

/// <summary>What SignInManager puts in the cookie: who, and for which co-op; roles are read fresh at each request.</summary>
public sealed class PersonPrincipal(CoopContext coop) : IUserClaimsPrincipalFactory<SignInPerson>
{
    public Task<ClaimsPrincipal> CreateAsync(SignInPerson user) =>
        Task.FromResult(SignInCookie.Principal(user.Id, user.SecurityStamp, coop.File.Name));
}

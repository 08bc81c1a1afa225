using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FoodCoop.Tests.Features.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("vier losse gewone woorden")]
    [InlineData("ανοιξη στο λιβάδι")]
    [InlineData("xkqzpwvj")]
    public void A_long_enough_password_needs_no_capitals_or_signs(string password) => Assert.Null(PasswordRules.Problem(password, "amara@proef.example", "Amara"));

    [Theory]
    [InlineData(null, "SignIn.PasswordShort")]
    [InlineData("1234567", "SignIn.PasswordShort")]
    [InlineData("Welkom2026!", "SignIn.PasswordCommon")]
    [InlineData("PASSWORD123", "SignIn.PasswordCommon")]
    [InlineData("abababab", "SignIn.PasswordCommon")]
    [InlineData("87654321", "SignIn.PasswordCommon")]
    [InlineData("amara@proef.example", "SignIn.PasswordCommon")]
    [InlineData("Amara123", "SignIn.PasswordCommon")]
    public void What_anybody_would_try_first_is_refused(string? password, string problem) =>
        Assert.Equal(problem, PasswordRules.Problem(password, "amara@proef.example", "Amara"));

    [Fact]
    public void Two_hundred_characters_fit_and_one_more_does_not()
    {
        var sentence = string.Concat(Enumerable.Repeat("zeven ezels ", 20));
        Assert.Null(PasswordRules.Problem(sentence[..200]));
        Assert.Equal("SignIn.PasswordLong", PasswordRules.Problem(sentence[..201]));
    }

    [Fact]
    public void An_accent_is_the_same_on_every_keyboard()
    {
        var hashing = new PasswordHashing(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
        Assert.Equal(PasswordVerificationResult.Success, hashing.VerifyHashedPassword(null!, hashing.HashPassword(null!, "cafe\u0301 om de hoek"), "caf\u00e9 om de hoek"));
    }

    [Fact]
    public void Nobodys_hash_is_a_full_one_of_todays_rounds_and_fits_no_password()
    {
        var hashing = new PasswordHashing(Options.Create(new PasswordHasherOptions { IterationCount = PasswordHashing.Rounds }));
        Assert.Equal(PasswordVerificationResult.Failed, hashing.VerifyHashedPassword(null!, PasswordHashing.OfNobody(), "anything"));
        Assert.Equal(Convert.FromBase64String(hashing.HashPassword(null!, "x"))[..13], Convert.FromBase64String(PasswordHashing.OfNobody())[..13]);
    }
}

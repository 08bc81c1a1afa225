using System.Text.RegularExpressions;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FoodCoop.Tests.Features.SignIn;

/// <summary>What tests of sign-in do again and again: passwords for the cast, and the links in their mails.</summary>
internal static class Cast
{
    public const string Password = "kale soup on a wet evening";

    private static readonly Lazy<string> Hash = new(() => Hashed(Password, PasswordHashing.Rounds));

    public static string Hashed(string password, int rounds) =>
        new PasswordHashing(Options.Create(new PasswordHasherOptions { IterationCount = rounds })).HashPassword(null!, password);

    public static void GivePassword(this TestCoop coop, string name, string? hash = null) =>
        coop.Write(db => db.Execute("update person set password_hash = @hash where name = @name", new { name, hash = hash ?? Hash.Value }));

    public static async Task<TestPage> SignIn(this TestBrowser browser, string email, string password, string? back = null) =>
        await browser.Submit(await browser.Get("/sign-in"), "form.sign-in", new { Email = email, Password = password, Back = back }, follow: false);

    /// <summary>Whether this browser is signed in: the own details open.</summary>
    public static async Task<bool> IsIn(this TestBrowser browser) => (await browser.Get("/account/profile", follow: false)).Status == 200;

    public static string LastMail(this TestCoop coop) => coop.Read(db => db.One<string>("select body_text from mail order by id desc limit 1"));

    public static int Mails(this TestCoop coop) => coop.Read(db => db.One<int>("select count(*) from mail"));

    /// <summary>The path of the link in the last mail.</summary>
    public static string LastLink(this TestCoop coop) =>
        Regex.Match(coop.LastMail(), @"http://[^/\s]+(/\S+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}

using System.Net;
using System.Text.RegularExpressions;

namespace FoodCoop.Browser.Post;

/// <summary>Asks the program for a link to sign in, as somebody at a browser: the shortest way to make it write a mail.</summary>
internal static partial class SignInLink
{
    /// <summary>Returns when the program has answered that the mail is on its way.</summary>
    public static async Task Ask(ProgramUnderTest program, string email)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = new Uri(program.Address) };
        using var page = await browser.GetAsync("/sign-in/link");
        var form = await page.Content.ReadAsStringAsync();
        Assert.True(page.IsSuccessStatusCode, $"{(int)page.StatusCode} on asking for a link; the program said:\n{Last(program.Said)}");
        using var fields = new FormUrlEncodedContent([new("Email", email), new("__RequestVerificationToken", FormToken().Match(form).Groups["token"].Value)]);
        using var answer = await browser.PostAsync("/sign-in/link", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode} on sending the form; the program said:\n{Last(program.Said)}");
    }

    private static string Last(string said) => said[Math.Max(0, said.Length - 4000)..];

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex FormToken();
}

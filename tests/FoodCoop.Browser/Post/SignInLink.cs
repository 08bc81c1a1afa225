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
        var form = await browser.GetStringAsync("/sign-in/link");
        using var fields = new FormUrlEncodedContent([new("Email", email), new("__RequestVerificationToken", FormToken().Match(form).Groups["token"].Value)]);
        using var answer = await browser.PostAsync("/sign-in/link", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex FormToken();
}

using System.Text.RegularExpressions;

namespace FoodCoop.Platform.Web;

/// <summary>A request's path as it may stand in the log: without the tokens of links that let their reader in.</summary>
public static partial class LoggedPath
{
    /// <summary><c>/sign-in/reset/…</c> instead of the token behind it: 32 random bytes are 43 letters in base 64. The same for calendars and for what stops mails.</summary>
    public static string Of(string path) => Token().Replace(path, "…");

    [GeneratedRegex(@"(?<=/)[A-Za-z0-9_-]{43}(?=[/.]|$)|(?<=^/mail/stop/)[^/]+", RegexOptions.None, Pattern.Patience)]
    private static partial Regex Token();
}

using System.Globalization;

namespace FoodCoop.Platform.Web;

/// <summary>The two languages of the house and their ways with dates and numbers.</summary>
public static class Languages
{
    public const string Cookie = "language";
    public static readonly IReadOnlyList<string> All = ["nl", "en"];
    private static readonly CultureInfo Dutch = Plain("nl-NL");
    private static readonly CultureInfo English = Plain("en-GB");

    public static CultureInfo Culture(string language) => language == "nl" ? Dutch : English;

    public static bool IsOne(string? language) => language is "nl" or "en";

    /// <summary>A visitor's language: the one chosen, else what the browser asks for first, else the co-op's.</summary>
    public static string OfVisitor(HttpRequest request, string coopLanguage)
    {
        if (request.Cookies[Cookie] is { } chosen && IsOne(chosen)) return chosen;
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => IsOne(l));
        return wanted ?? coopLanguage;
    }

    private static CultureInfo Plain(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "-";
        return CultureInfo.ReadOnly(culture);
    }
}

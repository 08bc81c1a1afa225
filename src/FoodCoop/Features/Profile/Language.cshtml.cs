namespace FoodCoop.Features.Profile;

/// <summary>The language switch of every page: saved for a person, a cookie for a visitor.</summary>
[AllowAnonymous]
public sealed class LanguageModel(Db db, Viewer viewer) : CoopPage
{
    private const string Update = "update person set language = @language where id = @PersonId";

    public override IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? language, string? back)
    {
        if (Languages.IsOne(language))
        {
            if (viewer.IsSignedIn) db.Execute(Update, new { viewer.PersonId, language });
            Response.Cookies.Append(Languages.Cookie, language!, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true,
            });
        }
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}

namespace FoodCoop.Tests.Platform.Web;

public sealed class FormCookieTests
{
    [Fact]
    public async Task The_cookie_of_forms_comes_along_when_a_link_in_a_mail_is_followed_so_that_forms_in_other_tabs_stay_good()
    {
        using var page = await new TestCoop().As(null).Raw(new HttpRequestMessage(HttpMethod.Get, "/sign-in"));
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.StartsWith("form=", StringComparison.Ordinal));
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase); // with "strict" a new one is made, which the other tabs know nothing of
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }
}

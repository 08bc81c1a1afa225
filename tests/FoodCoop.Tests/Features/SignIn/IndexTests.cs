using FoodCoop.Features.SignIn;

namespace FoodCoop.Tests.Features.SignIn;

public sealed class IndexTests
{
    [Fact]
    public async Task A_person_signs_in_with_address_and_password_and_goes_where_she_wanted_to()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        var browser = coop.As(null);
        var asked = await browser.Get("/account/profile", follow: false);
        Assert.Contains("/sign-in?back=%2Faccount%2Fprofile", asked.Location);
        var page = await browser.SignIn(" AMARA@proef.example ", Cast.Password, "/account/profile");
        Assert.Equal("/account/profile", page.Location);
        Assert.True(await browser.IsIn());
    }

    [Theory]
    [InlineData("en", "no longer signed in, so what you just sent was not saved")]
    [InlineData("nl", "niet meer ingelogd, dus wat je net verstuurde is niet opgeslagen")]
    public async Task Who_sends_a_form_and_is_no_longer_signed_in_is_told_that_nothing_was_saved(string language, string words)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        coop.Write(db => db.Execute("update coop set language = @language", new { language }));
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        coop.Write(db => db.Execute("update person set security_stamp = 'other' where name = 'Amara'"));
        var after = await amara.Submit(page, "#order", new Dictionary<string, string> { [$"a{rice}"] = "5" });
        Assert.Contains(words, after["#lost"], StringComparison.Ordinal);
        Assert.Null((await amara.Get($"/order/{Scene.Code}")).Html.QuerySelector("#lost")); // who only wanted to look has lost nothing
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task After_sign_in_no_other_site_is_opened(string back)
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        Assert.Equal("/", (await coop.As(null).SignIn("amara@proef.example", Cast.Password, back)).Location);
    }

    [Fact]
    public async Task An_unknown_address_is_answered_like_a_wrong_password_also_when_it_has_to_wait()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        for (var i = 1; i <= SignInServices.MostWrong + 1; i++)
        {
            var known = await coop.As(null).SignIn("amara@proef.example", "wrong");
            var unknown = await coop.As(null).SignIn("nobody@proef.example", "wrong");
            Assert.Equal(422, known.Status);
            Assert.Equal(known.Text, unknown.Text);
            Assert.Equal(i >= SignInServices.MostWrong, known.Text.Contains("15 minut") || known.Text.Contains("Wacht tot 20:15"));
        }
    }

    [Fact]
    public async Task After_five_wrong_tries_also_the_right_password_waits_for_a_quarter_of_an_hour()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        var browser = coop.As(null);
        for (var i = 0; i < 5; i++) await browser.SignIn("amara@proef.example", "wrong");
        Assert.Contains("Wacht tot 20:15", (await browser.SignIn("amara@proef.example", Cast.Password)).Text);
        Assert.False(await browser.IsIn());
        TestClock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(302, (await browser.SignIn("amara@proef.example", Cast.Password)).Status);
    }

    [Fact]
    public async Task Wrong_tries_at_the_same_moment_are_all_counted()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => coop.As(null).SignIn("amara@proef.example", "wrong")));
        Assert.NotNull(coop.Read(db => db.One<string?>("select lockout_until from person where name = 'Amara'")));
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_renewed_at_sign_in()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara", Cast.Hashed(Cast.Password, 1000));
        await coop.As(null).SignIn("amara@proef.example", Cast.Password);
        var hash = Convert.FromBase64String(coop.Read(db => db.One<string>("select password_hash from person where name = 'Amara'")));
        Assert.Equal(PasswordHashing.Rounds, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
    }

    [Fact]
    public async Task A_person_without_password_or_who_has_left_does_not_get_in()
    {
        var coop = new TestCoop();
        Assert.Equal(422, (await coop.As(null).SignIn("amara@proef.example", "")).Status);
        Assert.Equal(422, (await coop.As(null).SignIn("amara@proef.example", Cast.Password)).Status);
        coop.GivePassword("Amara");
        coop.Write(db => db.Execute("update person set left_on = '2026-11-01' where name = 'Amara'"));
        Assert.Equal(422, (await coop.As(null).SignIn("amara@proef.example", Cast.Password)).Status);
    }

    [Fact]
    public async Task The_cookie_of_one_co_op_opens_no_other()
    {
        var here = new TestCoop();
        var there = new TestCoop();
        here.GivePassword("Amara");
        there.GivePassword("Amara");
        var browser = here.As(null);
        using var form = await Answer(browser, await browser.Get("/sign-in"));
        var cookie = form.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("foodcoop=", StringComparison.Ordinal)).Split(';')[0];
        Assert.True(await new TestBrowser(here, cookie).IsIn());
        Assert.False(await new TestBrowser(there, cookie).IsIn());
    }

    [Fact]
    public async Task Many_tries_from_one_address_are_slowed_down()
    {
        var coop = new TestCoop();
        var browser = coop.As(null);
        var page = await browser.Get("/sign-in/link");
        for (var i = 0; i < 40; i++) Assert.NotEqual(429, (await browser.Submit(page, "form.link", new { Email = "not an address" }, follow: false)).Status);
        Assert.Equal(429, (await browser.Submit(page, "form.link", new { Email = "not an address" }, follow: false)).Status);
        Assert.Equal(200, (await browser.Get("/sign-in")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_it_on_this_browser_only()
    {
        var coop = new TestCoop();
        var (phone, laptop) = (coop.As("Amara"), coop.As("Amara"));
        await phone.Submit(await phone.Get("/account/profile"), "form[action='/sign-out']");
        Assert.False(await phone.IsIn());
        Assert.True(await laptop.IsIn());
    }

    private static async Task<HttpResponseMessage> Answer(TestBrowser browser, TestPage page) => await browser.Raw(new HttpRequestMessage(HttpMethod.Post, "/sign-in")
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Email"] = "amara@proef.example",
            ["Password"] = Cast.Password,
            ["__RequestVerificationToken"] = page.Html.QuerySelector("form.sign-in input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        }),
    });
}

using FoodCoop.Tests.Features.SignIn;

namespace FoodCoop.Tests.Features.Profile;

public sealed class IndexTests
{
    private const string New = "three pears and a bicycle";

    [Fact]
    public async Task A_person_changes_her_particulars_and_her_old_address_is_told()
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        var page = await browser.Submit(await browser.Get("/account/profile"), "form.profile", new { Email = "New@Example.org", Phone = "020 7654321", Language = "nl" });
        Assert.Contains("Bewaard", (await browser.Get(page.Path)).Text + page.Text);
        Assert.Equal(("new@example.org", "020 7654321", "nl"), coop.Read(db => db.One<(string, string, string)>("select email, phone, language from person where name = 'Amara'")));
        Assert.Equal(("amara@proef.example", 0), coop.Read(db => db.One<(string, long)>("select address, secret from mail")));
        Assert.Contains("new@example.org", coop.LastMail());
    }

    [Fact]
    public async Task Anothers_address_or_none_is_refused()
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        var form = await browser.Get("/account/profile");
        Assert.Contains("belongs to Bart", (await browser.Submit(form, "form.profile", new { Email = "bart@proef.example" })).Text);
        Assert.Equal(422, (await browser.Submit(form, "form.profile", new { Email = "" })).Status);
        Assert.Equal("amara@proef.example", coop.Read(db => db.One<string>("select email from person where name = 'Amara'")));
        Assert.Equal(0, coop.Mails());
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_signs_out_all_other_browsers()
    {
        var coop = new TestCoop();
        coop.GivePassword("Amara");
        var (here, there) = (coop.As("Amara"), coop.As("Amara"));
        var form = await here.Get("/account/profile");
        Assert.Contains("not your password until now", (await here.Submit(form, "form.password", new { Current = "guess", Password = New })).Text);
        Assert.Contains("first that others would try", (await here.Submit(form, "form.password", new { Current = Cast.Password, Password = "password1" })).Text);
        Assert.True(await there.IsIn());
        await here.Submit(form, "form.password", new { Current = Cast.Password, Password = New });
        Assert.True(await here.IsIn());
        Assert.False(await there.IsIn());
        Assert.Equal(302, (await coop.As(null).SignIn("amara@proef.example", New)).Status);
    }

    [Fact]
    public async Task Who_has_no_password_chooses_one_without_an_old_one()
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        var form = await browser.Get("/account/profile");
        Assert.Null(form.Html.QuerySelector("#Current"));
        Assert.Equal(200, (await browser.Submit(form, "form.password", new { Password = New })).Status);
        Assert.Equal(302, (await coop.As(null).SignIn("amara@proef.example", New)).Status);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_other_browsers_at_once_and_open_links_too()
    {
        var coop = new TestCoop();
        var visitor = coop.As(null);
        await visitor.Submit(await visitor.Get("/sign-in/link"), "form.link", new { Email = "amara@proef.example" });
        var link = coop.LastLink();
        var (here, there) = (coop.As("Amara"), coop.As("Amara"));
        Assert.True(await there.IsIn());
        await here.Submit(await here.Get("/account/profile"), "form.everywhere");
        Assert.True(await here.IsIn());
        Assert.False(await there.IsIn());
        Assert.Equal(410, (await coop.As(null).Get(link)).Status);
    }

    [Fact]
    public async Task Nobody_changes_more_than_the_form_offers()
    {
        var coop = new TestCoop();
        var browser = coop.As("Amara");
        await browser.Submit(await browser.Get("/account/profile"), "form.profile",
            new { PersonId = 1, MemberId = 1, Member_Id = 1, SecurityStamp = "x", Password_hash = "x", Name = "Amara B" });
        var row = coop.Read(db => db.One<(string, string?, long)>("""
            select p.security_stamp, p.password_hash, m.number from person p join member m on m.id = p.member_id where p.name = 'Amara B'
            """));
        Assert.Equal(("stamp-Amara", null, 114), row);
    }
}

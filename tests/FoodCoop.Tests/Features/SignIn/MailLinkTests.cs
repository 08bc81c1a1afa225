using System.Net;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Tests.Features.SignIn;

public sealed class MailLinkTests
{
    [Fact]
    public async Task A_link_lets_in_once_and_looking_at_it_does_not_use_it_up()
    {
        var coop = new TestCoop();
        var link = await Asked(coop, "amara@proef.example");
        for (var i = 0; i < 3; i++) Assert.Contains("Dag Amara", (await coop.As(null).Get(link)).Text); // a scanner looks
        var browser = coop.As(null);
        await browser.Submit(await browser.Get(link), "form.follow", follow: false);
        Assert.True(await browser.IsIn());
        var again = await coop.As(null).Get(link);
        Assert.Equal((int)HttpStatusCode.Gone, again.Status);
        Assert.Contains("werkt niet meer", again.Text);
    }

    [Fact]
    public async Task Two_browsers_at_once_use_a_link_once()
    {
        var coop = new TestCoop();
        var link = await Asked(coop, "amara@proef.example");
        var browsers = Enumerable.Range(0, 8).Select(_ => coop.As(null)).ToList();
        var pages = await Task.WhenAll(browsers.Select(b => b.Get(link)));
        await Task.WhenAll(browsers.Zip(pages, (b, p) => b.Submit(p, "form.follow", follow: false)));
        Assert.Single(await Task.WhenAll(browsers.Select(b => b.IsIn())), isIn => isIn);
    }

    [Fact]
    public async Task After_twenty_minutes_it_no_longer_works_also_when_its_page_was_open()
    {
        var coop = new TestCoop();
        var link = await Asked(coop, "amara@proef.example");
        var browser = coop.As(null);
        TestClock.Advance(TimeSpan.FromMinutes(19));
        var page = await browser.Get(link);
        TestClock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(410, (await browser.Submit(page, "form.follow")).Status);
        Assert.False(await browser.IsIn());
    }

    [Fact]
    public async Task A_token_that_was_never_sent_opens_nothing()
    {
        var coop = new TestCoop();
        await Asked(coop, "amara@proef.example");
        Assert.Equal(410, (await coop.As(null).Get("/sign-in/link/" + new string('A', 43))).Status);
        Assert.Equal(404, (await coop.As(null).Get("/sign-in/link/short")).Status);
    }

    [Fact]
    public async Task A_link_to_sign_in_sets_no_password_and_the_other_way_round()
    {
        var coop = new TestCoop();
        var link = await Asked(coop, "amara@proef.example");
        Assert.Equal(410, (await coop.As(null).Get(link.Replace("/link/", "/reset/"))).Status);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_every_address_and_only_a_known_one_gets_mail()
    {
        var coop = new TestCoop();
        var known = await Ask(coop, "amara@proef.example");
        var unknown = await Ask(coop, "nobody@proef.example");
        Assert.Equal(known.Text, unknown.Text);
        Assert.Equal(1, coop.Mails());
    }

    [Fact]
    public async Task The_mail_goes_first_is_secret_and_ends_with_the_link_and_only_a_hash_is_kept()
    {
        var coop = new TestCoop();
        var link = await Asked(coop, "amara@proef.example");
        var mail = coop.Read(db => db.One<(string, long, long, string, string)>("select address, secret, priority, useful_until, body_text from mail"));
        Assert.Equal(("amara@proef.example", 1, 0, "2026-11-12T19:20:00.000Z"), (mail.Item1, mail.Item2, mail.Item3, mail.Item4));
        Assert.StartsWith("Hello Amara,", mail.Item5); // in her own language, though she asked on a Dutch page
        Assert.Contains("20:20", mail.Item5);
        var token = link.Split('/')[^1];
        Assert.Equal(MailLink.Hash(token), coop.Read(db => db.One<byte[]>("select token_hash from mail_link")));
    }

    [Fact]
    public async Task A_mailbox_is_not_flooded_but_the_next_hour_begins_anew()
    {
        var coop = new TestCoop();
        for (var i = 0; i < 8; i++) await Ask(coop, "amara@proef.example");
        Assert.Equal(MailLink.PerHour, coop.Mails());
        TestClock.Advance(TimeSpan.FromMinutes(61));
        await Ask(coop, "amara@proef.example");
        Assert.Equal(MailLink.PerHour + 1, coop.Mails());
    }

    [Fact]
    public async Task A_link_lets_in_who_is_locked_out()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("update person set lockout_until = '2026-11-12T20:00:00.000Z' where name = 'Amara'"));
        var link = await Asked(coop, "amara@proef.example");
        var browser = coop.As(null);
        await browser.Submit(await browser.Get(link), "form.follow", follow: false);
        Assert.True(await browser.IsIn());
        Assert.Null(coop.Read(db => db.One<string?>("select lockout_until from person where name = 'Amara'")));
    }

    [Fact]
    public async Task The_links_address_is_the_co_ops_own_whatever_the_request_claims()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example'"));
        await Ask(coop, "amara@proef.example");
        Assert.Contains("https://krat.example/sign-in/link/", coop.LastMail());
    }

    private static async Task<TestPage> Ask(TestCoop coop, string email)
    {
        var browser = coop.As(null);
        return await browser.Submit(await browser.Get("/sign-in/link"), "form.link", new { Email = email });
    }

    private static async Task<string> Asked(TestCoop coop, string email)
    {
        await Ask(coop, email);
        return coop.LastLink();
    }
}

using FoodCoop.Features.SignIn;
using FoodCoop.Platform.Web;
using FoodCoop.Tests.Features.SignIn;

namespace FoodCoop.Tests.Features.Post;

public sealed class LetterTests
{
    private readonly TestCoop coop = new();
    private readonly TestBrowser wei;

    public LetterTests() => wei = coop.As("Wei");

    [Fact]
    public async Task It_shows_all_that_happened_and_both_parts()
    {
        var mail = coop.Order("Amara");
        await coop.Send();
        var page = await wei.Get($"/post/{mail}");
        Assert.Contains("Amara, amara@proef.example", page["#facts"]);
        Assert.Contains("krat@proef.example", page["#facts"]);
        Assert.Contains("Er komt van alles.", page[".mail-text"]);
        Assert.Contains(coop.Read(db => db.One<string>("select message_id from mail")), page["#facts"]);
        Assert.Equal("allow-popups allow-popups-to-escape-sandbox", page.Html.QuerySelector("iframe")!.GetAttribute("sandbox")); // no script, no origin, no form
        using var html = await wei.Raw(new HttpRequestMessage(HttpMethod.Get, page.Html.QuerySelector("iframe")!.GetAttribute("src")));
        var part = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await html.Content.ReadAsStringAsync());
        Assert.Equal("_blank", part.QuerySelector("head > base")!.GetAttribute("target")); // in the frame itself a link would lead nowhere
        Assert.Contains($"/mail/stop/{coop.Token("Amara")}/your-order", part.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Links open in a new tab. The one at the end would stop these mails for Amara.", page.Text);
        Assert.Equal(SecurityHeaders.OfAMail, Assert.Single(html.Headers.GetValues("Content-Security-Policy")));
        Assert.Null(page.Html.QuerySelector("form.again")); // it has been sent
    }

    [Fact]
    public async Task A_failed_mail_is_sent_again_with_the_same_message_id_and_who_did_it_is_kept()
    {
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        var id = coop.Read(db => db.One<string>("select message_id from mail"));
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.again");
        Assert.Contains("waits again", page.Text);
        Assert.Contains("Wei: sent again (550 no such mailbox)", page["#events"]);
        Assert.Equal(["amara@proef.example"], await coop.Send());
        Assert.Equal(id, coop.Read(db => db.One<string>("select message_id from mail")));
        Assert.Equal("sent", coop.State(mail));
    }

    [Fact]
    public async Task A_corrected_address_is_tried_at_once_and_changes_the_particulars_only_when_that_is_ticked()
    {
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.address", new { Address = "Amara@Goed.example" });
        Assert.Contains("another address (amara@proef.example)", page["#events"]);
        Assert.Equal(["amara@goed.example"], await coop.Send());
        Assert.Equal("amara@proef.example", coop.Read(db => db.One<string>("select email from person where name = 'Amara'")));
    }

    [Fact]
    public async Task An_address_is_corrected_also_when_the_mail_is_of_no_more_use_and_what_waits_for_the_person_follows()
    {
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        coop.Write(db => db.Execute("update mail set useful_until = created_at"));
        coop.Write(db => db.Execute("""
            insert into mail (key, kind, person_id, address, subject, body_text, message_id, created_at, next_try_at)
            select 'waits', 'last-call', id, email, 's', 't', 'waits', @Start, @Start from person where name = 'Amara'
            """, new { TestClock.Start }));
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.address", new { Address = "amara@nieuw.example", Particulars = "true" });
        Assert.Equal(200, page.Status);
        Assert.Equal("amara@nieuw.example", coop.Read(db => db.One<string>("select email from person where name = 'Amara'")));
        Assert.Equal("amara@nieuw.example", coop.Read(db => db.One<string>("select address from mail where key = 'waits'")));
    }

    [Fact]
    public async Task Also_in_the_particulars_it_ends_open_links_and_tells_the_former_address()
    {
        var visitor = coop.As(null);
        await visitor.Submit(await visitor.Get("/sign-in/link"), "form.link", new { Email = "amara@proef.example" });
        var link = coop.LastLink();
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        await wei.Submit(await wei.Get($"/post/{mail}"), "form.address", new { Address = "amara@goed.example", Particulars = "true" });
        Assert.Equal("amara@goed.example", coop.Read(db => db.One<string>("select email from person where name = 'Amara'")));
        Assert.Equal(410, (await visitor.Get(link)).Status);
        Assert.Equal(("email-changed", "amara@proef.example"), coop.Read(db => db.One<(string, string)>("select kind, address from mail order by id desc limit 1")));
    }

    [Theory]
    [InlineData("bart@proef.example", "already belongs to Bart")]
    [InlineData("no address", "is not an e-mail address")]
    public async Task A_slip_in_the_address_is_told_beside_it_and_changes_nothing(string typed, string told)
    {
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.address", new { Address = typed, Particulars = "true" });
        Assert.Equal(422, page.Status);
        Assert.Contains(told, page[".error"]);
        Assert.Equal("failed", coop.State(mail));
        Assert.Equal("amara@proef.example", coop.Read(db => db.One<string>("select address from mail")));
    }

    [Fact]
    public async Task A_mail_that_waits_can_be_kept_from_being_sent_and_be_sent_after_all()
    {
        var mail = coop.Order("Amara");
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.not");
        Assert.Contains("an admin decided so", page["#facts"]);
        Assert.Empty(await coop.Send());
        await wei.Submit(page, "form.again");
        Assert.Equal(["amara@proef.example"], await coop.Send());
    }

    [Fact]
    public async Task What_is_kept_back_already_is_not_kept_back_again_and_one_is_told_why_it_does_not_go()
    {
        var mail = coop.Order("Amara");
        var before = await wei.Get($"/post/{mail}");
        await wei.Submit(before, "form.not");
        var page = await wei.Submit(before, "form.not");
        Assert.Equal("This mail had been kept back already: an admin decided so. Nothing was changed. If it is to go after all, choose “Send again”.", Said(page));
        Assert.Single(page.Html.QuerySelectorAll("#events li"));

        var changed = coop.Order("Bart");
        before = await wei.Get($"/post/{changed}");
        coop.Write(db => db.Execute("update mail set skipped_at = @now, skip_reason = 'changed' where id = @changed", new { changed, now = TestClock.Start }));
        coop.Write(db => db.Execute("update person set language = 'nl' where name = 'Wei'"));
        Assert.Equal("Deze mail werd al tegengehouden: wat erin stond klopt niet meer. Er is niets veranderd.", Said(await wei.Submit(before, "form.not")));
        Assert.Equal("changed", coop.Read(db => FoodCoop.Features.Post.PostedMail.Find(db, changed)!.SkipReason));
    }

    [Fact]
    public async Task An_address_that_it_has_already_changes_nothing_and_that_is_said()
    {
        var mail = coop.Order("Amara");
        var page = await wei.Submit(await wei.Get($"/post/{mail}"), "form.address", new { Particulars = "true" });
        Assert.Equal("This mail goes to amara@proef.example already. Nothing was changed.", Said(page));
        coop.Fail(mail);
        page = await wei.Submit(page, "form.address");
        Assert.StartsWith("This mail has this address already: amara@proef.example. Nothing was changed.", Said(page));
        Assert.Equal("failed", coop.State(mail));
        Assert.Null(page.Html.QuerySelector("#events"));
        coop.Write(db => db.Execute("update person set email = 'amara@oud.example' where name = 'Amara'"));
        page = await wei.Submit(page, "form.address", new { Particulars = "true" });
        Assert.Equal("All later mails to Amara go to amara@proef.example. This mail went there already.", Said(page));
        Assert.Equal("amara@proef.example", coop.Read(db => db.One<string>("select email from person where name = 'Amara'")));
    }

    [Fact]
    public async Task One_that_is_on_its_way_cannot_be_stopped_or_readdressed_any_more()
    {
        var mail = coop.Order("Amara");
        var page = await wei.Get($"/post/{mail}");
        coop.Write(db => db.Execute("update mail set lease_until = @until", new { until = TestClock.Start.AddMinutes(1) }));
        Assert.Contains("on its way right now", (await wei.Submit(page, "form.not")).Text);
        Assert.Contains("on its way right now", (await wei.Submit(page, "form.address", new { Address = "x@y.example" })).Text);
        Assert.Contains("on its way now", (await wei.Get($"/post/{mail}"))["#facts"]);
    }

    [Fact]
    public async Task What_is_no_longer_of_use_or_true_or_wanted_is_not_sent_again()
    {
        var late = coop.Order("Amara", usefulUntil: TestClock.Start.AddHours(1));
        TestClock.Advance(TimeSpan.FromHours(2));
        await coop.Send();
        Assert.Contains("last useful moment", (await wei.Submit(await wei.Get($"/post/{late}"), "form.again")).Text);

        var changed = coop.Order("Bart");
        coop.Write(db => db.Execute("update mail set skipped_at = @now, skip_reason = 'changed' where id = @changed", new { changed, now = TestClock.Start }));
        Assert.Contains("no longer true", (await wei.Submit(await wei.Get($"/post/{changed}"), "form.again")).Text);

        var unwanted = coop.Order("Tomás");
        var tomas = coop.As("Tomás");
        await tomas.Submit(await tomas.Get("/account/mail"), "form.choices", new { kinds = Array.Empty<string>() });
        Assert.Contains("Tomás does not want mails of this kind", (await wei.Submit(await wei.Get($"/post/{unwanted}"), "form.again")).Text);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail_event")));
    }

    [Fact]
    public async Task The_body_of_a_mail_that_lets_its_reader_in_is_shown_to_nobody_in_no_way()
    {
        var visitor = coop.As(null);
        await visitor.Submit(await visitor.Get("/sign-in/link"), "form.link", new { Email = "amara@proef.example" });
        var token = coop.LastLink().Split('/')[^1];
        var mail = coop.Read(db => db.One<long>("select max(id) from mail"));
        Assert.NotNull(coop.Read(db => db.One<string>("select body_html from mail where id = @mail", new { mail })));
        var page = await wei.Get($"/post/{mail}");
        Assert.Contains("shown to nobody", page["#secret"]);
        Assert.Null(page.Html.QuerySelector("iframe, .mail-text, form.again, form.address"));
        Assert.DoesNotContain(token, page.Source);
        Assert.Equal(404, (await wei.Get($"/post/{mail}/html")).Status);
        Assert.DoesNotContain(token, (await wei.Get("/post?search=" + token)).Html.QuerySelector("#mails")!.TextContent);
        // by a form that was never shown neither
        var form = page.Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in (string[])["Again", "Address"])
            Assert.Equal(422, (await wei.Post($"/post/{mail}?handler={handler}", [new("Address", "wei@proef.example"), new("__RequestVerificationToken", form)])).Status);
        await coop.Send();
        Assert.Equal((true, true), coop.Read(db => db.One<(bool, bool)>("select body_text is null, body_html is null from mail where id = @mail", new { mail })));
        Assert.NotNull(MailLink.Hash(token));
    }

    private static string? Said(TestPage page) => page["#messages .message div"];

    [Fact]
    public async Task A_mail_that_does_not_exist_is_not_found() => Assert.Equal(404, (await wei.Get("/post/4711")).Status);
}

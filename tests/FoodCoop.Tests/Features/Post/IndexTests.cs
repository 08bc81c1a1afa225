using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Features.Post;

public sealed class IndexTests
{
    private static readonly DateTimeOffset Now = TestClock.Start;
    private readonly TestCoop coop = new();

    [Fact]
    public async Task An_empty_post_says_what_will_stand_there()
    {
        var page = await coop.As("Wei").Get("/post");
        Assert.Contains("No mails yet", page.Text);
        Assert.Null(page.Html.QuerySelector("#post-now[hx-get]")); // nothing waits: nothing to ask again for
    }

    [Fact]
    public async Task What_failed_stands_on_top_with_the_words_of_the_server()
    {
        coop.Fail(coop.Order("Amara"));
        coop.Order("Bart");
        var page = await coop.As("Wei").Get("/post");
        Assert.Contains("1 mail could not be delivered", page.Text);
        Assert.Contains("550 no such mailbox", page[".note.failed"]);
        Assert.Contains("Amara", page[".note.failed"]);
        Assert.Equal("/post", page.Html.QuerySelector("#post-now")!.GetAttribute("hx-get"));
        Assert.Equal(["1", "0", "1", "0"], page.Html.QuerySelectorAll(".figures dd").Select(d => d.TextContent));
    }

    [Fact]
    public async Task While_the_mail_server_is_away_the_post_says_so_in_its_words_and_no_longer_than_that()
    {
        coop.Order("Amara");
        coop.Order("Bart");
        var wei = coop.As("Wei");
        Assert.DoesNotContain("does not take mail", (await wei.Get("/post")).Text);
        await Round((_, _) => throw new System.Net.Mail.SmtpException("mail.example did not answer within 30 seconds."));
        var page = await wei.Get("/post");
        Assert.Contains("The mail server does not take mail now. mail.example did not answer within 30 seconds. It is tried again by itself", page["#post-now .note.warn"]);
        coop.Write(db => db.Execute("update person set language = 'nl' where name = 'Wei'"));
        Assert.StartsWith("De mailserver neemt nu geen mail aan.", (await wei.Get("/post"))["#post-now .note.warn"]);
        TestClock.Advance(MailRound.Pauses[0]);
        await Round((_, _) => Task.CompletedTask);
        Assert.Null((await wei.Get("/post")).Html.QuerySelector(".note.warn"));
        Assert.Equal(2, coop.Read(db => db.One<int>("select count(*) from mail where sent_at is not null")));
    }

    private Task<string> Round(MailRound.Deliver deliver) =>
        MailRound.Run(coop.File, TestClock.Instance, new MailSettings("mail.example", 25, "", "", false, "post@server.example", ""), deliver);

    [Fact]
    public async Task Mails_are_found_by_state_by_kind_and_by_a_name_without_its_accents()
    {
        coop.Fail(coop.Order("Tomás"));
        coop.Order("Çağla");
        coop.Write(db => db.Execute("insert into mail (key, kind, address, subject, message_id, created_at, next_try_at, sent_at) values ('k', 'place-offered', 'wachter@proef.example', 's', 'm', @Now, @Now, @Now)", new { Now }));
        var wei = coop.As("Wei");
        async Task<string> Found(string query) => string.Join(' ', (await wei.Get("/post" + query)).Html.QuerySelectorAll("#post tbody th a").Select(a => a.TextContent));
        Assert.Equal("wachter@proef.example Çağla Tomás", await Found(""));
        Assert.Equal("Tomás", await Found("?show=failed"));
        Assert.Equal("Çağla", await Found("?show=waiting"));
        Assert.Equal("wachter@proef.example", await Found("?show=sent"));
        Assert.Equal("", await Found("?show=skipped"));
        Assert.Equal("wachter@proef.example", await Found("?kind=place-offered"));
        Assert.Equal("Çağla", await Found("?search=cagla"));
        Assert.Equal("Tomás", await Found("?search=TOMAS"));
        Assert.Equal("wachter@proef.example", await Found("?search=wachter"));
        Assert.Equal("", await Found("?search=%25"));
        Assert.Equal("Çağla", await Found("?search=cagla&show=waiting&kind=your-order"));
    }

    [Fact]
    public async Task Long_lists_are_turned_page_by_page()
    {
        coop.Write(db => db.Execute("""
            with recursive n (n) as (select 1 union all select n + 1 from n where n < 120)
            insert into mail (key, kind, address, subject, message_id, created_at, next_try_at, sent_at)
            select 'k' || n, 'your-order', 'nummer' || n || '@proef.example', 's', 'm' || n, @Now, @Now, @Now from n
            """, new { Now }));
        var wei = coop.As("Wei");
        var first = await wei.Get("/post");
        Assert.Equal(50, first.Html.QuerySelectorAll("#post tbody tr").Length);
        var last = await wei.Get("/post?from=100");
        Assert.Equal(20, last.Html.QuerySelectorAll("#post tbody tr").Length);
        Assert.DoesNotContain("Older", last.Text);
        Assert.Contains("Older", first.Text);
    }

    [Fact]
    public async Task Progress_of_mails_that_belong_together_with_an_honest_end()
    {
        coop.Write(db =>
        {
            db.Execute("update coop set mails_per_hour = 100");
            db.Execute("""
                with recursive n (n) as (select 1 union all select n + 1 from n where n < 200)
                insert into mail (key, kind, address, subject, message_id, created_at, next_try_at, sent_at, batch)
                select 'k' || n, 'your-order', 'x@proef.example', 's', 'm' || n, @Now, @Now, iif(n <= 100, @sent, null), 'your-order/2026-11/1' from n
                """, new { Now, sent = Now.AddMinutes(-40) });
        });
        var page = await coop.As("Wei").Get("/post");
        Assert.Contains("Your order, November 2026", page.Text);
        Assert.Contains("100 of 200", page.Text);
        Assert.Contains("100 sent · about 20 minutes left at 100 an hour", page.Text);
        Assert.Contains("Held back by the limit of 100 an hour until 20:20.", page.Text);
    }

    [Fact]
    public void Without_a_limit_the_end_is_told_by_the_pace_of_the_last_minutes_and_else_not_at_all()
    {
        var batch = new MailBatch("your-order/2026-11/1", 200, 143, 0, 0, LastInLine: 57);
        Assert.Equal(Now.AddMinutes(4), batch.DoneAt(Now, new MailPace(0, []), lately: 28)!.Value, TimeSpan.FromSeconds(10));
        Assert.Null(batch.DoneAt(Now, new MailPace(0, []), lately: 0));
        Assert.Null((batch with { LastInLine = 0 }).DoneAt(Now, new MailPace(0, []), lately: 28)); // all that is left waits for another try
    }

    [Fact]
    public async Task The_post_takes_no_more_statements_for_twenty_thousand_mails_than_for_two()
    {
        coop.Fail(coop.Order("Amara"));
        coop.Order("Bart");
        var wei = coop.As("Wei");
        var few = await Statements.Of(() => wei.Get("/post"));
        coop.Write(db => db.Execute("""
            with recursive n (n) as (select 1 union all select n + 1 from n where n < 20000)
            insert into mail (key, kind, address, subject, body_text, message_id, created_at, next_try_at, sent_at)
            select 'k' || n, 'your-order', 'x@proef.example', 's', 't', 'm' || n, @Now, @Now, @Now from n
            """, new { Now }));
        Assert.Equal(few, await Statements.Of(() => wei.Get("/post")));
        Assert.InRange(few, 1, 8);
    }

    [Fact]
    public async Task Only_an_admin_sees_the_post_and_is_told_at_home_of_what_failed()
    {
        var mail = coop.Order("Amara");
        coop.Fail(mail);
        foreach (var path in (string[])["/post", $"/post/{mail}", $"/post/{mail}/html", "/post/kinds", "/settings/jobs", "/settings/post"])
            Assert.Contains("/not-allowed", (await coop.As("Bart").Get(path, follow: false)).Location);
        Assert.Contains("1 mail could not be delivered", (await coop.As("Wei").Get("/")).Text);
        Assert.DoesNotContain("delivered", (await coop.As("Bart").Get("/")).Text);
    }
}

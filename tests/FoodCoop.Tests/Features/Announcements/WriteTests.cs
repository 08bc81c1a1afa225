using FoodCoop.Features.Announcements;

namespace FoodCoop.Tests.Features.Announcements;

public sealed class WriteTests
{
    private const string New = "/announcements/new";

    private sealed record Letter(string Key, string Kind, string Address, string ReplyTo, string Subject, string Text, string Html, string StopAddress, string Language);

    /// <summary>With Elif reading English.</summary>
    private static TestCoop Coop()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("update person set language = 'en' where name = 'Elif'"));
        return coop;
    }

    private static List<Letter> Letters(TestCoop coop) => coop.Read(db => db.Query<Letter>("""
        select m.key, m.kind, m.address, m.reply_to, m.subject, m.body_text as text, m.body_html as html, m.stop_address, p.language
        from mail m join person p on p.id = m.person_id order by m.id
        """));

    private static int Written(TestCoop coop) => coop.Read(db => db.One<int>("select count(*) from announcement"));

    private static async Task<TestPage> Look(TestBrowser browser, string to, string subject = "De bus", string body = "Wie rijdt er vrijdag?", string from = "ShiftCoordinator") =>
        await browser.Submit(await browser.Get(New), "form.write", new { From = from, To = to, Subject = subject, Body = body });

    private static async Task<TestPage> Send(TestBrowser browser, TestPage look, object? fields = null) =>
        await browser.Submit(look, "form.send", fields, button: "form.send button");

    [Fact]
    public async Task To_all_each_person_gets_a_mail_of_its_own_as_it_was_written_and_answers_go_to_the_role()
    {
        var coop = Coop();
        coop.Write(db =>
        {
            db.Execute("insert into role_address (role, address) values ('ShiftCoordinator', 'diensten@proef.example')");
            db.Execute("update coop set home = 'https://krat.example'");
        });
        var people = coop.Read(db => db.One<int>("select count(*) from mail_reader"));
        var elif = coop.As("Elif");
        var look = await Look(elif, "all", body: "Hallo,\n\nWie rijdt?\nZie https://krat.example/bus.\n\nElif");
        Assert.Equal(0, Written(coop));
        Assert.Contains($"{people} people get this mail", look.Text, StringComparison.Ordinal);
        Assert.Contains("diensten@proef.example", look.Text, StringComparison.Ordinal);
        Assert.Equal("https://krat.example/bus", look.Html.QuerySelector(".letter a")!.GetAttribute("href"));
        var page = await Send(elif, look);
        Assert.Equal("/announcements/1", page.Path);
        Assert.Contains($"0 of {people}", page.Text, StringComparison.Ordinal);

        var letters = Letters(coop);
        Assert.Equal(people, letters.Count);
        Assert.Equal(letters.Count, letters.Select(l => l.Key).Distinct().Count());
        Assert.All(letters, l =>
        {
            Assert.StartsWith("announcement/1/person-", l.Key, StringComparison.Ordinal);
            Assert.Equal("announcement", l.Kind);
            Assert.Equal("diensten@proef.example", l.ReplyTo);
            Assert.DoesNotContain(',', l.Address);
            Assert.Equal("De bus", l.Subject);
            Assert.StartsWith("Hallo,\n\nWie rijdt?\nZie https://krat.example/bus.\n\nElif\n\n", l.Text, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://krat.example/bus\">", l.Html, StringComparison.Ordinal);
            Assert.StartsWith("https://krat.example/mail/stop/", l.StopAddress, StringComparison.Ordinal);
            Assert.Contains(l.Language == "nl" ? "Geschreven door Elif (Diensten)." : "Written by Elif (Shifts).", l.Text, StringComparison.Ordinal);
        });
        Assert.Equal(2, letters.Select(l => l.Language).Distinct().Count());
    }

    [Fact]
    public async Task Where_a_role_has_no_address_answers_go_to_the_co_op_s()
    {
        var coop = Coop();
        coop.Write(db => db.Execute("update coop set mail_address = 'post@proef.example'"));
        var elif = coop.As("Elif");
        await Send(elif, await Look(elif, "all"));
        Assert.All(Letters(coop), l => Assert.Equal("post@proef.example", l.ReplyTo));
    }

    [Fact]
    public async Task Who_has_an_order_in_a_month_is_written_to_and_nobody_else()
    {
        var coop = Coop();
        coop.OpenCycle();
        var offer = coop.Offer("Linzen");
        coop.Write(db =>
        {
            db.Execute("insert into order_line (offer_id, member_id, asked, changed_at) select @offer, id, 2000, '2026-11-10' from member where number in (142, 88)", new { offer });
            db.Execute("insert into order_line (offer_id, member_id, asked, changed_at) select @offer, id, 0, '2026-11-10' from member where number = 114", new { offer });
        });
        var elif = coop.As("Elif");
        await Send(elif, await Look(elif, "ordered:2026-11"));
        Assert.Equal(["cagla@proef.example", "dmytro@proef.example", "oksana@proef.example"], Letters(coop).Select(l => l.Address).Order());
    }

    [Fact]
    public async Task Who_has_a_role_is_written_to()
    {
        var coop = Coop();
        var elif = coop.As("Elif");
        var look = await Look(elif, "role:Buyer");
        Assert.Contains("One person gets this mail", look.Text, StringComparison.Ordinal);
        await Send(elif, look);
        Assert.Equal([coop.Read(db => db.One<string>("select email from person where name = 'Bart'"))], Letters(coop).Select(l => l.Address));
    }

    [Fact]
    public async Task One_member_gets_a_letter_that_cannot_be_switched_off()
    {
        var coop = Coop();
        coop.Write(db =>
        {
            db.Execute("update coop set home = 'https://krat.example'");
            foreach (var kind in (string[])["announcement", "personal-message"])
                db.Execute("insert into mail_off (person_id, kind, at) select id, @kind, '2026-11-01' from person where name = 'Oksana'", new { kind });
        });
        var elif = coop.As("Elif");
        var page = await Send(elif, await Look(elif, "member:142"));
        Assert.Equal(["personal-message", "personal-message"], Letters(coop).Select(l => l.Kind));
        Assert.All(Letters(coop), l => Assert.Equal("", l.StopAddress));
        Assert.Contains("0 of 2", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_switched_it_off_is_counted_and_who_has_no_address_is_named()
    {
        var coop = Coop();
        coop.Write(db =>
        {
            db.Execute("insert into mail_off (person_id, kind, at) select id, 'announcement', '2026-11-01' from person where name = 'Oksana'");
            db.Execute("update person set email = null where name in ('Amara', 'Дмитро')"); // Oksana of the same member can be reached
            db.Execute("insert into member (number, name, seats, kind, joined_on) values (900, 'Schap', 0, 'shelf', '2024-01-01'), (700, 'Zonder mens', 1, 'member', '2024-01-01')");
        });
        var look = await Look(coop.As("Elif"), "all");
        Assert.Contains("One person has switched such mails off", look.Text, StringComparison.Ordinal);
        Assert.Contains("2 members have no e-mail address. Someone must phone them:", look["#look .to-phone"]!.Replace("\n", " ", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["114", "700"], look.Html.QuerySelectorAll(".to-phone li").Select(l => l.TextContent.Trim().Split(' ')[0]));
    }

    [Fact]
    public async Task Twenty_clicks_at_once_send_once()
    {
        var coop = Coop();
        var look = await Look(coop.As("Elif"), "all");
        var elif = Enumerable.Range(0, 20).Select(_ => coop.As("Elif")).ToList();
        var looks = await Task.WhenAll(elif.Select(async e => await e.Get(New))); // each browser has a token of its own, the form is the same
        var fields = new { From = "ShiftCoordinator", To = "all", Subject = "De bus", Body = "Wie rijdt?", Once = look.Html.QuerySelector("input[name=Once]")!.GetAttribute("value") };
        var answers = await Task.WhenAll(elif.Zip(looks, async (e, l) => await e.Post($"{New}?handler=Send",
        [
            new("__RequestVerificationToken", l.Html.QuerySelector("form.write input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("From", fields.From), new("To", fields.To), new("Subject", fields.Subject), new("Body", fields.Body), new("Once", fields.Once!),
        ])));
        Assert.All(answers, a => Assert.Equal("/announcements/1", a.Path));
        Assert.Equal(1, Written(coop));
        Assert.Equal(coop.Read(db => db.One<int>("select count(*) from mail_reader")), Letters(coop).Count);
    }

    [Fact]
    public async Task The_same_form_with_other_words_is_refused_once_it_has_been_sent_and_keeps_them()
    {
        var coop = Coop();
        var elif = coop.As("Elif");
        var look = await Look(elif, "all");
        await Send(elif, look);
        var again = await Send(elif, look, new { Body = "Nog iets" });
        Assert.Equal(422, again.Status);
        Assert.Contains("This has been sent already, with other words.", again.Text, StringComparison.Ordinal);
        Assert.Equal("Nog iets", again["textarea"]);
        Assert.Equal(1, Written(coop));
        Assert.Contains("it went once", (await Send(elif, look)).Html.QuerySelector("#messages")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_look_one_goes_back_to_writing_with_all_that_was_typed()
    {
        var elif = Coop().As("Elif");
        var look = await Look(elif, "role:Buyer");
        var form = await elif.Submit(look, "form.send", button: "#change");
        Assert.Equal("De bus", form.Html.QuerySelector("#Subject")!.GetAttribute("value"));
        Assert.Equal("Wie rijdt er vrijdag?", form["textarea"]);
        Assert.NotNull(form.Html.QuerySelector("option[value='role:Buyer'][selected]"));
    }

    [Theory]
    [InlineData("", "De bus", "Wie?", "ShiftCoordinator", "Choose whom it goes to.")]
    [InlineData("ordered:2031-01", "De bus", "Wie?", "ShiftCoordinator", "Choose whom it goes to.")]
    [InlineData("role:King", "De bus", "Wie?", "ShiftCoordinator", "Choose whom it goes to.")]
    [InlineData("member:9998", "De bus", "Wie?", "ShiftCoordinator", "Choose whom it goes to.")]
    [InlineData("all", " ", "Wie?", "ShiftCoordinator", "")]
    [InlineData("all", "De bus", " ", "ShiftCoordinator", "")]
    [InlineData("all", "De bus", "Wie?", "Treasurer", "Choose one of your own roles.")]
    public async Task What_cannot_be_sent_is_refused_and_stays_typed(string to, string subject, string body, string from, string says)
    {
        var coop = Coop();
        var elif = coop.As("Elif");
        var page = await Look(elif, to, subject, body, from);
        Assert.Equal(422, page.Status);
        Assert.Contains(says, page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector(".field .error"));
        Assert.Equal(subject.Trim(), page.Html.QuerySelector("#Subject")!.GetAttribute("value")!.Trim());
        Assert.Equal(0, Written(coop));
    }

    [Fact]
    public async Task Nobody_to_reach_is_said()
    {
        var coop = Coop();
        coop.Write(db => db.Execute("update person set email = null where name = 'Amara'"));
        var page = await Look(coop.As("Elif"), "member:114");
        Assert.Equal(422, page.Status);
        Assert.Contains("None of them can be reached by e-mail.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("#look"));
    }

    [Fact]
    public async Task A_member_without_a_role_writes_to_nobody_and_sees_no_link()
    {
        var coop = Coop();
        var amara = coop.As("Amara");
        Assert.Equal(403, (await amara.Get("/announcements")).Status);
        Assert.Equal(403, (await amara.Get(New)).Status);
        Assert.Null((await amara.Get("/coop")).Html.QuerySelector("a[href='/announcements']"));
        Assert.NotNull((await coop.As("Ingrid").Get("/coop")).Html.QuerySelector("a[href='/announcements']"));
    }

    [Fact]
    public async Task All_coordinators_see_what_was_written_and_how_far_it_is()
    {
        var coop = Coop();
        var elif = coop.As("Elif");
        await Send(elif, await Look(elif, "all"));
        var ingrid = coop.As("Ingrid");
        Assert.Contains("De bus", (await ingrid.Get("/announcements")).Text, StringComparison.Ordinal);
        Assert.NotNull((await ingrid.Get("/announcements/1")).Html.QuerySelector("#progress[hx-trigger]"));
        coop.Write(db =>
        {
            db.Execute("update mail set sent_at = '2026-11-10T10:00:00.000Z'");
            db.Execute("update mail set sent_at = null, failed_at = '2026-11-10T10:00:00.000Z' where id = 1");
        });
        var page = await ingrid.Get("/announcements/1");
        Assert.Null(page.Html.QuerySelector("#progress[hx-trigger]"));
        Assert.Equal("1", page["#progress .flag.bad"]);
        Assert.Null(page.Html.QuerySelector("#progress a[href^='/post']"));
        var wei = await coop.As("Wei").Get("/announcements/1");
        Assert.Equal(200, (await coop.As("Wei").Get(wei.Html.QuerySelector("#progress a[href^='/post']")!.GetAttribute("href")!)).Status);
    }

    [Fact]
    public void A_text_is_taken_apart_as_mails_do_it()
    {
        var words = PlainWords.Paragraphs("a\nb\r\n\r\nzie https://x.example/y).");
        Assert.Equal(2, words.Count);
        Assert.Equal(2, words[0].Count);
        Assert.Equal([new WordPiece("zie", false), new(" ", false), new("https://x.example/y", true), new(").", false)], words[1][0]);
    }
}

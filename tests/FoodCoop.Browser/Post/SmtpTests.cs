using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Browser.Post;

/// <summary>The program sends over a real mail server with STARTTLS and a password; what arrives is read by another's eyes.</summary>
[Collection(Posting.Name)]
public sealed partial class SmtpTests
{
    /// <summary>Of the demo's open cycle, whose pickup is on Friday 11 December.</summary>
    private static readonly DateTimeOffset s_closing = new(2026, 12, 2, 22, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public async Task After_an_hour_without_a_server_what_closing_wrote_arrives_once_for_each_in_its_own_language()
    {
        await using var server = await MailServer.StartAsync();
        await using var program = await Program(server);
        var coop = new CoopFile(program.Folder);
        await server.Stop();
        program.SetClock(s_closing.AddMinutes(2));
        await program.Begin();
        Assert.True(await Wait.Until(() => coop.Number("select count(*) from mail where error <> ''") > 0), program.Said);
        await program.Restart(s_closing.AddMinutes(30));
        Assert.True(await Wait.Until(() => coop.Number("select count(*) from mail where error <> ''") > 1), program.Said);
        Assert.Equal(0, coop.Number("select count(*) from mail where sent_at is not null or failed_at is not null"));

        await server.Start();
        await program.Restart(s_closing.AddMinutes(62));
        await ComesToRest(server, program, coop);

        var mails = server.Taken();
        Assert.True(mails.Count > 80, $"{mails.Count} mails");
        Assert.Equal(mails.Count, mails.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(
            coop.Rows("select '<' || message_id || '@krat-en-peen.example> ' || address from mail where sent_at is not null order by 1").Select(r => r[0]),
            mails.Select(m => $"{m.MessageId} {m.To}").Order(StringComparer.Ordinal));
        Assert.All(mails, WasSentWell);
        Say(mails, Dutch(), "vrijdag 11 december", ",");
        Say(mails, English(), "Friday 11 December", ".");
        await LinksToSignInArrive(server, program, coop);
    }

    [Theory]
    [InlineData(false, true, "secure")]
    [InlineData(true, false, "certificate")]
    public async Task A_server_without_TLS_or_with_a_certificate_that_nobody_vouches_for_hears_neither_password_nor_mail(bool startTls, bool trusted, string word)
    {
        await using var server = await MailServer.StartAsync(startTls);
        await using var program = await Program(server, trusted);
        await program.Begin();
        var coop = new CoopFile(program.Folder);
        await SignInLink.Ask(program, Someone(coop, "nl"));
        Assert.True(await Wait.Until(() => coop.Number("select count(*) from mail where error <> ''") > 0), program.Said);
        Assert.Contains(word, coop.Rows("select error from mail where error <> ''")[0][0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, coop.Number("select count(*) from mail where sent_at is not null or failed_at is not null"));
        await server.Settle();
        Assert.NotEmpty(server.Events("connected"));
        Assert.Empty(server.Events("auth"));
        Assert.Empty(server.Taken());
    }

    [Fact]
    public async Task Cut_off_after_the_last_line_a_mail_goes_again_with_its_message_id_asked_to_wait_it_goes_once_and_an_unknown_address_stops_nobody()
    {
        await using var server = await MailServer.StartAsync();
        await using var program = await Program(server);
        await program.Begin();
        var coop = new CoopFile(program.Folder);
        var people = coop.Rows("select email from mail_reader order by id limit 6").ConvertAll(r => r[0]);
        await ComesToRest(server, program, coop); // what was waiting already

        await server.Behave(cut: 1);
        await SignInLink.Ask(program, people[0]);
        Assert.True(await Wait.Until(() => coop.Number("select count(*) from mail where key like 'sign-in/%' and error <> ''") == 1), program.Said);
        await server.Behave();
        program.SetClock(ProgramUnderTest.Start.AddMinutes(3));
        await SignInLink.Ask(program, people[1]); // rings the bell
        await ComesToRest(server, program, coop);
        Assert.Equal([people[0], people[0], people[1]], Links().Select(m => m.To).OrderBy(people.IndexOf));
        Assert.Single(Links().Where(m => m.To == people[0]).Select(m => m.MessageId).Distinct());

        await server.Behave(later: 1);
        await SignInLink.Ask(program, people[2]);
        Assert.True(await Wait.Until(() => coop.Number("select count(*) from mail where key like 'sign-in/%' and error <> ''") == 1), program.Said);
        await server.Behave();
        program.SetClock(ProgramUnderTest.Start.AddMinutes(6));
        await SignInLink.Ask(program, people[3]);
        await ComesToRest(server, program, coop);
        Assert.Single(Links(), m => m.To == people[2]);

        await server.Behave(refused: people[4]);
        await SignInLink.Ask(program, people[4]);
        await SignInLink.Ask(program, people[5]);
        await ComesToRest(server, program, coop);
        Assert.Equal([people[4]], coop.Rows("select address from mail where failed_at is not null").Select(r => r[0]));
        Assert.Single(Links(), m => m.To == people[5]);
        Assert.DoesNotContain(Links(), m => m.To == people[4]);

        List<TakenMail> Links() => server.Taken().FindAll(m => m.Text.Contains("/sign-in/link/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_files_of_an_order_arrive_as_they_were_written_under_their_names()
    {
        await using var server = await MailServer.StartAsync();
        await using var program = await Program(server);
        var coop = new CoopFile(program.Folder);
        var pdf = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 / 3)).ToArray(); // every byte, line ends and zeros among them
        var csv = Encoding.UTF8.GetBytes("\uFEFFCode;Product\r\n0101;Äpfel\r\n");
        coop.Change("""
            insert into mail (key, kind, address, reply_to, subject, body_text, body_html, message_id, created_at, next_try_at)
            values ('supplier-order/2026-11/1/1/supplier-1', 'supplier-order', 'bestel@derijpeaar.example', 'inkoop@krat-en-peen.example', 'Bestelling 2026-11', 'Hierbij.', '<p>Hierbij.</p>',
              'order-1', '2026-11-22T18:00:00.000Z', '2026-11-22T18:00:00.000Z')
            """);
        foreach (var (name, type, content) in ((string, string, byte[])[])[("order-2026-11-çağla.pdf", "application/pdf", pdf), ("order-2026-11-çağla.csv", "text/csv; charset=utf-8", csv)])
            coop.Change($"insert into mail_attachment (mail_id, file_name, media_type, content) select id, '{name}', '{type}', x'{Convert.ToHexString(content)}' from mail where message_id = 'order-1'");
        await program.Begin();
        await ComesToRest(server, program, coop);
        var mail = server.Taken().Single(m => m.To == "bestel@derijpeaar.example");
        WasSentWell(mail);
        Assert.Equal(("inkoop@krat-en-peen.example", "Hierbij."), (mail.ReplyTo, mail.Text.Trim()));
        Assert.Equal(["order-2026-11-çağla.pdf application/pdf", "order-2026-11-çağla.csv text/csv"], mail.Files.Select(f => $"{f.Name} {f.MediaType}"));
        Assert.Equal(pdf, mail.Files[0].Content);
        Assert.Equal(csv, mail.Files[1].Content);
    }

    /// <summary>The program, not begun, with a co-op whose name has an accent and that has an address on the web.</summary>
    private static async Task<ProgramUnderTest> Program(MailServer server, bool trusted = true)
    {
        var program = await ProgramUnderTest.NotStarted(server.Settings(trusted));
        var coop = new CoopFile(program.Folder);
        coop.Change("update coop set name = 'Coöperatie Krat & Peen', home = 'https://krat.example'");
        coop.Change("insert or replace into role_address (role, address) values ('Buyer', 'inkoop@krat-en-peen.example')");
        return program;
    }

    private static string Someone(CoopFile coop, string language) => coop.Rows($"select email from mail_reader where language = '{language}' order by id limit 1")[0][0];

    /// <summary>Nothing waits any more, and all that the server took is known here.</summary>
    private static async Task ComesToRest(MailServer server, ProgramUnderTest program, CoopFile coop)
    {
        Assert.True(
            await Wait.Until(() => coop.Number("select count(*) from mail where sent_at is null and failed_at is null and skipped_at is null") == 0),
            program.Said + string.Join('\n', coop.Rows("select address, tries, next_try_at, error from mail where sent_at is null limit 5").Select(r => string.Join(' ', r))));
        await server.Settle();
    }

    private static void WasSentWell(TakenMail mail)
    {
        Assert.True(mail.Secure, "It came without TLS.");
        Assert.Equal(MailServer.User, mail.User);
        Assert.Equal("\"Coöperatie Krat & Peen\" <post@krat-en-peen.example>", mail.From);
        Assert.Equal("post@krat-en-peen.example", mail.Sender);
        Assert.Equal([mail.To], mail.Recipients);
        Assert.True(mail.IsAscii, "It has letters that a server of before 1995 does not pass on.");
        Assert.InRange(mail.Longest, 1, 998); // RFC 5322 section 2.1.1
        Assert.NotNull(mail.Date);
        Assert.NotEqual("", mail.Text);
    }

    /// <summary>Some of the mails have this subject; their words and amounts are written as their language does, in both parts.</summary>
    private static void Say(List<TakenMail> mails, Regex subject, string day, string point)
    {
        var ours = mails.Where(m => subject.IsMatch(m.Subject)).ToList();
        Assert.True(ours.Count > 20, $"{ours.Count} mails have the subject {subject}, such as: {mails[0].Subject}");
        Assert.All(ours, m =>
        {
            var total = subject.Match(m.Subject).Groups["total"].Value.Replace('\u00a0', ' ');
            Assert.Contains(point, total, StringComparison.Ordinal);
            foreach (var part in (string[])[m.Text, System.Net.WebUtility.HtmlDecode(m.Html)])
            {
                Assert.Contains(day, part, StringComparison.Ordinal);
                Assert.Contains(total, part.Replace('\u00a0', ' '), StringComparison.Ordinal);
            }
            Assert.Contains("https://krat.example/order/2026-12", m.Text, StringComparison.Ordinal);
            Assert.Equal("inkoop@krat-en-peen.example", m.ReplyTo);
            Assert.Matches(@"^<https://krat\.example/\S+>$", m.Unsubscribe);
            Assert.Equal("List-Unsubscribe=One-Click", m.UnsubscribePost);
        });
    }

    private static async Task LinksToSignInArrive(MailServer server, ProgramUnderTest program, CoopFile coop)
    {
        foreach (var (language, subject) in ((string, string)[])[("nl", "Je link om in te loggen: Coöperatie Krat & Peen"), ("en", "Your link to sign in: Coöperatie Krat & Peen")])
        {
            var email = Someone(coop, language);
            await SignInLink.Ask(program, email);
            Assert.True(await Wait.Until(() => server.Taken().Exists(m => m.To == email && m.Subject == subject)), program.Said);
            var mail = server.Taken().Single(m => m.To == email && m.Subject == subject);
            WasSentWell(mail);
            Assert.Matches(@"https://krat\.example/sign-in/link/[\w-]{43}(?![\w-])", mail.Text);
        }
        await ComesToRest(server, program, coop);
        Assert.Equal([["0"]], coop.Rows("select distinct body_text is not null from mail where key like 'sign-in/%'")); // erased once sent
    }

    [GeneratedRegex(@"^Je bestelling van december 2026[^(]*\((?<total>€\s?[\d.]+,\d\d)\)$")]
    private static partial Regex Dutch();

    [GeneratedRegex(@"^Your order for December 2026[^(]*\((?<total>€\s?[\d,]+\.\d\d)\)$")]
    private static partial Regex English();
}

/// <summary>Tests that run the program with a mail server; they run one after the other, and beside those with a browser.</summary>
[CollectionDefinition(Name)]
public sealed class Posting
{
    public const string Name = "posting";
}

using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Platform.Mail;

public sealed class PostmanTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-mail-").FullName;
    private readonly TestCoop coop = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Without_a_server_each_mail_is_a_whole_file_in_a_folder()
    {
        var id = Write("Je bestelling van november: € 10,08 – Μαρία", "Hallo Çağla,\n\n.een punt aan het begin\nen een heel lange regel " + new string('x', 200));
        Assert.Equal("sent 1, not sent 0", await Send(new("", 25, "", "", false, "", folder)));
        var path = Assert.Single(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal($"20261112-190000-amara@proef.example-{id[..8]}.eml", Path.GetFileName(path));
        var mail = await File.ReadAllTextAsync(path);
        Assert.Contains($"Message-ID: <{id}@proef.example>", mail);
        Assert.Contains("<krat@proef.example>", mail);
        Assert.Contains("To: amara@proef.example", mail);
        Assert.Contains("Reply-To: inkoop@proef.example", mail);
        Assert.Contains("\r\nSubject: =?utf-8?", mail);
        Assert.Contains("\r\n\r\nHallo Çağla,\r\n\r\n", mail);
        Assert.Contains("\r\nen een heel lange regel " + new string('x', 200), mail); // a link would be whole
        Assert.All(mail.Split("\r\n\r\n")[0], letter => Assert.True(char.IsAscii(letter)));
    }

    [Fact]
    public async Task A_server_gets_the_mail_with_the_message_id_of_its_row()
    {
        using var server = new SmtpSink();
        var id = Write("Welkom", "Hallo Çağla,\ndag");
        Assert.Equal("sent 1, not sent 0", await Send(new("127.0.0.1", server.Port, "", "", false, "", folder)));
        var mail = Assert.Single(server.Received);
        Assert.Contains($"Message-ID: <{id}@proef.example>", mail);
        Assert.Contains("Subject: Welkom", mail);
        Assert.EndsWith(Convert.ToBase64String("Hallo Çağla,\r\ndag"u8), mail.TrimEnd()); // passes also through servers that know ASCII only
    }

    [Fact]
    public async Task An_address_that_the_server_does_not_know_has_failed_and_one_that_must_wait_is_tried_again()
    {
        using var server = new SmtpSink { ToRecipient = "550 no such mailbox" };
        var settings = new MailSettings("127.0.0.1", server.Port, "", "", false, "", folder);
        Write("unknown", "x");
        Assert.Equal("sent 0, not sent 1", await Send(settings));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where failed_at is not null")));
        server.ToRecipient = "450 later";
        Write("busy", "x");
        Assert.Equal("sent 0, not sent 1", await Send(settings));
        server.ToRecipient = "250 ok";
        TestClock.Advance(MailRound.Pauses[0]);
        Assert.Equal("sent 1, not sent 0", await Send(settings));
    }

    [Theory]
    [InlineData("550 5.7.1 looks like spam", "looks like spam")]
    [InlineData("552 too big", "too big")]
    [InlineData("554 no", "no")]
    public async Task Content_that_the_server_refuses_holds_up_no_other_mail_and_has_failed_when_it_is_refused_to_the_end(string answer, string words)
    {
        using var server = new SmtpSink { ToContent = mail => mail.Contains("Subject: Refused", StringComparison.Ordinal) ? answer : "250 ok" };
        var settings = new MailSettings("127.0.0.1", server.Port, "", "", false, "", folder);
        Write("Refused", "x");
        Write("Taken", "y");
        Assert.Equal("sent 1, not sent 1", await Send(settings));
        Assert.Contains("Subject: Taken", Assert.Single(server.Received));
        Assert.Equal((false, true), Refused(words)); // a quota of the day or a mood of a filter may pass, so it is tried again
        foreach (var pause in MailRound.Pauses)
        {
            TestClock.Advance(pause);
            Assert.Equal("sent 0, not sent 1", await Send(settings));
        }
        Assert.Equal((true, true), Refused(words));
        TestClock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("", await Send(settings));
    }

    private (bool Failed, bool Words) Refused(string words) =>
        coop.Read(db => db.One<(bool, bool)>("select failed_at is not null, instr(error, @words) > 0 from mail where subject = 'Refused' and sent_at is null", new { words }));

    [Fact]
    public async Task Files_go_along_and_both_parts_do()
    {
        Write("Met bijlage", "Tekst", html: "<p>Opmaak</p>");
        coop.Write(db => db.Execute("insert into mail_attachment (mail_id, file_name, media_type, content) select id, 'bestelling.csv', 'text/csv', @content from mail", new { content = "a;b"u8.ToArray() }));
        await Send(new("", 25, "", "", false, "", folder));
        var mail = await File.ReadAllTextAsync(Directory.EnumerateFiles(folder).Single());
        Assert.Contains("multipart/mixed", mail);
        Assert.Contains("multipart/alternative", mail);
        Assert.Contains("text/html", mail);
        Assert.Contains("name=bestelling.csv", mail);
        Assert.Contains(Convert.ToBase64String("a;b"u8), mail);
    }

    [Fact]
    public async Task A_co_op_without_a_mail_address_sends_from_the_server_s()
    {
        coop.Write(db => db.Execute("update coop set mail_address = ''"));
        Write("Welkom", "Hallo");
        await Send(new("", 25, "", "", false, "post@server.example", folder));
        Assert.Contains("<post@server.example>", await File.ReadAllTextAsync(Directory.EnumerateFiles(folder).Single()));
    }

    private Task<string> Send(MailSettings settings) =>
        MailRound.Run(coop.File, TestClock.Instance, settings, new Postman(settings, TestClock.Instance).Deliver);

    private string Write(string subject, string text, string? html = null)
    {
        coop.Write(db => Outbox.Write(db, TestClock.Instance.GetUtcNow(), new MailDraft(
            subject, "test", null, "amara@proef.example", subject, text, html, ReplyTo: "inkoop@proef.example")));
        return coop.Read(db => db.One<string>("select message_id from mail where subject = @subject", new { subject }));
    }
}

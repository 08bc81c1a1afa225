using System.Globalization;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Platform.Mail;

/// <summary>What a careful reader of mails finds in ours.</summary>
public sealed class LetterTests : IDisposable
{
    private const string Stop = "https://krat.proef.example/mail/stop/0123456789abcdef0123456789abcdef/cases-short-in-the-fill-phase";
    private const string Html = "<!doctype html>\n<html lang=\"nl\"><body><p>Hallo Çağla, dat is dan € 10,08</p></body></html>\n";
    private const string Text = "Hallo Çağla,\n\ndat is dan € 10,08\n.een punt\n";

    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-mail-").FullName;
    private readonly SmtpSink server = new();
    private readonly TestCoop coop = new();

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task All_headers_are_as_a_careful_reader_wants_them()
    {
        coop.Write(db => db.Execute("update coop set name = 'Krat & Peen, coöperatie Μαρία'"));
        Write("Je bestelling van november: €\u00a010,08 – met crème fraîche, žluťoučký kůň en nog veel meer woorden dan er op een regel passen");
        foreach (var mail in await Both())
        {
            Assert.Equal("Je bestelling van november: €\u00a010,08 – met crème fraîche, žluťoučký kůň en nog veel meer woorden dan er op een regel passen", mail["Subject"]);
            Assert.Equal("\"Krat & Peen, coöperatie Μαρία\" <krat@proef.example>", mail["From"]!.StartsWith('"') ? mail["From"] : $"\"{mail["From"]!.Replace(" <", "\" <", StringComparison.Ordinal)}");
            Assert.Equal("cagla@proef.example", mail["To"]);
            Assert.Equal("inkoop@proef.example", mail["Reply-To"]);
            Assert.Equal("auto-generated", mail["Auto-Submitted"]);
            Assert.Equal($"<{Stop}>", mail["List-Unsubscribe"]);
            Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
            Assert.Equal("1.0", mail["MIME-Version"]);
            Assert.Equal($"<{MessageId}@proef.example>", mail["Message-ID"]);
            // System.Net.Mail takes it from the machine's clock: it must be one, with its offset
            Assert.True(DateTimeOffset.TryParseExact(mail["Date"], ["d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _), mail["Date"]);
        }
    }

    [Fact]
    public async Task Text_comes_first_and_html_last_and_both_say_every_letter()
    {
        Write("Hallo");
        foreach (var mail in await Both())
        {
            Assert.StartsWith("multipart/alternative", mail["Content-Type"]);
            Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"], mail.Parts.Select(p => p["Content-Type"]));
            Assert.Equal(Text, mail.Parts[0].Text.ReplaceLineEndings("\n"));
            Assert.Equal(Html.Trim(), mail.Parts[1].Text.ReplaceLineEndings("\n").Trim());
        }
    }

    [Fact]
    public async Task Over_the_wire_there_is_ascii_only_and_no_line_is_longer_than_servers_take()
    {
        Write("€ 10,08");
        await Both();
        var wire = Assert.Single(server.Received);
        Assert.All(wire, letter => Assert.True(char.IsAscii(letter)));
        Assert.All(wire.Split('\n'), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public async Task On_a_second_try_it_is_the_same_mail_with_the_same_message_id()
    {
        Write("Nog eens");
        server.ToRecipient = "450 later";
        await Send();
        TestClock.Advance(MailRound.Pauses[0]);
        server.ToRecipient = "250 ok";
        await Send();
        // its answer was lost: it goes once more, and can be recognised
        coop.Write(db => db.Execute("update mail set sent_at = null, lease_until = null"));
        await Send();
        var mails = server.Received.Select(Eml.Read).ToList();
        Assert.Equal(2, mails.Count);
        Assert.Equal(mails[0]["Message-ID"], mails[1]["Message-ID"]);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_stopped_offers_no_way_to_stop_it()
    {
        Write("Rekening", stop: "");
        Assert.All(await Both(), mail => Assert.DoesNotContain(mail.Headers, h => h.Name.StartsWith("List-", StringComparison.Ordinal)));
    }

    private string MessageId => coop.Read(db => db.One<string>("select message_id from mail"));

    /// <summary>As it goes to a server, and as it is laid into the folder.</summary>
    private async Task<List<Eml>> Both()
    {
        await Send();
        coop.Write(db => db.Execute("update mail set sent_at = null, lease_until = null"));
        var settings = new MailSettings("", 25, "", "", false, "", folder);
        await MailRound.Run(coop.File, TestClock.Instance, settings, new Postman(settings, TestClock.Instance).Deliver);
        return [Eml.Read(Assert.Single(server.Received)), Eml.Read(await File.ReadAllTextAsync(Directory.EnumerateFiles(folder).Single()))];
    }

    private async Task Send()
    {
        var settings = new MailSettings("127.0.0.1", server.Port, "", "", false, "", folder);
        await MailRound.Run(coop.File, TestClock.Instance, settings, new Postman(settings, TestClock.Instance).Deliver);
    }

    private void Write(string subject, string stop = Stop) => coop.Write(db => Outbox.Write(db, TestClock.Instance.GetUtcNow(), new MailDraft(
        subject, "test", null, "cagla@proef.example", subject, Text, Html, ReplyTo: "inkoop@proef.example", StopAddress: stop)));
}

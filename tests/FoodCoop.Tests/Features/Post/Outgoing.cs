using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Post;

/// <summary>Mails in the outbox that tests of the post begin with.</summary>
internal static class Outgoing
{
    public const string Home = "https://krat.proef.example";

    /// <summary>Writes the "your order" mail to one of the cast, as closing does; its number.</summary>
    public static long Order(this TestCoop coop, string name, string about = "2026-11/1", DateTimeOffset? usefulUntil = null) => coop.Write(db =>
    {
        db.Execute("update coop set home = @Home where home = ''", new { Home });
        var row = db.One<CoopRow>(CoopRow.Select);
        var mailing = new Mailing(db, row, TestClock.Instance.GetUtcNow(), ResultMail.Kind, about, usefulUntil);
        var reader = mailing.Readers().Single(r => r.Name == name);
        Assert.True(mailing.Write(reader, new MailWords("Je bestelling", mailing.Scene(reader).Hello(name).Say("Er komt van alles."))));
        return db.One<long>("select max(id) from mail");
    });

    public static void Fail(this TestCoop coop, long mail, string error = "550 no such mailbox") =>
        coop.Write(db => db.Execute("update mail set failed_at = @now, tries = 9, error = @error where id = @mail", new { mail, error, now = TestClock.Instance.GetUtcNow() }));

    public static Id<Person> Person(this TestCoop coop, string name) => coop.Read(db => db.One<Id<Person>>("select id from person where name = @name", new { name }));

    public static string Token(this TestCoop coop, string name) => coop.Read(db => db.One<string>("select mail_token from person where name = @name", new { name }));

    public static string State(this TestCoop coop, long mail) => coop.Read(db => PostedMail.Find(db, mail)!.State);

    /// <summary>A round of the post; the subjects and addresses that left.</summary>
    public static async Task<List<string>> Send(this TestCoop coop)
    {
        List<string> left = [];
        await MailRound.Run(coop.File, TestClock.Instance, new MailSettings("", 25, "", "", false, "post@server.example", ""), (message, _) =>
        {
            left.Add(message.To[0].Address);
            return Task.CompletedTask;
        });
        return left;
    }
}

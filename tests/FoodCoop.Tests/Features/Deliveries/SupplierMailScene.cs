using System.Text;
using FoodCoop.Features;
using FoodCoop.Features.Verify;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>
/// <see cref="MinimumScene"/> with addresses: De Molen (Dutch, customer K-12) gets one case of lentils; Zuid (English, below its
/// minimum, so undecided) two cases of olives. Answers to buyers go to inkoop@proef.example.
/// </summary>
internal static class SupplierMailScene
{
    public const int Molen = 1;
    public const int Zuid = 2;
    public const string ToMolen = "/buying/2026-11/1/mail";
    public const string ToZuid = "/buying/2026-11/2/mail";

    public static TestCoop Closed()
    {
        var coop = MinimumScene.Closed();
        coop.Write(db =>
        {
            db.Execute("update supplier set email = 'molen@proef.example', customer_number = 'K-12' where id = 1");
            db.Execute("update supplier set email = 'zuid@proef.example', language = 'en' where id = 2");
            db.Execute("insert into role_address (role, address) values ('Buyer', 'inkoop@proef.example')");
        });
        return coop;
    }

    /// <summary>A buyer looks at the mail and sends it.</summary>
    public static async Task<TestPage> Mail(this TestBrowser buyer, string address) => await buyer.Submit(await buyer.Get(address), "form.send");

    public sealed record Posted(long Id, string Key, string Kind, string Address, string ReplyTo, string Subject, string Text, int Priority, string? UsefulUntil, string State, string MessageId)
    {
        public string Plain => (Subject + "\n" + Text).Replace('\u00A0', ' ');
    }

    /// <summary>All that was ever written to suppliers.</summary>
    public static List<Posted> ToSuppliers(this TestCoop coop) => coop.Read(db => db.Query<Posted>("""
        select id, key, kind, address, reply_to, subject, body_text as text, priority, useful_until,
          case when failed_at is not null then 'failed' when skipped_at is not null then skip_reason when sent_at is not null then 'sent' else 'waits' end as state, message_id
        from mail where kind like 'supplier-%' order by id
        """));

    public static string[] States(this TestCoop coop) => [.. coop.ToSuppliers().Select(m => $"{m.Key[(m.Key.IndexOf('/', StringComparison.Ordinal) + 1)..]} {m.State}")];

    public sealed record File(string FileName, string MediaType, byte[] Content)
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }

    public static List<File> Files(this TestCoop coop, long mail) =>
        coop.Read(db => db.Query<File>("select file_name, media_type, content from mail_attachment where mail_id = @mail order by id", new { mail }));

    /// <summary>"Molen sent", "Zuid": which orders count as sent in the newest closing.</summary>
    public static string[] CountsAsSent(this TestCoop coop) => [.. coop.Read(db => db.Query<string>("""
        select s.name from supplier_order o join supplier s on s.id = o.supplier_id
        where o.sent_at is not null and o.closing = (select max(closing) from supplier_order) order by s.name
        """))];

    /// <summary>A supplier's card on the buyer's page.</summary>
    public static string Card(this TestPage page, int supplier) =>
        string.Join(' ', page.Html.QuerySelector($"[data-supplier='{supplier}']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Form(int supplier, string form) => $"[data-supplier='{supplier}'] form.{form}";

    /// <summary>The co-op's file keeps all its rules.</summary>
    public static void Sound(this TestCoop coop) =>
        Assert.Equal([], coop.Read(db => VerifyCommand.Look(db).Where(v => v.Violations.Count > 0).Select(v => $"{v.Invariant.Key}: {v.Violations[0]}").ToList()));
}

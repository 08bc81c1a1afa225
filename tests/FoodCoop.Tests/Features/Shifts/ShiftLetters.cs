using FoodCoop.Platform;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Features.Shifts;

/// <summary>The post of a co-op as its people find it: what waits in the outbox, and what has been fetched from it.</summary>
internal static class ShiftLetters
{
    internal sealed record Row(Id<Mail> Id, string Name, string Kind, string Subject, string Body);

    internal sealed record File(string FileName, string MediaType, byte[] Content);

    private const string Waits = "from mail m join person p on p.id = m.person_id where m.sent_at is null and m.skipped_at is null";

    /// <summary>What would go now, as "Amara shift-assigned".</summary>
    internal static string[] Waiting(TestCoop coop) => [.. coop.Read(db => db.Query<string>($"select p.name || ' ' || m.kind {Waits} order by p.name, m.id"))];

    internal static List<Row> Letters(TestCoop coop) => coop.Read(db => db.Query<Row>($"select m.id, p.name, m.kind, m.subject, m.body_text as body {Waits} order by m.id"));

    internal static List<File> Files(TestCoop coop, Row letter) => coop.Read(db => db.Query<File>("select file_name, media_type, content from mail_attachment where mail_id = @Id order by id", new { letter.Id }));

    /// <summary>All that waits has gone out, or that of one person.</summary>
    internal static void Send(TestCoop coop, string? name = null) => coop.Write(db => db.Execute("""
        update mail set sent_at = created_at
        where sent_at is null and skipped_at is null and (@name is null or person_id = (select id from person where name = @name))
        """, new { name }));
}

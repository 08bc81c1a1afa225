using System.Security.Cryptography;

namespace FoodCoop.Platform.Mail;

/// <summary>A mail to be written. Its key makes a second one impossible: kind, what it is about, and whom it goes to.</summary>
/// <param name="Key">Such as <c>your-order/2026-12/1/person-17</c>.</param>
/// <param name="UsefulUntil">After this moment it is recorded as skipped instead of sent.</param>
/// <param name="Secret">Lets its reader in: never shown to anyone, erased once sent.</param>
/// <param name="Priority">0 goes before all others (sign-in), 5 is usual.</param>
/// <param name="Batch">The key without the person: what belongs together when one looks how far the post is.</param>
/// <param name="StopAddress">Where one click stops this kind of mail for its reader; "" where it cannot be stopped.</param>
/// <param name="Files">What goes with it.</param>
/// <param name="ByHand">A person has it sent: it does not call itself generated, because order desks put such mail aside.</param>
public sealed record MailDraft(
    string Key, string Kind, Id<Person>? PersonId, string Address, string Subject, string Text,
    string? Html = null, DateTimeOffset? UsefulUntil = null, bool Secret = false, int Priority = 5, string ReplyTo = "",
    string Batch = "", string StopAddress = "", IReadOnlyList<Letter.Attached>? Files = null, bool ByHand = false);

/// <summary>The outbox: mails are rows, written in the transaction that causes them; a job sends them.</summary>
public static class Outbox
{
    private const string Insert = """
        insert into mail (key, kind, person_id, address, reply_to, subject, body_text, body_html, secret, message_id, priority,
          created_at, useful_until, next_try_at, batch, stop_address, by_hand)
        values (@Key, @Kind, @PersonId, @Address, @ReplyTo, @Subject, @Text, @Html, @Secret, @messageId, @Priority,
          @now, @UsefulUntil, @now, @Batch, @StopAddress, @ByHand)
        on conflict (key) do nothing
        """;

    private const string InsertFile = """
        insert into mail_attachment (mail_id, file_name, media_type, content)
        select id, @FileName, @MediaType, @Content from mail where key = @Key
        """;

    /// <summary>Writes a mail in the running transaction; false when one with its key is there already.</summary>
    public static bool Write(Db db, DateTimeOffset now, MailDraft mail)
    {
        var written = db.Execute(Insert, new
        {
            mail.Key, mail.Kind, mail.PersonId, mail.Address, mail.ReplyTo, mail.Subject, mail.Text, mail.Html, mail.Secret,
            mail.Priority, mail.UsefulUntil, mail.Batch, mail.StopAddress, mail.ByHand, now,
            messageId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        }) == 1;
        if (written) foreach (var file in mail.Files ?? []) db.Execute(InsertFile, new { mail.Key, file.FileName, file.MediaType, file.Content });
        if (written && db.File.MailWaits is { } wake) db.AfterCommit(wake);
        return written;
    }
}

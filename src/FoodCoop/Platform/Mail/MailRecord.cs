using System.Net.Mail;

namespace FoodCoop.Platform.Mail;

/// <summary>Why a mail did not leave.</summary>
/// <param name="OfThisMailOnly">Its address or content is at fault, not the way to the server: other mails may well leave.</param>
/// <param name="ForGood">Trying again would change nothing.</param>
public sealed record MailTrouble(string Words, bool OfThisMailOnly, bool ForGood)
{
    public static MailTrouble Of(Exception e) => e switch
    {
        // 5xx about a recipient: there is no such mailbox. 4xx: try later.
        SmtpFailedRecipientException r => new(r.Message, true, (int)r.StatusCode is >= 500 and < 600),
        FormatException f => new(f.Message, true, true),
        // it took the recipient and not the content: others may well leave
        SmtpException { StatusCode: SmtpStatusCode.TransactionFailed or SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.ExceededStorageAllocation } s => new(s.Message, true, false),
        // SmtpClient wraps what the socket said
        _ => new(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message, false, false),
    };
}

/// <summary>What became of a mail after a try: sent, to be tried again after a growing pause, or failed.</summary>
internal static class MailRecord
{
    private const string Sent = """
        update mail
        set sent_at = @now, lease_until = null, error = '',
          body_text = case when secret then null else body_text end, body_html = case when secret then null else body_html end
        where id = @Id and sent_at is null
        """;

    private const string TryAgain = "update mail set next_try_at = @at, lease_until = null, error = @error where id = @Id and sent_at is null";

    private const string Failed = """
        update mail
        set failed_at = @now, lease_until = null, error = @error,
          body_text = case when secret then null else body_text end, body_html = case when secret then null else body_html end
        where id = @Id and sent_at is null
        """;

    // Not to be stopped half-way: a mail that has left is recorded as sent also while the program shuts down.
    public static Task Write(CoopFile file, Letter letter, DateTimeOffset now, MailTrouble? trouble) => file.WriteAsync(db =>
    {
        if (trouble is null) db.Execute(Sent, new { letter.Id, now });
        else if (trouble.ForGood || letter.Tries > MailRound.Pauses.Count) db.Execute(Failed, new { letter.Id, now, error = trouble.Words });
        else db.Execute(TryAgain, new { letter.Id, at = now + MailRound.Pauses[letter.Tries - 1], error = trouble.Words });
    });
}

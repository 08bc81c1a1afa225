using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace FoodCoop.Platform.Mail;

/// <summary>Marks rows of the table mail: the outbox.</summary>
public sealed class Mail : IEntity;

/// <summary>A row of the outbox that is about to be sent.</summary>
public sealed record Letter(
    Id<Mail> Id, string Address, string ReplyTo, string Subject, string BodyText, string? BodyHtml, bool Secret, string MessageId, string StopAddress,
    bool ByHand, int Tries)
{
    private const string SelectAttachments = """
        select file_name, media_type, content
        from mail_attachment
        where mail_id = @Id
        order by id
        """;

    /// <summary>A file that goes with a mail.</summary>
    public sealed record Attached(string FileName, string MediaType, byte[] Content);

    public List<Attached> Attachments(Db db) => db.Query<Attached>(SelectAttachments, new { Id });

    /// <summary>The message as it leaves; the Message-ID is the row's, so that a second sending can be recognised as the same.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    public MailMessage Message(MailAddress from, IEnumerable<Attached> attachments)
    {
        var message = new MailMessage
        {
            From = from,
            Subject = string.Join(' ', Subject.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)), // a line break would begin a header
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = BodyText.ReplaceLineEndings("\r\n"), // as lines of a mail end
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64, // .NET's quoted-printable writes line breaks as letters (=0D=0A)
        };
        message.To.Add(new MailAddress(Address));
        if (ReplyTo.Length > 0) message.ReplyToList.Add(new MailAddress(ReplyTo));
        message.Headers["Message-ID"] = $"<{MessageId}@{from.Host}>";
        if (StopAddress.Length > 0)
        {
            // one click in the mail program, without signing in: RFC 8058
            message.Headers["List-Unsubscribe"] = $"<{StopAddress}>";
            message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }
        if (!ByHand) message.Headers["Auto-Submitted"] = "auto-generated"; // so that nobody's absence note answers it (RFC 3834)
        if (BodyHtml is not null)
        {
            // the last part is the one that is shown where both can be
            var html = AlternateView.CreateAlternateViewFromString(BodyHtml.ReplaceLineEndings("\r\n"), Encoding.UTF8, MediaTypeNames.Text.Html);
            html.TransferEncoding = TransferEncoding.Base64;
            message.AlternateViews.Add(html);
        }
        foreach (var file in attachments) message.Attachments.Add(new Attachment(new MemoryStream(file.Content), file.FileName, file.MediaType));
        return message;
    }
}

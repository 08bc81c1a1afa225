using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;

namespace FoodCoop.Platform.Mail;

/// <summary>Hands a message to the mail server, or lays it into the folder as a whole .eml file.</summary>
public sealed class Postman(MailSettings settings, TimeProvider clock)
{
    /// <summary>A server that says nothing for so long is taken to be away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task Deliver(MailMessage message, CancellationToken stopping) =>
        settings.HasServer ? Send(message, stopping) : LayDown(message, stopping);

    private async Task Send(MailMessage message, CancellationToken stopping)
    {
        using var server = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        if (settings.User.Length > 0) server.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping); // SmtpClient.Timeout is for Send, not for SendAsync
        patience.CancelAfter(Patience);
        try
        {
            await server.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new SmtpException(SmtpStatusCode.GeneralFailure, $"{settings.Host} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    // Whoever looks into the folder sees whole files only: SmtpClient writes into a folder of its own, and the file is moved.
    private async Task LayDown(MailMessage message, CancellationToken stopping)
    {
        message.BodyTransferEncoding = TransferEncoding.EightBit; // read with any editor, and a link stays in one piece
        foreach (var view in message.AlternateViews) view.TransferEncoding = TransferEncoding.EightBit;
        var id = message.Headers["Message-ID"]!.Trim('<', '>').Split('@')[0];
        var at = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var name = $"{at}-{Plain(message.To[0].Address)}-{id[..Math.Min(8, id.Length)]}.eml";
        var part = Directory.CreateDirectory(Path.Combine(settings.Folder, ".part-" + id)).FullName;
        using (var writer = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = part })
            await writer.SendMailAsync(message, stopping);
        File.Move(Directory.EnumerateFiles(part).Single(), Path.Combine(settings.Folder, name), overwrite: true);
        Directory.Delete(part, recursive: true);
    }

    private static string Plain(string address) =>
        string.Concat(address.Select(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '+' or '_' ? c : '_'));
}

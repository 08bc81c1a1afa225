namespace FoodCoop.Platform.Mail;

/// <summary>
/// How mail leaves: over SMTP (with STARTTLS, which is what System.Net.Mail speaks; not the implicit TLS of port 465), or,
/// when no server is set, into a folder of .eml files.
/// </summary>
/// <param name="From">The sender of co-ops that have no mail address of their own.</param>
public sealed record MailSettings(string Host, int Port, string User, string Password, bool Tls, string From, string Folder)
{
    public bool HasServer => Host.Length > 0;

    /// <exception cref="FormatException">A setting cannot be read; the message names it.</exception>
    public static MailSettings Of(IConfiguration settings, DataFolder data)
    {
        string Text(string key) => settings[key]?.Trim() ?? "";
        var tls = Text("SMTP_TLS") switch
        {
            "" or "true" or "1" or "yes" => true,
            "false" or "0" or "no" => false,
            var other => throw new FormatException($"SMTP_TLS is “{other}”: set it to true or false."),
        };
        var port = tls ? 587 : 25;
        if (Text("SMTP_PORT") is { Length: > 0 } given && (!int.TryParse(given, out port) || port is < 1 or > 65535))
            throw new FormatException($"SMTP_PORT is “{given}”: set it to a number from 1 to 65535, usually 587.");
        if (port == 465)
            throw new FormatException("SMTP_PORT 465 wants TLS before the first word, which this program does not speak: use 587 with STARTTLS.");
        var from = Text("MAIL_FROM") is { Length: > 0 } address ? address : "foodcoop@localhost";
        return new MailSettings(Text("SMTP_HOST"), port, Text("SMTP_USER"), settings["SMTP_PASSWORD"] ?? "", tls, from, data.Path("mail"));
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.SignIn;

/// <summary>What a mailed link is good for; the names stand in the table.</summary>
public static class LinkPurpose
{
    public const string SignIn = "sign-in";
    public const string Reset = "reset";
    public const string Invite = "invite";
}

/// <summary>Whom a link goes to.</summary>
public sealed record LinkPerson(Id<Person> Id, string Name, string Email, string Language);

/// <summary>A link that may still be used, and whose it is.</summary>
public sealed record LinkRow(Id<Person> PersonId, string Purpose, string Name, string Email, DateTimeOffset ExpiresAt);

/// <summary>
/// Links by mail: 256 random bits that stand only in the mail; we keep their SHA-256. Looking at a link does not use it up,
/// because mail scanners look; only the button on its page does, once.
/// </summary>
public static class MailLink
{
    /// <summary>How many of one purpose a person is sent within an hour: enough for a slow mail server, too few to flood a mailbox.</summary>
    public const int PerHour = 5;

    private const string SelectPerson = """
        select p.id, p.name, p.email, p.language
        from person p
        join member m on m.id = p.member_id
        where p.email = @email and p.left_on is null and m.left_on is null
        """;

    private const string CountRecent = "select count(*) from mail_link where person_id = @Id and purpose = @purpose and created_at > @since";

    private const string Insert = """
        insert into mail_link (token_hash, person_id, purpose, created_at, expires_at)
        values (@hash, @Id, @purpose, @now, @expires)
        """;

    private const string Select = """
        select l.person_id, l.purpose, p.name, p.email, l.expires_at
        from mail_link l
        join person p on p.id = l.person_id
        join member m on m.id = p.member_id
        where l.token_hash = @hash and l.used_at is null and l.expires_at > @now and p.email is not null
          and p.left_on is null and m.left_on is null
        """;

    private const string UpdateUsed = "update mail_link set used_at = @now where token_hash = @hash and used_at is null and expires_at > @now";
    private const string UpdateAllUsed = "update mail_link set used_at = @now where person_id = @person and used_at is null";

    /// <summary>The person with an address, or null. Whoever asks must be told the same in both cases.</summary>
    public static LinkPerson? PersonWith(Db db, string? email) => Email.TryParse(email, out var parsed)
        ? db.Find<LinkPerson>(SelectPerson, new { email = parsed.Address })
        : null;

    /// <summary>How long a link of a purpose works. An invitation may lie in a mailbox for two weeks.</summary>
    public static TimeSpan ValidFor(string purpose) => purpose == LinkPurpose.Invite ? TimeSpan.FromDays(14) : TimeSpan.FromMinutes(20);

    /// <summary>Writes a link and its mail, in the person's own language, in the running transaction; false when there were many lately.</summary>
    /// <param name="home">The co-op's address, such as <c>https://krat.example</c>.</param>
    public static bool Send(Db db, DateTimeOffset now, CoopRow coop, string home, LinkPerson to, string purpose)
    {
        if (db.One<int>(CountRecent, new { to.Id, purpose, since = now.AddHours(-1) }) >= PerHour) return false;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var hash = Hash(token);
        var expires = now + ValidFor(purpose);
        db.Execute(Insert, new { hash, to.Id, purpose, now, expires });

        var kind = LinkMail.Of(purpose);
        var words = LinkMail.Compose(new MailScene(coop, to.Language), kind, to.Name, home + LinkMail.Path(kind) + token, expires);
        return Outbox.Write(db, now, new MailDraft(
            $"{purpose}/person-{to.Id}/{Convert.ToHexStringLower(hash)[..16]}", kind.Name, to.Id, to.Email,
            words.Subject, words.Body.Text, words.Body.Html, UsefulUntil: expires, Secret: true, Priority: 0, ReplyTo: Mailing.ReplyTo(db, coop, kind)));
    }

    /// <summary>The link of a token, if it may still be used; nothing is used up by looking.</summary>
    public static LinkRow? Find(Db db, DateTimeOffset now, string token, params string[] purposes) =>
        db.Find<LinkRow>(Select, new { hash = Hash(token), now }) is { } row && purposes.Contains(row.Purpose) ? row : null;

    /// <summary>Uses a link up; false when somebody was before us.</summary>
    public static bool Use(Db db, DateTimeOffset now, string token) => db.Execute(UpdateUsed, new { hash = Hash(token), now }) == 1;

    /// <summary>Ends all open links of a person: after a new password or address, and on signing out everywhere.</summary>
    public static void EndAll(Db db, DateTimeOffset now, Id<Person> person) => db.Execute(UpdateAllUsed, new { person, now });

    /// <summary>What is kept of a token. It is random and long, so that a fast hash without salt is enough.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

using System.Net;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Post;

/// <summary>A person that mails go to.</summary>
public sealed record MailReader(Id<Person> Id, Id<Member> MemberId, string Name, string Email, string Language, string MailToken);

/// <summary>
/// Mails of one kind about one thing, to each person in its own language, in the running transaction. A key of kind, matter and person
/// makes a second one impossible; the last useful moment is the kind's.
/// </summary>
/// <remarks>Source: design, domain.md section 7.</remarks>
public sealed class Mailing
{
    private const string SelectReaders = """
        select r.id, r.member_id, r.name, r.email, r.language, r.mail_token
        from mail_reader r
        where @MayBeStopped = 0 or not exists (select 1 from mail_off o where o.person_id = r.id and o.kind = @kind)
        order by r.id
        """;

    private const string SelectReplyTo = "select address from role_address where role = @role";

    private const string SkipUnsent = """
        update mail
        set skipped_at = @now, skip_reason = @reason
        where batch = @batch and person_id = @person and sent_at is null and skipped_at is null and failed_at is null
          and (lease_until is null or lease_until <= @now)
        """;

    // It gives its key away: what is true now may be written under it.
    private const string SkipAllUnsent = """
        update mail
        set skipped_at = @now, skip_reason = 'changed', key = key || '/withdrawn-' || id
        where batch glob @batches and sent_at is null and skipped_at is null and failed_at is null and (lease_until is null or lease_until <= @now)
        """;

    private const string SkipOneUnsent = """
        update mail
        set skipped_at = @now, skip_reason = 'changed', key = key || '/withdrawn-' || id
        where id = @Id and sent_at is null and skipped_at is null and failed_at is null and (lease_until is null or lease_until <= @now)
        """;

    private const string SelectUnsent = """
        select id, person_id, kind, key
        from mail
        where key glob @keys and person_id is not null and sent_at is null and skipped_at is null and failed_at is null and (lease_until is null or lease_until <= @now)
        order by id
        """;

    private const string UpdateWaiting = """
        update mail
        set address = @address
        where person_id = @person and not secret and sent_at is null and skipped_at is null and failed_at is null and (lease_until is null or lease_until <= @now)
        """;

    private const string MoveWaiting = """
        update mail
        set useful_until = @usefulUntil, body_text = replace(body_text, @was, @becomes), body_html = replace(body_html, @wasHtml, @becomesHtml)
        where (batch = @batch or batch glob @batch || '/*') and sent_at is null and skipped_at is null and failed_at is null
          and person_id in (select id from person where language = @language)
        """;

    private readonly Db db;
    private readonly DateTimeOffset now;
    private readonly MailKind kind;
    private readonly string batch;
    private readonly DateTimeOffset? usefulUntil;
    private readonly string replyTo;
    private readonly Dictionary<string, MailScene> scenes = new(StringComparer.Ordinal);
    private readonly CoopRow coop;

    /// <param name="about">What the mails are about, such as <c>2026-12/1</c> (cycle and closing): part of their key.</param>
    /// <param name="usefulUntil">After this moment they are recorded as skipped instead of sent.</param>
    public Mailing(Db db, CoopRow coop, DateTimeOffset now, MailKind kind, string about, DateTimeOffset? usefulUntil = null)
    {
        (this.db, this.coop, this.now, this.kind, this.usefulUntil) = (db, coop, now, kind, usefulUntil);
        batch = Batch(kind, about);
        replyTo = ReplyTo(db, coop, kind);
    }

    /// <summary>Where answers to a kind of mail go: to the address of the role whose matter it is, else to the co-op's own.</summary>
    public static string ReplyTo(Db db, CoopRow coop, MailKind kind) => db.Find<string>(SelectReplyTo, new { role = kind.Matter }) ?? coop.MailAddress;

    /// <summary>Everyone who has an address and has not switched these mails off.</summary>
    public List<MailReader> Readers() => db.Query<MailReader>(SelectReaders, new { kind = kind.Name, kind.MayBeStopped });

    /// <summary>The scene in a person's language.</summary>
    public MailScene Scene(MailReader reader) =>
        scenes.TryGetValue(reader.Language, out var scene) ? scene : scenes[reader.Language] = new MailScene(coop, reader.Language);

    /// <summary>Writes one; false when this person has been written to already.</summary>
    public bool Write(MailReader reader, MailWords words, params IReadOnlyList<Letter.Attached> files) => Write(reader, "", words, files);

    /// <summary>Writes one of several that belong together and are not about the same thing.</summary>
    /// <param name="part">What this one is about, such as <c>to-17</c>: part of its key, not of the batch.</param>
    public bool Write(MailReader reader, string part, MailWords words, params IReadOnlyList<Letter.Attached> files)
    {
        var scene = Scene(reader);
        var stop = kind.MayBeStopped ? scene.Link($"/mail/stop/{reader.MailToken}/{kind.Name}") : null;
        if (stop is not null) words.Body.Footnote(scene.T["Post.WhyThis", coop.Name]).Footnote(scene.T["Post.StopThese", stop]);
        return Outbox.Write(db, now, new MailDraft(
            $"{batch}/{(part.Length > 0 ? part + "/" : "")}person-{reader.Id}", kind.Name, reader.Id, reader.Email, words.Subject, words.Body.Text, words.Body.Html,
            UsefulUntil: usefulUntil, ReplyTo: replyTo, Batch: batch, StopAddress: stop ?? "", Files: files));
    }

    /// <summary>A later mail makes an earlier one that still waits useless: only the later goes ("of two reminders that are due together").</summary>
    /// <param name="reason"><c>later-one</c>, or <c>changed</c> when what it says is no longer true.</param>
    public void Replaces(MailKind earlier, string about, MailReader reader, string reason = "later-one") =>
        db.Execute(SkipUnsent, new { now, batch = Batch(earlier, about), person = reader.Id, reason });

    /// <summary>What waits and says what is no longer true does not go, to nobody; how many.</summary>
    /// <param name="batches">Kind and matter, with <c>*</c> for whatever: <c>*/2026-12/1</c>.</param>
    public static int Withdraw(Db db, DateTimeOffset now, string batches) => db.Execute(SkipAllUnsent, new { now, batches });

    /// <summary>A mail that waits and can still be taken back.</summary>
    public sealed record Unsent(Id<Mail> Id, Id<Person> PersonId, string Kind, string Key);

    /// <summary>What waits under such keys.</summary>
    /// <param name="keys">With <c>*</c> for whatever: <c>shift-assigned/*/to-17/person-*</c>.</param>
    public static List<Unsent> Waiting(Db db, DateTimeOffset now, string keys) => db.Query<Unsent>(SelectUnsent, new { now, keys });

    /// <summary>Takes one back that waits; false when it has left meanwhile.</summary>
    public static bool Withdraw(Db db, DateTimeOffset now, Unsent mail) => db.Execute(SkipOneUnsent, new { now, mail.Id }) == 1;

    /// <summary>A person's address has changed: what still waits for it goes to the new one. Links to sign in do not: they ended with the change.</summary>
    public static void Readdress(Db db, DateTimeOffset now, Id<Person> person, string address) => db.Execute(UpdateWaiting, new { now, person, address });

    /// <summary>What they are about has moved: what waits of a batch in a language says so, and is of use until then.</summary>
    /// <param name="was">The sentence that is no longer so; "" where they say nothing of it.</param>
    public static void Move(Db db, string batch, string language, string was, string becomes, DateTimeOffset usefulUntil) =>
        db.Execute(MoveWaiting, new { batch, language, was, becomes, wasHtml = WebUtility.HtmlEncode(was), becomesHtml = WebUtility.HtmlEncode(becomes), usefulUntil });

    private static string Batch(MailKind kind, string about) => $"{kind.Name}/{about}";
}

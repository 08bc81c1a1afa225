using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Post;

/// <summary>What somebody did to a mail: who, when, and what it was before.</summary>
public sealed record MailEvent(DateTimeOffset At, string? By, string What, string Detail);

/// <summary>One mail of the outbox, as an admin may see it: the body of a secret one is never read from the database.</summary>
public sealed record PostedMail(
    Id<Mail> Id, string Kind, Id<Person>? PersonId, string? Name, string? PersonAddress, string Address, string ReplyTo, string Subject,
    string? BodyText, bool HasHtml, bool Secret, string MessageId, int Priority, DateTimeOffset CreatedAt, DateTimeOffset? UsefulUntil,
    DateTimeOffset NextTryAt, int Tries, DateTimeOffset? LeaseUntil, DateTimeOffset? SentAt, DateTimeOffset? SkippedAt, DateTimeOffset? FailedAt,
    string SkipReason, string Error)
{
    private const string Select = """
        select m.id, m.kind, m.person_id, p.name, p.email as person_address, m.address, m.reply_to, m.subject,
          case when m.secret then null else m.body_text end as body_text, m.body_html is not null and not m.secret as has_html, m.secret, m.message_id,
          m.priority, m.created_at, m.useful_until, m.next_try_at, m.tries, m.lease_until, m.sent_at, m.skipped_at, m.failed_at, m.skip_reason, m.error
        from mail m
        left join person p on p.id = m.person_id
        where m.id = @id
        """;

    private const string SelectHtml = "select body_html from mail where id = @id and not secret";

    private const string SelectEvents = """
        select e.at, p.name as by, e.what, e.detail
        from mail_event e
        left join person p on p.id = e.by_person_id
        where e.mail_id = @Id
        order by e.id
        """;

    private const string CountOff = "select count(*) from mail_off where person_id = @PersonId and kind = @Kind";

    private const string WaitAgain = """
        update mail
        set failed_at = null, skipped_at = null, skip_reason = '', tries = 0, next_try_at = @now, error = ''
        where id = @Id and sent_at is null and not secret and (failed_at is not null or skipped_at is not null)
        """;

    private const string UpdateAddress = """
        update mail
        set address = @address
        where id = @Id and sent_at is null and not secret and (lease_until is null or lease_until <= @now)
        """;

    private const string Skip = """
        update mail
        set skipped_at = @now, skip_reason = 'by-hand', failed_at = null, lease_until = null,
          body_text = case when secret then null else body_text end, body_html = case when secret then null else body_html end
        where id = @Id and sent_at is null and skipped_at is null and (lease_until is null or lease_until <= @now)
        """;

    private const string InsertEvent = """
        insert into mail_event (mail_id, at, by_person_id, what, detail)
        values (@Id, @now, @by, @what, @detail)
        """;

    public bool IsWaiting => SentAt is null && SkippedAt is null && FailedAt is null;

    public string State => FailedAt is not null ? "failed" : SkippedAt is not null ? "skipped" : SentAt is not null ? "sent" : "waiting";

    public static PostedMail? Find(Db db, long id) => db.Find<PostedMail>(Select, new { id });

    /// <summary>The HTML part; null where there is none, and always of a secret mail.</summary>
    public static string? Html(Db db, long id) => db.Find<string>(SelectHtml, new { id });

    public List<MailEvent> Events(Db db) => db.Query<MailEvent>(SelectEvents, new { Id });

    /// <summary>Sending it once more would be of use.</summary>
    public bool MayGoAgain(Db db, DateTimeOffset now) =>
        !Secret && !(UsefulUntil <= now) && SkipReason is not ("later-one" or "changed")
        && (PersonId is null || db.One<int>(CountOff, new { PersonId, Kind }) == 0);

    /// <summary>What failed or was skipped waits again, as if it had never been tried, with the same Message-ID.</summary>
    /// <exception cref="Refused">It is secret, no longer useful or true, or its reader does not want it.</exception>
    public void SendAgain(Db db, DateTimeOffset now, Id<Person> by)
    {
        if (Secret) throw new Refused("", "Post.AgainSecret");
        if (UsefulUntil <= now) throw new Refused("", "Post.AgainLate");
        if (SkipReason is "later-one" or "changed") throw new Refused("", "Post.AgainChanged");
        if (PersonId is not null && db.One<int>(CountOff, new { PersonId, Kind }) > 0) throw new Refused("", "Post.AgainStopped", Name ?? Address);
        if (db.Execute(WaitAgain, new { Id, now }) == 0) throw new Refused("", "Post.AgainNot");
        Note(db, now, by, "again", FailedAt is not null ? Error : SkipReason);
        if (db.File.MailWaits is { } wake) db.AfterCommit(wake);
    }

    /// <summary>This mail, which has not left yet, goes to another address.</summary>
    /// <exception cref="Refused">It has left, is leaving now, or lets its reader in.</exception>
    public void Readdress(Db db, DateTimeOffset now, Id<Person> by, string address)
    {
        if (Secret) throw new Refused("", "Post.AgainSecret");
        if (db.Execute(UpdateAddress, new { Id, now, address }) == 0) throw new Refused("", "Post.Left");
        Note(db, now, by, "address", Address);
    }

    /// <summary>What waits or failed is not sent any more.</summary>
    /// <exception cref="Refused">It has left, or is leaving now.</exception>
    public void DoNotSend(Db db, DateTimeOffset now, Id<Person> by)
    {
        if (db.Execute(Skip, new { Id, now }) == 0) throw new Refused("", "Post.Left");
        Note(db, now, by, "not-sent", Error);
    }

    private void Note(Db db, DateTimeOffset now, Id<Person> by, string what, string detail) =>
        db.Execute(InsertEvent, new { Id, now, by, what, detail });
}

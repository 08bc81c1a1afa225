using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;

namespace FoodCoop.Features.Announcements;

/// <summary>Marks rows of the table announcement: what a coordinator wrote to members.</summary>
public sealed class Announcement : IEntity;

/// <summary>An announcement that has been sent.</summary>
/// <param name="Role">As whom it was written; answers go to its address.</param>
/// <param name="People">How many mails were written.</param>
public sealed record AnnouncementRow(
    Id<Announcement> Id, Id<Person> ByPersonId, string ByName, string Role, string Audience, Id<OrderCycle>? CycleId, string? ToRole, Id<Member>? ToMemberId,
    string Subject, string Body, int People, DateTimeOffset WrittenAt, string Once, string? CycleCode, string? ToMember)
{
    /// <summary>Whom it went to: "all members", "114 Amara".</summary>
    public string To(Texts t, CoopDates dates) => FoodCoop.Features.Announcements.Audience.Called(t, dates, CycleCode, ToRole, ToMember);
}

/// <summary>What is about to be sent.</summary>
/// <param name="Once">The form's own token: the same form sent twice is one announcement.</param>
public sealed record AnnouncementDraft(string Role, Audience To, string Subject, string Body, string Once);

/// <summary>How far the mails of an announcement are.</summary>
public sealed record AnnouncementPost(int Sent, int Waiting, int Failed, int Skipped);

/// <summary>Announcements: written once, one mail to each person.</summary>
public static class Announcements
{
    private const string Columns = """
        select a.id, a.by_person_id, p.name as by_name, a.role, a.audience, a.cycle_id, a.to_role, a.to_member_id, a.subject, a.body, a.people, a.written_at, a.once,
          c.code as cycle_code, m.number || ' ' || m.name as to_member
        from announcement a
        join person p on p.id = a.by_person_id
        left join order_cycle c on c.id = a.cycle_id
        left join member m on m.id = a.to_member_id
        """;

    private const string SelectOne = Columns + " where a.id = @id";
    private const string SelectOnce = Columns + " where a.once = @once";
    private const string SelectLately = Columns + " order by a.id desc limit 50";

    private const string Insert = """
        insert into announcement (by_person_id, role, audience, cycle_id, to_role, to_member_id, subject, body, people, written_at, once)
        values (@person, @Role, @Kind, @cycle, @ToRole, @member, @Subject, @Body, @people, @now, @Once)
        """;

    private const string SelectPost = """
        select coalesce(sum(sent_at is not null), 0) as sent,
          coalesce(sum(sent_at is null and skipped_at is null and failed_at is null), 0) as waiting,
          coalesce(sum(failed_at is not null), 0) as failed, coalesce(sum(skipped_at is not null), 0) as skipped
        from mail
        where batch = @batch
        """;

    private const string SelectReplyTo = "select address from role_address where role = @role";

    public static AnnouncementRow? One(Db db, Id<Announcement> id) => db.Find<AnnouncementRow>(SelectOne, new { id });

    public static List<AnnouncementRow> Lately(Db db) => db.Query<AnnouncementRow>(SelectLately);

    public static AnnouncementPost Post(Db db, AnnouncementRow row) =>
        db.One<AnnouncementPost>(SelectPost, new { batch = $"{(row.Audience == "member" ? AnnouncementMail.Personal : AnnouncementMail.Kind).Name}/{row.Id}" });

    /// <summary>Where answers to a role go: its own address, else the co-op's.</summary>
    public static string ReplyTo(Db db, CoopRow coop, string role) => db.Find<string>(SelectReplyTo, new { role }) ?? coop.MailAddress;

    /// <summary>Writes the announcement and its mails in the running transaction; of a form that was sent before, the one it became.</summary>
    /// <exception cref="Refused">The same form was sent before with other words, or nobody has an address.</exception>
    public static (Id<Announcement> Id, bool IsNew) Send(Db db, CoopRow coop, AnnouncementDraft draft, Id<Person> person, string name, DateTimeOffset now)
    {
        if (db.Find<AnnouncementRow>(SelectOnce, new { once = draft.Once }) is { } before)
            return IsSame(before, draft, person) ? (before.Id, false) : throw new Refused("", "Announcements.SentAlready");
        var reach = draft.To.Reach(db);
        if (reach.People.Count == 0) throw new Refused("", "Announcements.Nobody");
        var id = db.Insert<Announcement>(Insert, new
        {
            person, draft.Role, draft.To.Kind, cycle = draft.To.Cycle?.Id, draft.To.ToRole, member = draft.To.Member?.Id,
            draft.Subject, draft.Body, people = reach.People.Count, now, draft.Once,
        });
        var mailing = new Mailing(db, coop, now, draft.To.Mail with { Matter = draft.Role }, id.ToString());
        foreach (var reader in mailing.Readers().Where(r => reach.People.Contains(r.Id)))
            mailing.Write(reader, AnnouncementMail.Compose(mailing.Scene(reader), draft.Subject, draft.Body, name, draft.Role));
        return (id, true);
    }

    private static bool IsSame(AnnouncementRow row, AnnouncementDraft draft, Id<Person> person) =>
        (row.ByPersonId, row.Role, row.Audience, row.CycleId, row.ToRole, row.ToMemberId, row.Subject, row.Body)
        == (person, draft.Role, draft.To.Kind, draft.To.Cycle?.Id, draft.To.ToRole, draft.To.Member?.Id, draft.Subject, draft.Body);
}

using System.Globalization;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Announcements;

/// <summary>Whom an announcement goes to: <c>all</c>, <c>ordered</c> in a cycle, who has a <c>role</c>, or one <c>member</c>.</summary>
/// <param name="Kind">As in the table announcement.</param>
public sealed record Audience(string Kind, Cycle? Cycle = null, string? ToRole = null, AudienceMember? Member = null)
{
    private const string SelectMember = """
        select id, number, name from member where number = @number and kind = 'member' and left_on is null
        """;

    private const string SelectMemberById = "select id, number, name from member where id = @id";

    // A member without a person stands here too: somebody must phone it.
    private const string SelectPeople = """
        select m.id as member_id, m.number, m.name as member, p.id as person_id, p.email is not null as has_address,
          p.id is not null and exists (select 1 from mail_off f where f.person_id = p.id and f.kind = @mail) as has_stopped
        from member m
        left join person p on p.member_id = m.id and p.left_on is null
        where m.kind = 'member' and m.left_on is null and (
          @Kind = 'all'
          or @Kind = 'ordered' and m.id in (
            select l.member_id
            from offer o
            join order_line l on l.offer_id = o.id
            where o.cycle_id = @cycle and max(l.asked, coalesce(l.taken, l.delivered, l.allocated, 0)) > 0)
          or @Kind = 'role' and exists (select 1 from person_role r where r.person_id = p.id and r.role = @ToRole)
          or @Kind = 'member' and m.id = @member)
        order by m.number, p.id
        """;

    private sealed record PersonRow(Id<Member> MemberId, int Number, string Member, Id<Person>? PersonId, bool HasAddress, bool HasStopped);

    /// <summary>As it stands in a form: <c>all</c>, <c>ordered:2026-12</c>, <c>role:Buyer</c>, <c>member:114</c>.</summary>
    public string Written => Kind switch
    {
        "ordered" => $"ordered:{Cycle!.Code}",
        "role" => $"role:{ToRole}",
        "member" => $"member:{Member!.Number}",
        _ => Kind,
    };

    /// <summary>Null: there is no such audience (any more).</summary>
    public static Audience? Parse(Db db, string? written) => (written ?? "").Split(':', 2) switch
    {
        ["all"] => new("all"),
        ["ordered", var code] when Cycle.ByCode(db, code) is { State: not CycleState.Planned } cycle => new("ordered", Cycle: cycle),
        ["role", var role] when Role.Given.Contains(role) => new("role", ToRole: role),
        ["member", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && db.Find<AudienceMember>(SelectMember, new { number = n }) is { } member => new("member", Member: member),
        _ => null,
    };

    /// <summary>As an announcement was written to.</summary>
    public static Audience Of(Db db, AnnouncementRow row) => new(
        row.Audience, row.CycleId is { } cycle ? Cycle.One(db, cycle) : null, row.ToRole,
        row.ToMemberId is { } id ? db.One<AudienceMember>(SelectMemberById, new { id }) : null);

    public string Called(Texts t, CoopDates dates) => Called(t, dates, Cycle?.Code, ToRole, Member is null ? null : $"{Member.Number} {Member.Name}");

    /// <summary>"all members", "who has an order in November 2026", "114 Amara".</summary>
    public static string Called(Texts t, CoopDates dates, string? cycle, string? role, string? member) =>
        cycle is not null ? t["Announcements.ToOrdered", dates.Month(cycle)]
        : role is not null ? t["Announcements.ToRole", t["Coop.Role." + role]]
        : member ?? t["Announcements.ToAll"];

    /// <summary>Mails to one member are a letter, not an announcement: they cannot be stopped.</summary>
    public Post.MailKind Mail => Kind == "member" ? AnnouncementMail.Personal : AnnouncementMail.Kind;

    /// <summary>Who of them can be written to now, in one statement.</summary>
    public Reach Reach(Db db)
    {
        var rows = db.Query<PersonRow>(SelectPeople, new { Kind, ToRole, cycle = Cycle?.Id, member = Member?.Id, mail = Mail.Name });
        return new(
            rows.Where(r => r.HasAddress && (!r.HasStopped || !Mail.MayBeStopped)).Select(r => r.PersonId!.Value).ToHashSet(),
            Mail.MayBeStopped ? rows.Count(r => r.HasAddress && r.HasStopped) : 0,
            [.. rows.GroupBy(r => r.MemberId).Where(m => !m.Any(r => r.HasAddress)).Select(m => new AudienceMember(m.Key, m.First().Number, m.First().Member))]);
    }
}

/// <summary>A member as it stands in a list.</summary>
public sealed record AudienceMember(Id<Member> Id, int Number, string Name);

/// <summary>Whom an announcement reaches.</summary>
/// <param name="People">Who gets the mail.</param>
/// <param name="Stopped">How many have switched such mails off.</param>
/// <param name="WithoutAddress">Members none of whose people has an address: somebody must phone them.</param>
public sealed record Reach(IReadOnlySet<Id<Person>> People, int Stopped, IReadOnlyList<AudienceMember> WithoutAddress);

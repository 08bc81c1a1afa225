using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>A time in which a member owes nothing.</summary>
/// <param name="Kind">illness · care · birth · travel · work · other · pause.</param>
/// <param name="Note">Seen by coordinators only.</param>
public sealed record ExemptionRow(
    Id<Exemption> Id, Id<Member> MemberId, int Number, string MemberName, string Kind, DateOnly FromOn, DateOnly? UntilOn, string Note,
    DateTimeOffset GivenAt, string? GivenBy, DateTimeOffset? EndedAt)
{
    /// <summary>As a file: of one member, or of all.</summary>
    public static PageTable Table(string name, string title, IEnumerable<ExemptionRow> rows, Texts t, CoopDates dates) => PageTable.Of(name, title, rows,
        (t["Duties.Number"], e => e.Number),
        (t["Duties.Member"], e => e.MemberName),
        (t["Duties.ExemptWhy"], e => t["Duties.Kind" + e.Kind]),
        (t["Duties.ExemptFrom"], e => e.FromOn),
        (t["Duties.ExemptUntil"], e => e.UntilOn),
        (t["Duties.ExemptNote"], e => e.Note),
        (t["Duties.Since"], e => dates.DateOf(e.GivenAt)),
        (t["Duties.By"], e => e.GivenBy),
        (t["Duties.TakenBackOn"], e => e.EndedAt is { } ended ? dates.DateOf(ended) : null));
}

/// <summary>
/// Exemptions and pauses: they set the member's coming spots free, and excuse it of a rotation that has begun if both of its dates
/// are covered. An exempt member may still take a shift.
/// </summary>
/// <remarks>Source: design, shifts.md section 2.</remarks>
public static class Exemptions
{
    /// <summary>The reasons, as the table names them; the last also frees from reminders.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["illness", "care", "birth", "travel", "work", "other", "pause"];

    private const string Columns = """
        select e.id, e.member_id, m.number, m.name as member_name, e.kind, e.from_on, e.until_on, e.note, e.given_at, p.name as given_by, e.ended_at
        from exemption e
        join member m on m.id = e.member_id
        left join person p on p.id = e.given_by
        """;

    private const string SelectOfMember = Columns + " where e.member_id = @member order by e.from_on desc, e.id desc";

    private const string SelectComing = Columns + """
         where e.ended_at is null and (e.until_on is null or e.until_on >= @today) and m.left_on is null
        order by m.number, e.from_on
        """;

    private const string Insert = """
        insert into exemption (member_id, kind, from_on, until_on, note, given_at, given_by)
        values (@member, @kind, @from, @until, @note, @now, @by)
        """;

    private const string UpdateTakenBack = "update exemption set ended_at = @now where id = @id and ended_at is null";
    private const string UpdateUntil = "update exemption set until_on = @until where id = @id and ended_at is null";

    // Rotations that have begun and are not over, which the member owes and is not excused of; with how many of their dates no exemption covers.
    private const string SelectOwed = """
        select o.rotation_id as id,
          (select count(*)
          from rotation_day d
          join order_cycle c on c.id = d.cycle_id
          where d.rotation_id = o.rotation_id and not exists (
            select 1 from exemption e
            where e.member_id = o.member_id and e.ended_at is null and e.from_on <= c.pickup_on and (e.until_on is null or e.until_on >= c.pickup_on))) as open
        from duty_entry o
        where o.member_id = @member and o.kind = 'owed'
          and not exists (select 1 from duty_entry r where r.reverses_id = o.id)
          and exists (select 1 from rotation_day d join order_cycle c on c.id = d.cycle_id where d.rotation_id = o.rotation_id and c.pickup_on >= @today)
          and not exists (
            select 1 from duty_entry x
            where x.member_id = o.member_id and x.kind = 'excused' and x.rotation_id = o.rotation_id
              and not exists (select 1 from duty_entry r where r.reverses_id = x.id))
        order by o.rotation_id
        """;

    // The excuses that this exemption brought, of rotations whose dates are not all covered any more.
    private const string SelectNotCovered = """
        select x.id
        from duty_entry x
        where x.member_id = @MemberId and x.kind = 'excused' and x.spot_id is null and x.at = @GivenAt
          and not exists (select 1 from duty_entry r where r.reverses_id = x.id)
          and exists (
            select 1
            from rotation_day d
            join order_cycle c on c.id = d.cycle_id
            where d.rotation_id = x.rotation_id and c.pickup_on >= @today and not exists (
              select 1 from exemption e
              where e.member_id = x.member_id and e.ended_at is null and e.from_on <= c.pickup_on and (e.until_on is null or e.until_on >= c.pickup_on)))
        """;

    private const string InsertReversal = """
        insert into duty_entry (member_id, kind, amount, rotation_id, reverses_id, at, by_person_id, reason)
        select member_id, 'reversal', -1, rotation_id, id, @now, @by, @reason from duty_entry where id = @id
        """;

    private sealed record Owed(Id<Rotation> Id, int Open);

    /// <summary>The newest first, those that are over or taken back too.</summary>
    public static List<ExemptionRow> Of(Db db, Id<Member> member) => db.Query<ExemptionRow>(SelectOfMember, new { member });

    /// <summary>Of all members: those that hold, and those to come.</summary>
    public static List<ExemptionRow> Coming(Db db, DateOnly today) => db.Query<ExemptionRow>(SelectComing, new { today });

    /// <summary>Exempts a member; which shifts it is out of now.</summary>
    /// <param name="until">The last day; null: until further notice.</param>
    public static List<Shift> Give(
        Db db, CoopRow coop, Id<Member> member, string kind, DateOnly from, DateOnly? until, string note, DateTimeOffset now, Id<Person> by)
    {
        var id = db.Insert<Exemption>(Insert, new { member, kind, from, until, note, now, by });
        var freed = FreedSpots.Write(db, coop, member, from, until, "exempt", $"exemption-{id}", now, by);
        foreach (var owed in db.Query<Owed>(SelectOwed, new { member, today = CoopZone.Of(coop.Zone).DateAt(now) }).Where(o => o.Open == 0))
            DutyAccount.Excuse(db, member, now, by, Texts.For(coop.Language)["Duties.ExcusedExempt"], rotation: owed.Id);
        return freed;
    }

    /// <summary>Ends it today: what has not begun is taken back, else yesterday was its last day. A rotation that it no longer covers is owed again.</summary>
    public static void End(Db db, CoopRow coop, ExemptionRow exemption, DateTimeOffset now, Id<Person> by)
    {
        var today = CoopZone.Of(coop.Zone).DateAt(now);
        if (exemption.FromOn >= today) db.Execute(UpdateTakenBack, new { id = exemption.Id, now });
        else db.Execute(UpdateUntil, new { id = exemption.Id, until = today.AddDays(-1) });
        foreach (var id in db.Query<Id<DutyEntry>>(SelectNotCovered, new { exemption.MemberId, exemption.GivenAt, today }))
            db.Execute(InsertReversal, new { id, now, by, reason = Texts.For(coop.Language)["Duties.ExemptionEnded"] });
    }

    /// <summary>A member leaves: all its coming spots are free, and it owes no more of a rotation that has begun.</summary>
    public static void Left(Db db, CoopRow coop, Id<Member> member, DateOnly today, DateTimeOffset now, Id<Person> by)
    {
        FreedSpots.Write(db, coop, member, DateOnly.MinValue, null, "left", $"left-{member}-{today:yyyyMMdd}", now, by);
        foreach (var owed in db.Query<Owed>(SelectOwed, new { member, today }))
        {
            if (DutyAccount.Balance(db, member) >= 0) break;
            DutyAccount.Excuse(db, member, now, by, Texts.For(coop.Language)["Duties.ExcusedLeft"], rotation: owed.Id);
        }
    }
}

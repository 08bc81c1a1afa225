using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Digest;

/// <summary>A shift to come that has too few people, or nobody for a skill that it asks of one.</summary>
/// <param name="Short">How many are missing before it can be done.</param>
/// <param name="LacksNl">Skills that nobody in it has; "" for none.</param>
public sealed record ShortShift(Id<ShiftDay> Id, Id<Duty> DutyId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Short, string LacksNl, string LacksEn)
{
    // People are told of a published roster; of another, only what is near is vacant rather than not planned yet.
    private const string Select = """
        select * from (
          select s.id, s.duty_id, d.name_nl, d.name_en, s.starts_at, s.ends_at,
            max(s.fewest - (select count(*) from spot_now n where n.shift_id = s.id), 0) as short,
            coalesce(group_concat(k.name_nl, ', '), '') as lacks_nl, coalesce(group_concat(k.name_en, ', '), '') as lacks_en
          from shift s
          join duty d on d.id = s.duty_id
          left join rotation_day y on y.cycle_id = s.cycle_id
          left join rotation r on r.id = y.rotation_id
          left join duty_skill q on q.duty_id = s.duty_id and q.everyone = 0 and not exists (
            select 1
            from spot_now n
            join person p on p.member_id = n.member_id and p.left_on is null
            join person_skill h on h.person_id = p.id and h.skill_id = q.skill_id
            where n.shift_id = s.id)
          left join skill k on k.id = q.skill_id and k.ended_at is null
          where s.cancelled_at is null and s.starts_at > @now and (r.published_at is not null or s.starts_at <= @near)
          group by s.id
          order by s.starts_at, d.walk, s.id)
        where short > 0 or lacks_nl <> ''
        """;

    public static List<ShortShift> All(Db db, DateTimeOffset now, DateTimeOffset near) => db.Query<ShortShift>(Select, new { now, near });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;

    public string Lacks(string language) => language == "nl" ? LacksNl : LacksEn;
}

/// <summary>A spot to come whose holder cannot be there and looks for somebody.</summary>
public sealed record LookingSpot(Id<Spot> Id, Id<ShiftDay> ShiftId, Id<Duty> DutyId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Who)
{
    private const string Select = """
        select n.id, n.shift_id, s.duty_id, d.name_nl, d.name_en, s.starts_at, s.ends_at, coalesce(p.name, m.name) as who
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        join member m on m.id = n.member_id
        left join person p on p.id = n.person_id
        where n.looking_at is not null and s.cancelled_at is null and s.starts_at > @now
        order by s.starts_at, n.id
        """;

    public static List<LookingSpot> All(Db db, DateTimeOffset now) => db.Query<LookingSpot>(Select, new { now });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;
}

/// <summary>A member that owes two shifts or more, and has not a spot for each.</summary>
/// <remarks>Source: design, shifts.md section 2: who owes two is offered extra spots. Who is exempt now is left in peace.</remarks>
public sealed record OwingMember(int Number, string Name, int Owes)
{
    private const string Select = """
        select m.number, m.name, -b.balance as owes
        from member m
        join duty_balance b on b.member_id = m.id
        where m.kind = 'member' and m.left_on is null and b.balance <= -2
          and -b.balance > (
            select count(*)
            from spot_now n
            join shift s on s.id = n.shift_id and s.cancelled_at is null
            where n.member_id = m.id and not exists (
              select 1 from duty_entry e
              where e.spot_id = n.id and e.kind in ('done', 'excused', 'missed') and not exists (select 1 from duty_entry r where r.reverses_id = e.id)))
          and not exists (
            select 1 from exemption x
            where x.member_id = m.id and x.ended_at is null and x.from_on <= @today and (x.until_on is null or x.until_on >= @today))
        order by b.balance, m.number
        """;

    public static List<OwingMember> All(Db db, DateOnly today) => db.Query<OwingMember>(Select, new { today });
}

/// <summary>A rotation for which it is time to do something.</summary>
/// <param name="What"><c>WishesEnd</c>, <c>NotPlanned</c>, <c>NotPublished</c> or <c>NotTold</c>.</param>
/// <param name="Answers">Members that have said what they wish.</param>
public sealed record RotationMatter(RotationRow Rotation, string What, int Answers)
{
    private const string CountAnswers = "select count(*) from wish where rotation_id = @rotation";

    /// <summary>Those that begin soon or are under way, the earliest first.</summary>
    public static List<RotationMatter> All(Db db, DateOnly today, DateTimeOffset now, DateTimeOffset near, DateTimeOffset nextDigest) =>
        [.. RotationRow.All(db).Where(r => r.FirstOn >= today).Select(r => (Rotation: r, What: Word(r, now, near, nextDigest))).Where(m => m.What is not null)
            .Select(m => new RotationMatter(m.Rotation, m.What!, db.One<int>(CountAnswers, new { rotation = m.Rotation.Id })))];

    private static string? Word(RotationRow r, DateTimeOffset now, DateTimeOffset near, DateTimeOffset nextDigest) =>
        r.IsPublished ? r.IsDrafted ? "NotTold" : null
        : r.TakesWishes(now) ? r.WishesUntil <= nextDigest ? "WishesEnd" : null
        : r.StartsAt > near ? null
        : r.IsDrafted ? "NotPublished" : "NotPlanned";
}

/// <summary>What waits for those who coordinate shifts.</summary>
public sealed record OpenMatters(
    IReadOnlyList<ShortShift> Short, IReadOnlyList<LookingSpot> Looking, IReadOnlyList<UnmarkedDay> Unmarked, IReadOnlyList<RotationMatter> Rotations, IReadOnlyList<OwingMember> Owing)
{
    /// <summary>A rotation that begins so soon should be published, and a spot so near filled.</summary>
    private const int DaysAhead = 14;

    public bool IsEmpty => Short.Count + Looking.Count + Unmarked.Count + Rotations.Count + Owing.Count == 0;

    /// <summary>For who coordinates some duties without the role: their people. Marking and planning are closed to them.</summary>
    public OpenMatters OfDuties(IReadOnlySet<Id<Duty>> duties) =>
        new([.. Short.Where(s => duties.Contains(s.DutyId))], [.. Looking.Where(l => duties.Contains(l.DutyId))], [], [], []);

    /// <param name="nextDigest">When it is looked at again: what ends before is told now.</param>
    public static OpenMatters Of(Db db, CoopZone zone, DateTimeOffset now, DateTimeOffset nextDigest)
    {
        var (today, near) = (zone.DateAt(now), zone.AddDays(now, DaysAhead));
        return new(
            ShortShift.All(db, now, near), LookingSpot.All(db, now), UnmarkedDay.All(db, today, now), RotationMatter.All(db, today, now, near, nextDigest), OwingMember.All(db, today));
    }
}

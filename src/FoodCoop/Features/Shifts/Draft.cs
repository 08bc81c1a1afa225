namespace FoodCoop.Features.Shifts;

/// <summary>Who is to be where, before it is told.</summary>
/// <param name="Fixed">By a coordinator's hand: planning the rest again leaves it.</param>
public sealed record DraftSpot(Id<Member> MemberId, Id<ShiftDay> ShiftId, Id<Skill>? SkillId, bool Fixed);

/// <summary>
/// The draft of a rotation. It begins as a copy of what has been published (nothing at first) and ends when it is published. Spots that
/// members took themselves are never in it: they are spots already.
/// </summary>
/// <remarks>Source: design, shifts.md section 3.</remarks>
public static class Draft
{
    private const string UpdateBegun = "update rotation set drafted_at = @now where id = @rotation and drafted_at is null";

    private const string InsertPublished = """
        insert into draft_spot (rotation_id, member_id, shift_id, skill_id, fixed, at, by_person_id)
        select @rotation, n.member_id, n.shift_id, n.skill_id, n.how = 'hand', @now, @by
        from spot_now n
        join shift s on s.id = n.shift_id
        join rotation_day y on y.cycle_id = s.cycle_id
        where y.rotation_id = @rotation and n.how in ('plan', 'hand') and s.cancelled_at is null and s.starts_at > @now
        """;

    // Without what has been overtaken since: left by its holder, taken by the member itself, a shift that was cancelled or has begun, a member that left.
    private const string Select = """
        select d.member_id, d.shift_id, d.skill_id, d.fixed
        from draft_spot d
        join rotation r on r.id = d.rotation_id
        join shift s on s.id = d.shift_id and s.cancelled_at is null and s.starts_at > @now
        join member m on m.id = d.member_id and m.left_on is null
        where d.rotation_id = @rotation
          and not exists (select 1 from spot p where p.member_id = d.member_id and p.shift_id = d.shift_id and p.left_at > d.at)
          and not exists (
            select 1
            from spot_now n
            join shift x on x.id = n.shift_id
            join rotation_day y on y.cycle_id = x.cycle_id and y.rotation_id = d.rotation_id
            where n.member_id = d.member_id and (d.fixed = 0 or n.shift_id = d.shift_id)
              and (n.how not in ('plan', 'hand') or n.taken_at > r.drafted_at or x.starts_at <= @now))
        order by d.shift_id, d.member_id
        """;

    private const string Insert = """
        insert into draft_spot (rotation_id, member_id, shift_id, skill_id, fixed, at, by_person_id)
        values (@rotation, @MemberId, @ShiftId, @SkillId, @Fixed, @now, @by)
        on conflict (rotation_id, member_id, shift_id) do update
        set skill_id = excluded.skill_id, fixed = excluded.fixed, at = excluded.at, by_person_id = excluded.by_person_id
        """;

    private const string Delete = "delete from draft_spot where rotation_id = @rotation and member_id = @member and shift_id = @shift";
    private const string DeleteLoose = "delete from draft_spot where rotation_id = @rotation and fixed = 0";
    private const string DeleteAll = "delete from draft_spot where rotation_id = @rotation";
    private const string UpdateEnded = "update rotation set drafted_at = null where id = @rotation";

    /// <summary>From now on the draft says who is to be where, until it is published.</summary>
    public static void Begin(Db db, Id<Rotation> rotation, DateTimeOffset now, Id<Person> by)
    {
        if (db.Execute(UpdateBegun, new { rotation, now }) == 1) db.Execute(InsertPublished, new { rotation, now, by });
    }

    public static List<DraftSpot> Of(Db db, Id<Rotation> rotation, DateTimeOffset now) => db.Query<DraftSpot>(Select, new { rotation, now });

    public static void Put(Db db, Id<Rotation> rotation, DraftSpot spot, DateTimeOffset now, Id<Person> by) =>
        db.Execute(Insert, new { rotation, spot.MemberId, spot.ShiftId, spot.SkillId, spot.Fixed, now, by });

    public static bool Remove(Db db, Id<Rotation> rotation, Id<Member> member, Id<ShiftDay> shift) =>
        db.Execute(Delete, new { rotation, member, shift }) == 1;

    /// <summary>What the planner proposes, instead of all that is not fixed.</summary>
    public static void Replace(Db db, Id<Rotation> rotation, IEnumerable<DraftSpot> spots, DateTimeOffset now, Id<Person> by)
    {
        db.Execute(DeleteLoose, new { rotation });
        foreach (var spot in spots) Put(db, rotation, spot, now, by);
    }

    /// <summary>It has been published: the spots say it now.</summary>
    public static void End(Db db, Id<Rotation> rotation)
    {
        db.Execute(DeleteAll, new { rotation });
        db.Execute(UpdateEnded, new { rotation });
    }
}

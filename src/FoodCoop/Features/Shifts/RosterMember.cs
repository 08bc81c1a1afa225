using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts;

/// <summary>A member as a rotation finds it.</summary>
/// <param name="Balance">Of its duty account now.</param>
/// <param name="ToCome">Spots that are not marked yet, in other rotations or already begun: they will count.</param>
/// <param name="Carried">Rotations since its last spot that it owed a shift for and was given none.</param>
/// <param name="HeavyDone">Heavy shifts done in the last eight rotations.</param>
/// <param name="LastAt">When its last shift before this rotation began.</param>
public sealed record RosterMember(
    Id<Member> Id, int Number, string Name, DateOnly JoinedOn, int Balance, int ToCome, int Carried, bool MayNotLift, int HeavyDone, DateTimeOffset? LastAt)
{
    private const string SelectActive = """
        select m.id, m.number, m.name, m.joined_on, b.balance, coalesce(t.shifts, 0) as to_come,
          (select count(*)
           from duty_entry o
           join rotation r on r.id = o.rotation_id
           where o.member_id = m.id and o.kind = 'owed' and r.starts_at < @StartsAt and r.published_at is not null
             and not exists (
               select 1
               from spot p
               join shift s on s.id = p.shift_id
               join rotation_day y on y.cycle_id = s.cycle_id
               join rotation x on x.id = y.rotation_id
               where p.member_id = m.id and p.left_why in ('', 'stand-in', 'swap', 'moved') and x.starts_at >= r.starts_at and x.starts_at < @StartsAt)) as carried,
          not exists (select 1 from person p where p.member_id = m.id and p.left_on is null and p.may_not_lift = 0) as may_not_lift,
          coalesce(h.shifts, 0) as heavy_done, l.at as last_at
        from member m
        join duty_balance b on b.member_id = m.id
        left join (
          select n.member_id, count(*) as shifts
          from spot_now n
          join shift s on s.id = n.shift_id
          where s.cancelled_at is null and s.starts_at < @until
            and (s.starts_at <= @now or s.cycle_id not in (select cycle_id from rotation_day where rotation_id = @rotation))
            and not exists (
              select 1
              from duty_entry e
              where e.member_id = n.member_id and e.spot_id = n.id and e.kind in ('done', 'excused', 'missed')
                and not exists (select 1 from duty_entry r where r.reverses_id = e.id))
          group by n.member_id) t on t.member_id = m.id
        left join (
          select e.member_id, count(*) as shifts
          from duty_entry e
          join spot p on p.id = e.spot_id
          join shift s on s.id = p.shift_id
          join duty d on d.id = s.duty_id and d.effort = 3
          join rotation_day y on y.cycle_id = s.cycle_id
          where e.kind = 'done' and not exists (select 1 from duty_entry r where r.reverses_id = e.id)
            and y.rotation_id in (select id from rotation where starts_at < @StartsAt order by starts_at desc limit 8)
          group by e.member_id) h on h.member_id = m.id
        left join (
          select n.member_id, max(s.starts_at) as at
          from spot_now n
          join shift s on s.id = n.shift_id
          where s.cancelled_at is null and s.starts_at < @until and s.cycle_id not in (select cycle_id from rotation_day where rotation_id = @rotation)
            and not exists (
              select 1
              from duty_entry e
              where e.member_id = n.member_id and e.spot_id = n.id and e.kind = 'missed' and not exists (select 1 from duty_entry r where r.reverses_id = e.id))
          group by n.member_id) l on l.member_id = m.id
        where m.kind = 'member' and m.left_on is null
        order by m.number
        """;

    // Of this rotation, and of those before it that have not been charged: on which pickup days who is exempt.
    private const string SelectExempt = """
        select distinct d.rotation_id, e.member_id, c.pickup_on
        from rotation r
        join rotation_day d on d.rotation_id = r.id
        join order_cycle c on c.id = d.cycle_id
        join exemption e on e.ended_at is null and e.from_on <= c.pickup_on and (e.until_on is null or e.until_on >= c.pickup_on)
        where r.id = @rotation or r.charged_at is null and r.starts_at < @StartsAt
        """;

    private const string SelectToCharge = "select id, starts_at from rotation where charged_at is null and starts_at <= @StartsAt";

    /// <summary>A pickup day on which a member owes nothing.</summary>
    public sealed record ExemptDay(Id<Rotation> RotationId, Id<Member> MemberId, DateOnly PickupOn);

    private sealed record ToCharge(Id<Rotation> Id, DateTimeOffset StartsAt);

    /// <summary>All that are active, by number.</summary>
    public static List<RosterMember> All(Db db, RotationRow rotation, CoopZone zone, DateTimeOffset now) =>
        db.Query<RosterMember>(SelectActive, new { rotation = rotation.Id, rotation.StartsAt, now, until = zone.ToUtc(rotation.SecondOn.AddDays(1), TimeOnly.MinValue) });

    public static List<ExemptDay> Exempt(Db db, RotationRow rotation) => db.Query<ExemptDay>(SelectExempt, new { rotation = rotation.Id, rotation.StartsAt });

    /// <summary>Whose account is below zero after the start of the rotation: what is still to be charged for it counts, and so do spots to come.</summary>
    /// <remarks>Source: design, shifts.md section 2.</remarks>
    public static HashSet<Id<Member>> NeedingASpot(Db db, RotationRow rotation, IEnumerable<RosterMember> members, IEnumerable<ExemptDay> exempt, CoopZone zone)
    {
        const int days = 2;
        var free = exempt.CountBy(e => (e.RotationId, e.MemberId)).Where(e => e.Value == days).Select(e => e.Key).ToHashSet();
        var toCharge = db.Query<ToCharge>(SelectToCharge, new { rotation.StartsAt }).Select(r => (r.Id, Began: zone.DateAt(r.StartsAt))).ToList();
        return [.. members.Where(m => m.Balance + m.ToCome < toCharge.Count(r => m.JoinedOn < r.Began && !free.Contains((r.Id, m.Id)))).Select(m => m.Id)];
    }
}

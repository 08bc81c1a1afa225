using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts;

/// <summary>
/// What happens to rotations by themselves, as soon as a co-op has duties: two pickups at a time become a rotation, the template makes the
/// shifts of each, and at its beginning every active member owes one shift, charged once however often or late this runs.
/// </summary>
/// <remarks>Source: design, shifts.md sections 1 and 2.</remarks>
public static class RotationClock
{
    private const string CountDuties = "select count(*) from duty_session where ended_at is null";

    // Cycles that belong to no rotation yet: those after the last that does, or, in a co-op that begins with shifts, those still to open.
    private const string SelectLoose = """
        select c.id, c.opens_at
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        where c.id not in (select cycle_id from rotation_day)
          and (exists (select 1 from rotation_day d join order_cycle l on l.id = d.cycle_id where c.pickup_on > l.pickup_on) or s.state = 'Planned')
          and c.pickup_on > coalesce((select max(l.pickup_on) from rotation_day d join order_cycle l on l.id = d.cycle_id), '')
        order by c.pickup_on
        """;

    private const string InsertRotation = "insert into rotation (starts_at, seed, made_at) values (@startsAt, @seed, @now)";
    private const string InsertDay = "insert into rotation_day (rotation_id, cycle_id) values (@rotation, @cycle)";

    private const string SelectToMake = """
        select c.id as cycle_id, c.pickup_on, c.pickup_from, d.id as session_id, d.duty_id, d.begins, d.minutes, d.place, d.fewest, d.usual, d.most
        from rotation_day r
        join order_cycle c on c.id = r.cycle_id
        join cycle_state st on st.cycle_id = c.id and st.state not in ('Pickup', 'Settled')
        join duty_session d on d.ended_at is null
        join duty y on y.id = d.duty_id and y.ended_at is null
        where c.pickup_on >= @today and not exists (select 1 from shift s where s.cycle_id = c.id and s.session_id = d.id)
        order by c.pickup_on, d.begins, d.id
        """;

    private const string InsertShift = """
        insert into shift (cycle_id, duty_id, session_id, starts_at, ends_at, place, fewest, usual, most)
        values (@CycleId, @DutyId, @SessionId, @StartsAt, @EndsAt, @Place, @Fewest, @Usual, @Most)
        """;

    private const string SelectToCharge = "select id, starts_at from rotation where starts_at <= @now and charged_at is null order by starts_at";
    private const string UpdateCharged = "update rotation set charged_at = @now where id = @id and charged_at is null";

    // One for each active member that was there before the rotation began and is not exempt on both of its dates.
    private const string InsertOwed = """
        insert into duty_entry (member_id, kind, amount, rotation_id, at)
        select m.id, 'owed', -1, @id, @now
        from member m
        where m.kind = 'member' and m.left_on is null and m.joined_on < @began
          and exists (
            select 1
            from rotation_day d
            join order_cycle c on c.id = d.cycle_id
            where d.rotation_id = @id and not exists (
              select 1 from exemption e
              where e.member_id = m.id and e.ended_at is null and e.from_on <= c.pickup_on and (e.until_on is null or e.until_on >= c.pickup_on)))
        on conflict do nothing
        """;

    private sealed record Loose(Id<OrderCycle> Id, DateTimeOffset OpensAt);

    private sealed record ToMake(
        Id<OrderCycle> CycleId, DateOnly PickupOn, TimeOnly PickupFrom, Id<DutySession> SessionId, Id<Duty> DutyId, int Begins, int Minutes,
        string Place, int Fewest, int Usual, int Most);

    private sealed record ToCharge(Id<Rotation> Id, DateTimeOffset StartsAt);

    /// <summary>Does what is due at a moment; says what it did.</summary>
    public static Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default) =>
        WhenDue.Write(file, (db, coop) => IsDue(db, CoopZone.Of(coop.Zone), now), (db, coop) => Do(db, CoopZone.Of(coop.Zone), now), stopping);

    private static bool IsDue(Db db, CoopZone zone, DateTimeOffset now) => db.One<int>(CountDuties) > 0
        && (db.Query<Loose>(SelectLoose).Count >= 2 || db.Query<ToCharge>(SelectToCharge, new { now }).Count > 0
            || db.Query<ToMake>(SelectToMake, new { today = zone.DateAt(now) }).Count > 0);

    private static string[] Do(Db db, CoopZone zone, DateTimeOffset now) =>
    [
        WhenDue.Count("rotations", Pair(db, zone, now)),
        WhenDue.Count("shifts", MakeShifts(db, zone, now)),
        WhenDue.Count("owed", Charge(db, zone, now)),
    ];

    private static int Pair(Db db, CoopZone zone, DateTimeOffset now)
    {
        var loose = db.Query<Loose>(SelectLoose);
        var made = 0;
        for (; 2 * made + 1 < loose.Count; made++)
        {
            var (first, second) = (loose[2 * made], loose[2 * made + 1]);
            var startsAt = zone.ToUtc(zone.DateAt(first.OpensAt), TimeOnly.MinValue);
            var rotation = db.Insert<Rotation>(InsertRotation, new { startsAt, seed = first.Id.Value, now });
            db.Execute(InsertDay, new { rotation, cycle = first.Id });
            db.Execute(InsertDay, new { rotation, cycle = second.Id });
        }
        return made;
    }

    private static int MakeShifts(Db db, CoopZone zone, DateTimeOffset now)
    {
        var rows = db.Query<ToMake>(SelectToMake, new { today = zone.DateAt(now) });
        foreach (var r in rows)
        {
            var (startsAt, endsAt) = Session.Times(zone, r.PickupOn, r.PickupFrom, r.Begins, r.Minutes);
            db.Execute(InsertShift, new { r.CycleId, r.DutyId, r.SessionId, StartsAt = startsAt, EndsAt = endsAt, r.Place, r.Fewest, r.Usual, r.Most });
        }
        return rows.Count;
    }

    private static int Charge(Db db, CoopZone zone, DateTimeOffset now)
    {
        var owed = 0;
        foreach (var (id, startsAt) in db.Query<ToCharge>(SelectToCharge, new { now }))
        {
            if (db.Execute(UpdateCharged, new { id, now }) == 0) continue;
            owed += db.Execute(InsertOwed, new { id, now, began = zone.DateAt(startsAt) });
        }
        return owed;
    }
}

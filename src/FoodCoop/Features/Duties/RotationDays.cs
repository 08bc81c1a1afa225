using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>
/// After a pickup was skipped, brought back or moved: rotations that have not been charged are made anew from the pickups that remain,
/// two by two. One that has been charged keeps the days that are left of it. Spots that people have stay theirs.
/// </summary>
public static class RotationDays
{
    private const string SelectUncharged = """
        select r.id, r.starts_at, coalesce((
          select group_concat(x.cycle_id, ' ') from (select d.cycle_id from rotation_day d join order_cycle c on c.id = d.cycle_id where d.rotation_id = r.id order by c.pickup_on) x), '') as days
        from rotation r
        where r.charged_at is null
        order by r.starts_at, r.id
        """;

    // The days of rotations that have not been charged, and the pickups still planned that belong to none, after the last that is charged.
    private const string SelectDays = """
        select c.id, c.opens_at
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        left join rotation_day d on d.cycle_id = c.id
        left join rotation r on r.id = d.rotation_id
        where r.charged_at is null and (d.rotation_id is not null or s.state = 'Planned')
          and c.pickup_on > coalesce((
            select max(l.pickup_on) from rotation_day x join rotation y on y.id = x.rotation_id join order_cycle l on l.id = x.cycle_id where y.charged_at is not null), '')
        order by c.pickup_on
        """;

    private const string DeleteDays = "delete from rotation_day where rotation_id = @Id";
    private const string InsertDay = "insert into rotation_day (rotation_id, cycle_id) values (@rotation, @cycle)";
    private const string DeleteLikes = "delete from wish_like where rotation_id = @Id";
    private const string DeleteCannot = "delete from wish_cannot where rotation_id = @Id";
    private const string DeleteWishes = "delete from wish where rotation_id = @Id";
    private const string DeleteDrafts = "delete from draft_spot where rotation_id = @Id";
    private const string DeletePlans = "delete from plan where rotation_id = @Id";
    private const string DeleteRotation = "delete from rotation where id = @Id and not exists (select 1 from duty_entry where rotation_id = @Id)";
    private const string UpdateStart = "update rotation set starts_at = @startsAt where id = @id and starts_at <> @startsAt";

    private const string UpdateAnew = """
        update rotation
        set wishes_opened_at = null, wishes_until = null, drafted_at = null, published_at = null, published_by = null
        where id = @Id
        """;

    private sealed record Uncharged(Id<Rotation> Id, DateTimeOffset StartsAt, string Days);

    private sealed record Day(Id<OrderCycle> Id, DateTimeOffset OpensAt);

    /// <summary>In the running transaction; does nothing where all is as it should be.</summary>
    public static void Renew(Db db, CoopZone zone)
    {
        var rotations = db.Query<Uncharged>(SelectUncharged);
        if (rotations.Count == 0) return;
        var pairs = db.Query<Day>(SelectDays).Chunk(2).Where(p => p.Length == 2).ToList();
        var changed = rotations.Where((r, i) => i >= pairs.Count || r.Days != $"{pairs[i][0].Id} {pairs[i][1].Id}").ToList();
        foreach (var rotation in changed) Clear(db, rotation);
        for (var i = 0; i < rotations.Count; i++)
        {
            var rotation = rotations[i].Id;
            if (i >= pairs.Count)
            {
                db.Execute(DeleteRotation, new { Id = rotation }); // the clock makes it when there are two pickups for it again
                continue;
            }
            db.Execute(UpdateStart, new { id = rotation, startsAt = zone.ToUtc(zone.DateAt(pairs[i][0].OpensAt), TimeOnly.MinValue) });
            if (!changed.Contains(rotations[i])) continue;
            foreach (var day in pairs[i]) db.Execute(InsertDay, new { rotation, cycle = day.Id });
        }
    }

    // What people wished and what was planned was for other days.
    private static void Clear(Db db, Uncharged rotation)
    {
        db.Execute(DeleteDays, new { rotation.Id });
        db.Execute(DeleteLikes, new { rotation.Id });
        db.Execute(DeleteCannot, new { rotation.Id });
        db.Execute(DeleteWishes, new { rotation.Id });
        db.Execute(DeleteDrafts, new { rotation.Id });
        db.Execute(DeletePlans, new { rotation.Id });
        db.Execute(UpdateAnew, new { rotation.Id });
    }
}

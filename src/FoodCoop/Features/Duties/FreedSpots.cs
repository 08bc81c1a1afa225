using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>A member's coming spots set free, because it is exempt or leaves; the coordinators are told.</summary>
/// <remarks>Source: design, shifts.md sections 2 and 5.</remarks>
public static class FreedSpots
{
    private const string SelectComing = """
        select n.id as spot_id, n.shift_id, s.starts_at
        from spot_now n
        join shift s on s.id = n.shift_id
        where n.member_id = @member and s.cancelled_at is null and s.starts_at > @now
        order by s.starts_at
        """;

    private const string DeleteDrafts = """
        delete from draft_spot
        where member_id = @member and shift_id in (
          select s.id
          from shift s
          join order_cycle c on c.id = s.cycle_id
          where c.pickup_on >= @from and (@until is null or c.pickup_on <= @until))
        """;

    private const string SelectName = "select name from member where id = @member";

    private sealed record Coming(Id<Spot> SpotId, Id<ShiftDay> ShiftId, DateTimeOffset StartsAt);

    /// <summary>Frees those from one day until another (null: all that come); which shifts they were in.</summary>
    /// <param name="why">exempt · left.</param>
    /// <param name="about">What makes the mail one of its own.</param>
    public static List<Shift> Write(
        Db db, CoopRow coop, Id<Member> member, DateOnly from, DateOnly? until, string why, string about, DateTimeOffset now, Id<Person> by)
    {
        var zone = CoopZone.Of(coop.Zone);
        List<Shift> freed = [];
        foreach (var spot in db.Query<Coming>(SelectComing, new { member, now }))
        {
            var day = zone.DateAt(spot.StartsAt);
            if (day < from || day > until) continue;
            if (!Spots.Leave(db, spot.SpotId, why, now, by)) continue;
            freed.Add(Shift.Find(db, spot.ShiftId)!);
        }
        db.Execute(DeleteDrafts, new { member, from, until });
        ShiftNotice.TellFreed(db, coop, db.One<string>(SelectName, new { member }), freed, why, about, now);
        return freed;
    }
}

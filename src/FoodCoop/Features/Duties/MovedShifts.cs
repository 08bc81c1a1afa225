using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>Shifts go where their pickup goes: moved along with it, cancelled with it.</summary>
public static class MovedShifts
{
    private const string UpdateTimes = "update shift set starts_at = @startsAt, ends_at = @endsAt, sequence = sequence + 1 where id = @id";
    private const string SelectSequence = "select sequence from shift where id = @id";
    private const string DeleteCannot = "delete from wish_cannot where cycle_id = @cycle";
    private const string DeleteDay = "delete from rotation_day where cycle_id = @cycle";
    private const string UpdateOrphans = "update shift set cycle_id = null where cycle_id = @cycle";

    /// <summary>Moves the shifts of a pickup by the same difference on the wall clock, as long as each lasts. What has begun already stays where it was.</summary>
    /// <param name="tell">The people are told by a mail about their shift; where false, the caller tells them of the pickup.</param>
    public static void Follow(Db db, CoopRow coop, Cycle was, CycleDates to, bool tell, DateTimeOffset now)
    {
        var by = to.PickupOn.ToDateTime(to.PickupFrom) - was.PickupOn.ToDateTime(was.PickupFrom);
        if (by == TimeSpan.Zero) return;
        var zone = CoopZone.Of(coop.Zone);
        foreach (var shift in Shift.OfCycle(db, was.Id).Where(s => !s.IsCancelled && !s.HasBegun(now)))
        {
            var wall = zone.ToLocal(shift.StartsAt).DateTime + by;
            var startsAt = zone.ToUtc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
            var endsAt = startsAt + (shift.EndsAt - shift.StartsAt);
            db.Execute(UpdateTimes, new { id = shift.Id, startsAt, endsAt });
            if (shift.Taken == 0) continue;
            var spots = Spots.OfShift(db, shift.Id);
            var moved = shift with { StartsAt = startsAt, EndsAt = endsAt };
            if (!tell) ShiftNotice.Renew(db, coop, moved, spots, now);
            else ShiftNotice.TellChanged(db, coop, shift, moved, db.One<int>(SelectSequence, new { id = shift.Id }), spots, now);
        }
    }

    /// <summary>A pickup that does not take place: its shifts are cancelled where somebody has a spot, and gone where nobody had. What was its day in a rotation is free.</summary>
    public static void Skip(Db db, CoopRow coop, Cycle cycle, string reason, DateTimeOffset now, Id<Person>? by)
    {
        var words = reason.Length > 0 ? reason : Texts.For(coop.Language)["Duties.SkippedReason"];
        foreach (var shift in Shift.OfCycle(db, cycle.Id))
        {
            if (!ShiftChange.Drop(db, shift.Id)) ShiftChange.Cancel(db, coop, shift, words, now, by);
        }
        db.Execute(UpdateOrphans, new { cycle = cycle.Id });
        db.Execute(DeleteCannot, new { cycle = cycle.Id });
        db.Execute(DeleteDay, new { cycle = cycle.Id });
    }
}

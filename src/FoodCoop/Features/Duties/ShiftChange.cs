using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>When, where and for how many a shift is.</summary>
public sealed record ShiftValues(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, int Fewest, int Usual, int Most);

/// <summary>
/// What is done to one shift: other times, place or numbers, or cancelled. Its people are told; who had a spot in a cancelled shift
/// has done its turn ("excused").
/// </summary>
/// <remarks>Source: design, shifts.md section 1.</remarks>
public static class ShiftChange
{
    private const string Update = """
        update shift
        set starts_at = @StartsAt, ends_at = @EndsAt, place = @Place, fewest = @Fewest, usual = @Usual, most = @Most,
          differs = max(differs, @differs),
          sequence = sequence + case when starts_at <> @StartsAt or ends_at <> @EndsAt or place <> @Place then 1 else 0 end
        where id = @id and cancelled_at is null
        """;

    private const string UpdateCancelled = """
        update shift
        set cancelled_at = @now, cancelled_by = @by, cancel_reason = @reason, sequence = sequence + 1
        where id = @id and cancelled_at is null
        """;

    private const string DeleteSwapFor = "delete from swap_for where shift_id = @id";
    private const string DeleteLikes = "delete from wish_like where shift_id = @id";
    private const string DeleteDrafts = "delete from draft_spot where shift_id = @id";
    private const string Delete = "delete from shift where id = @id and not exists (select 1 from spot where shift_id = @id)";
    private const string SelectSequence = "select sequence from shift where id = @id";

    private const string SelectCharged = """
        select r.id
        from rotation_day d
        join rotation r on r.id = d.rotation_id
        where d.cycle_id = @CycleId and r.charged_at is not null
        """;

    /// <summary>Other times, place or numbers; its people are told of times and place.</summary>
    /// <param name="differs">By hand, for this day only: it follows its template no more.</param>
    /// <exception cref="Refused">More people have a spot than it would take: who they are.</exception>
    public static void Write(Db db, CoopRow coop, Shift shift, ShiftValues to, bool differs, DateTimeOffset now)
    {
        var spots = Spots.OfShift(db, shift.Id);
        if (spots.Count > to.Most) throw new Refused("Numbers.Most", "Duties.MostBelow", Day(coop, shift), spots.Count, Names(spots));
        db.Execute(Update, new { id = shift.Id, to.StartsAt, to.EndsAt, to.Place, to.Fewest, to.Usual, to.Most, differs });
        if (spots.Count == 0 || to.StartsAt == shift.StartsAt && to.EndsAt == shift.EndsAt && to.Place == shift.Place) return;
        var after = shift with { StartsAt = to.StartsAt, EndsAt = to.EndsAt, Place = to.Place };
        ShiftNotice.TellChanged(db, coop, shift, after, db.One<int>(SelectSequence, new { id = shift.Id }), spots, now);
    }

    /// <summary>Does not take place: its people are excused and told. Whoever did it before us has done all of it.</summary>
    public static void Cancel(Db db, CoopRow coop, Shift shift, string reason, DateTimeOffset now, Id<Person>? by)
    {
        var spots = Spots.OfShift(db, shift.Id);
        if (db.Execute(UpdateCancelled, new { id = shift.Id, now, by, reason }) == 0) return;
        db.Execute(DeleteDrafts, new { id = shift.Id });
        var rotations = db.Query<Id<Rotation>>(SelectCharged, new { shift.CycleId });
        foreach (var spot in spots)
        {
            Spots.Leave(db, spot.Id, "cancelled", now, by);
            DutyAccount.Excuse(db, spot.MemberId, now, by, reason, spot.Id, rotations.Count > 0 ? rotations[0] : null);
        }
        ShiftNotice.TellCancelled(db, coop, shift, spots, reason, now);
    }

    /// <summary>Takes a shift away that nobody ever had a spot in. False: somebody had, so it must be cancelled.</summary>
    public static bool Drop(Db db, Id<ShiftDay> id)
    {
        db.Execute(DeleteLikes, new { id });
        db.Execute(DeleteDrafts, new { id });
        db.Execute(DeleteSwapFor, new { id });
        return db.Execute(Delete, new { id }) == 1;
    }

    /// <summary>"Amara (114), Oksana (142)".</summary>
    public static string Names(IEnumerable<SpotRow> spots) => string.Join(", ", spots.Select(s => $"{s.Name} ({s.Number})"));

    private static string Day(CoopRow coop, Shift shift) => new CoopDates(coop.TimeZone).Moment(shift.StartsAt);
}

using FoodCoop.Features.Calendar;
using FoodCoop.Platform.Calendar;
using FoodCoop.Platform.Data;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>
/// A person's own shifts in its calendar. What was cancelled stays as cancelled, because calendars hold it already; what was left
/// goes from the feed, and with it from the calendar.
/// </summary>
public static class ShiftEvents
{
    private const string SelectOf = """
        select t.id, s.id as shift_id, d.name_nl, d.name_en, s.starts_at, s.ends_at, s.place, s.sequence, t.taken_at, s.cancelled_at, s.cancel_reason,
          d.instructions_nl, d.instructions_en
        from spot t
        join shift s on s.id = t.shift_id
        join duty d on d.id = s.duty_id
        where t.member_id = @MemberId and (t.person_id is null or t.person_id = @Id) and s.ends_at >= @since
          and (t.left_at is null or t.left_why = 'cancelled')
          and t.id = (select max(x.id) from spot x where x.shift_id = t.shift_id and x.member_id = t.member_id)
        order by s.starts_at, t.id
        """;

    private sealed record Row(
        Id<Spot> Id, Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, int Sequence,
        DateTimeOffset TakenAt, DateTimeOffset? CancelledAt, string CancelReason, string InstructionsNl, string InstructionsEn);

    public static IEnumerable<CalendarEntry> Of(Db db, CalendarScene scene) =>
        db.Query<Row>(SelectOf, new { scene.Person.MemberId, scene.Person.Id, since = scene.Since }).Select(row => Entry(row, scene));

    private static CalendarEntry Entry(Row row, CalendarScene scene)
    {
        var (t, nl, link) = (scene.T, scene.Person.Language == "nl", scene.Link($"/shifts/{row.ShiftId}"));
        var name = nl ? row.NameNl : row.NameEn;
        var summary = t["TheDay.Event", name, scene.Coop.Name];
        var isCancelled = row.CancelledAt is not null;
        return new CalendarEntry(
            scene.Uid("shift", row.ShiftId.ToString()), row.StartsAt, row.EndsAt, isCancelled ? t["Calendar.Cancelled", summary] : summary,
            isCancelled ? t["TheDay.EventCancelled", row.CancelReason] : string.Join("\n", new[] { nl ? row.InstructionsNl : row.InstructionsEn, link }.Where(w => w.Length > 0)),
            row.CancelledAt ?? row.TakenAt, row.Sequence + (isCancelled ? 1 : 0), row.Place, link, isCancelled, IsBusy: !isCancelled);
    }
}

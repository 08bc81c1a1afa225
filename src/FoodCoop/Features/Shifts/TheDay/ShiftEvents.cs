using FoodCoop.Features.Calendar;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Calendar;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>
/// A member's shifts in calendars: in the personal feed, and as the file that each mail about a shift carries. Both have the same name and
/// count changes alike, so that a shift stands in a calendar once. In the feed a cancelled one stays as cancelled, because calendars hold
/// it already; one that was left goes from the feed, and with it from the calendar, while a mail takes it away as cancelled.
/// </summary>
public static class ShiftEvents
{
    // Who leaves a shift and comes back has changed twice: an entry whose count falls is not believed.
    private const string Columns = """
        select t.shift_id, d.name_nl, d.name_en, s.starts_at, s.ends_at, s.place, coalesce(t.left_at, t.taken_at) as changed_at, t.left_at is not null as is_left,
          s.cancelled_at, s.cancel_reason, d.instructions_nl, d.instructions_en,
          s.sequence + 2 * (select count(*) from spot x where x.shift_id = t.shift_id and x.member_id = t.member_id) - 2 + (t.left_at is not null) as sequence
        from spot t
        join shift s on s.id = t.shift_id
        join duty d on d.id = s.duty_id
        where t.id = (select max(x.id) from spot x where x.shift_id = t.shift_id and x.member_id = t.member_id)
        """;

    private const string SelectOfPerson = Columns + """
         and t.member_id = @MemberId and (t.person_id is null or t.person_id = @Id) and s.ends_at >= @since
          and (t.left_at is null or t.left_why = 'cancelled')
        order by s.starts_at, t.id
        """;

    private const string SelectOne = Columns + " and t.shift_id = @shift and t.member_id = @member";

    private sealed record Row(
        Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, DateTimeOffset ChangedAt, bool IsLeft,
        DateTimeOffset? CancelledAt, string CancelReason, string InstructionsNl, string InstructionsEn, int Sequence)
    {
        public bool IsGone => IsLeft || CancelledAt is not null;
    }

    public static IEnumerable<CalendarEntry> Of(Db db, CalendarScene scene) =>
        db.Query<Row>(SelectOfPerson, new { scene.Person.MemberId, scene.Person.Id, since = scene.Since }).Select(row => Entry(row, scene.Coop, scene.T, scene.Link($"/shifts/{row.ShiftId}")));

    /// <summary>A shift for a mail to its member, as it stands now in the running transaction: a file that adds or changes it, or takes it away where it is the member's no more.</summary>
    public static Letter.Attached File(Db db, MailScene scene, Id<ShiftDay> shift, Id<Member> member, DateTimeOffset now)
    {
        var entry = Entry(db.One<Row>(SelectOne, new { shift, member }), scene.Coop, scene.T, scene.Link($"/shifts/{shift}")) with { ChangedAt = now };
        var content = CalendarFile.Attachment(entry, scene.Coop.Name, scene.Coop.MailAddress);
        return new(entry.IsCancelled ? "not-any-more.ics" : "shift.ics", CalendarFile.MediaTypeOf(entry), content);
    }

    private static CalendarEntry Entry(Row row, CoopRow coop, Texts t, string? link)
    {
        var nl = t.Culture.TwoLetterISOLanguageName == "nl";
        var summary = t["TheDay.Event", nl ? row.NameNl : row.NameEn, coop.Name];
        var words = row.CancelledAt is not null ? t["TheDay.EventCancelled", row.CancelReason]
            : row.IsLeft ? t["TheDay.EventLeft"]
            : string.Join("\n", new[] { nl ? row.InstructionsNl : row.InstructionsEn, link ?? "" }.Where(w => w.Length > 0));
        return new CalendarEntry(
            CalendarScene.Uid(coop, "shift", row.ShiftId.ToString()), row.StartsAt, row.EndsAt, row.IsGone ? t["Calendar.Cancelled", summary] : summary, words,
            row.ChangedAt, row.Sequence, row.Place, link, row.IsGone, IsBusy: !row.IsGone);
    }
}

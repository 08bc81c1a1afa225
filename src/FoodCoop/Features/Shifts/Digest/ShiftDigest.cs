using FoodCoop.Features.Post;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Digest;

/// <summary>
/// The coordinators' week: on Monday morning, or as soon after it as the program is there, each gets one mail of what is open in the
/// roster, and none when nothing is. Looked at once for each week, which a row says: what opens later waits for the next.
/// </summary>
/// <remarks>Source: design, shifts.md section 4; docs/decisions/0010-due-and-not-yet-done.md.</remarks>
public static class ShiftDigest
{
    private static readonly TimeOnly At = new(8, 0);

    private const string CountWritten = "select count(*) from shift_digest where week = @week";
    private const string InsertWritten = "insert into shift_digest (week, at, mails) values (@week, @now, 0) on conflict do nothing";
    private const string UpdateMails = "update shift_digest set mails = @mails where week = @week";

    private const string SelectCoordinators = """
        select person_id, null as duty_id from person_role where role = 'ShiftCoordinator'
        union all
        select c.person_id, c.duty_id from duty_coordinator c join duty d on d.id = c.duty_id where d.ended_at is null
        """;

    private sealed record Coordinator(Id<Person> PersonId, Id<Duty>? DutyId);

    public static bool IsDue(Db db, CoopRow coop, DateTimeOffset now) => db.One<int>(CountWritten, new { week = Week(CoopZone.Of(coop.Zone), now) }) == 0;

    /// <summary>Writes the mails of this week in the running transaction, once; how many.</summary>
    public static int WriteDue(Db db, CoopRow coop, DateTimeOffset now)
    {
        var zone = CoopZone.Of(coop.Zone);
        var week = Week(zone, now);
        if (db.Execute(InsertWritten, new { week, now }) == 0) return 0;
        var next = zone.ToUtc(week.AddDays(7), At);
        var open = OpenMatters.Of(db, zone, now, next);
        if (open.IsEmpty) return 0;
        var coordinators = db.Query<Coordinator>(SelectCoordinators).ToLookup(c => c.PersonId, c => c.DutyId);
        var mailing = new Mailing(db, coop, now, DigestMail.Kind, $"{week:yyyy-MM-dd}", next);
        var mails = 0;
        foreach (var reader in mailing.Readers().Where(r => coordinators.Contains(r.Id)))
        {
            var duties = coordinators[reader.Id].ToList();
            var mine = duties.Contains(null) ? open : open.OfDuties(duties.OfType<Id<Duty>>().ToHashSet());
            if (!mine.IsEmpty && mailing.Write(reader, DigestMail.Compose(mailing.Scene(reader), reader.Name, mine, seesRoster: duties.Contains(null)))) mails++;
        }
        db.Execute(UpdateMails, new { week, mails });
        return mails;
    }

    /// <summary>The Monday of the week that has begun at its moment.</summary>
    private static DateOnly Week(CoopZone zone, DateTimeOffset now)
    {
        var today = zone.DateAt(now);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return zone.ToUtc(monday, At) <= now ? monday : monday.AddDays(-7);
    }
}

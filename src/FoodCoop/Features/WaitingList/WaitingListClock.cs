using FoodCoop.Features.Room;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.WaitingList;

/// <summary>
/// What happens on the waiting list by itself: an offer that nobody took in 14 days is over, after 10 it is reminded of once, and
/// seats that are free are offered to the next. All in one transaction, so that a seat is never offered twice.
/// </summary>
/// <remarks>Source: design, domain.md section 3.</remarks>
public static class WaitingListClock
{
    public const int ValidDays = 14;
    public const int ReminderAfterDays = 10;

    private const string CountReminder = "select count(*) from mail where key = @key";

    /// <summary>Does what is due at a moment; says what it did.</summary>
    public static Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default) =>
        WhenDue.Write(file, (db, coop) => IsDue(db, coop, now), (db, coop) => Do(db, coop, now), stopping);

    private static bool IsDue(Db db, CoopRow coop, DateTimeOffset now)
    {
        var all = Applicant.All(db);
        return all.Any(a => IsOver(a, now) || IsReminderDue(db, a, coop, now)) || Queue.Next(all, RoomNow.Of(db).Open).Count > 0;
    }

    private static List<string> Do(Db db, CoopRow coop, DateTimeOffset now)
    {
        var zone = CoopZone.Of(coop.Zone);
        List<string> did = [];
        foreach (var a in Applicant.All(db))
        {
            if (IsOver(a, now))
            {
                ApplicantSteps.Expire(db, a, now);
                ApplicantMail.WriteOver(db, coop, now, a);
                did.Add($"offer {a.Id} over");
            }
            else if (IsReminderDue(db, a, coop, now))
            {
                ApplicantMail.WriteEnds(db, coop, now, a);
                did.Add($"offer {a.Id} reminded of");
            }
        }
        foreach (var next in Queue.Next(Applicant.All(db), RoomNow.Of(db).Open))
        {
            ApplicantSteps.Offer(db, next, now, zone.AddDays(now, ValidDays));
            ApplicantMail.WriteOffered(db, coop, now, Applicant.Find(db, next.Id)!);
            did.Add($"offered {next.Id}");
        }
        return did;
    }

    private static bool IsOver(Applicant a, DateTimeOffset now) => a.State == ApplicantState.Offered && a.ValidUntil <= now;

    private static bool IsReminderDue(Db db, Applicant a, CoopRow coop, DateTimeOffset now) =>
        a.State == ApplicantState.Offered && a.ValidUntil > now && CoopZone.Of(coop.Zone).AddDays(a.At, ReminderAfterDays) <= now
        && db.One<int>(CountReminder, new { key = $"{ApplicantMail.Ends.Name}/{ApplicantMail.About(a)}/applicant-{a.Id}" }) == 0;
}

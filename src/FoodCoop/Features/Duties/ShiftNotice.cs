using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Board;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Duties;

/// <summary>
/// What is told about shifts that change under people: cancelled, at another time or place, and spots that fell free. Nobody can
/// choose not to hear of the own shift.
/// </summary>
public static class ShiftNotice
{
    public static readonly MailKind Cancelled = new("ShiftCancelled", Role.ShiftCoordinator, MayBeStopped: false, SampleCancelled);
    public static readonly MailKind Moved = new("ShiftMoved", Role.ShiftCoordinator, MayBeStopped: false, SampleChanged);
    public static readonly MailKind Freed = new("SpotFreed", Role.ShiftCoordinator, MayBeStopped: true, SampleFreed);

    private const string SelectCoordinators = "select distinct person_id from person_role where role = 'ShiftCoordinator'";

    /// <summary>To the people of its spots, who have been set free and excused.</summary>
    public static void TellCancelled(Db db, CoopRow coop, Shift shift, IReadOnlyCollection<SpotRow> spots, string reason, DateTimeOffset now)
    {
        Vacancy.WithdrawFilled(db, shift.Id, now);
        Mailing.Withdraw(db, now, $"{Moved.Name}/{shift.Id}/*");
        var mailing = new Mailing(db, coop, now, Cancelled, $"{shift.Id}", shift.StartsAt > now ? shift.StartsAt : null);
        foreach (var reader in Readers(mailing, spots))
        {
            var scene = mailing.Scene(reader);
            mailing.Write(reader, Cancel(scene, reader.Name, shift, reason), ShiftEvents.File(db, scene, shift.Id, reader.MemberId, now));
        }
    }

    /// <summary>To the people of its spots: its times or place are others now. Who has not read of the shift at all reads of it as it is now, and of no change.</summary>
    /// <param name="sequence">Of the shift as it is now: each change is told once.</param>
    public static void TellChanged(Db db, CoopRow coop, Shift was, Shift now, int sequence, IReadOnlyCollection<SpotRow> spots, DateTimeOffset at)
    {
        Mailing.Withdraw(db, at, $"{Moved.Name}/{now.Id}/*"); // of two changes only the last is worth reading
        var told = Renew(db, coop, now, spots, at);
        var mailing = new Mailing(db, coop, at, Moved, $"{now.Id}/{sequence}", now.EndsAt);
        foreach (var reader in Readers(mailing, spots).Where(r => !told.Contains(r.Id)))
        {
            var scene = mailing.Scene(reader);
            mailing.Write(reader, Change(scene, reader.Name, was, now), ShiftEvents.File(db, scene, now.Id, reader.MemberId, at));
        }
    }

    /// <summary>What waits and names another time or place does not go; it is written anew, or when it is due.</summary>
    /// <param name="now">The shift as it is now.</param>
    /// <returns>Who reads of the shift for the first time, and so of no change.</returns>
    public static HashSet<Id<Person>> Renew(Db db, CoopRow coop, Shift now, IReadOnlyCollection<SpotRow> spots, DateTimeOffset at)
    {
        foreach (var spot in spots)
        {
            ShiftSoon.Withdraw(db, spot.Id, at);
            Swaps.Renew(db, coop, spot, now, at);
            Vacancy.Renew(db, coop, spot, now, at);
            PickupTomorrow.Anew(db, now.CycleId, spot.MemberId, at);
        }
        return new ShiftNews(db, coop, at).Renew(spots);
    }

    /// <summary>To the coordinators of shifts: these spots are free again, and why.</summary>
    /// <param name="why">exempt · left.</param>
    /// <param name="about">What makes the mail one of its own: <c>exemption-7</c>.</param>
    public static void TellFreed(Db db, CoopRow coop, string member, IReadOnlyList<Shift> shifts, string why, string about, DateTimeOffset now)
    {
        if (shifts.Count == 0) return;
        var coordinators = db.Query<Id<Person>>(SelectCoordinators).ToHashSet();
        var mailing = new Mailing(db, coop, now, Freed, about, shifts.Max(s => s.EndsAt));
        foreach (var reader in mailing.Readers().Where(r => coordinators.Contains(r.Id)))
            mailing.Write(reader, Free(mailing.Scene(reader), reader.Name, member, shifts, why));
    }

    // the person who is expected; where nobody is named or that person has no address, the whole household
    private static IEnumerable<MailReader> Readers(Mailing mailing, IReadOnlyCollection<SpotRow> spots)
    {
        var all = mailing.Readers().ToLookup(r => r.MemberId);
        return spots.SelectMany(s => all[s.MemberId].Any(r => r.Id == s.PersonId) ? all[s.MemberId].Where(r => r.Id == s.PersonId) : all[s.MemberId]);
    }

    private static MailWords Cancel(MailScene scene, string name, Shift shift, string reason) => new(
        scene.T["Duties.CancelledSubject", shift.Name(scene.Language), scene.Dates.Moment(shift.StartsAt)],
        scene.Hello(name)
            .Say(scene.T["Duties.CancelledIntro", shift.Name(scene.Language), scene.Dates.Moment(shift.StartsAt)])
            .Say(scene.T["Cycles.MailWhy", reason])
            .Say(scene.T["Duties.CancelledExcused"])
            .Button(scene.T["Duties.ToMyShifts"], scene.Link("/shifts")));

    private static MailWords Change(MailScene scene, string name, Shift was, Shift now) => new(
        scene.T["Duties.ChangedSubject", now.Name(scene.Language), scene.Dates.Moment(now.StartsAt)],
        scene.Hello(name)
            .Say(scene.T["Duties.ChangedIntro", now.Name(scene.Language)])
            .List([new MailItem(scene.T["Cycles.MovedNew"], When(scene, now)), new MailItem(scene.T["Cycles.MovedOld"], When(scene, was))])
            .Say(scene.T["Duties.ChangedCannot"])
            .Button(scene.T["Duties.ToMyShifts"], scene.Link("/shifts")));

    private static MailWords Free(MailScene scene, string name, string member, IReadOnlyList<Shift> shifts, string why) => new(
        scene.T.Count("Duties.FreedSubject", shifts.Count, member),
        scene.Hello(name)
            .Say(scene.T[why == "left" ? "Duties.FreedLeft" : "Duties.FreedExempt", member])
            .List([.. shifts.Select(s => new MailItem(s.Name(scene.Language), When(scene, s)))])
            .Button(scene.T["Duties.ToRoster"], scene.Link("/roster")));

    private static string When(MailScene scene, Shift s) =>
        $"{scene.Dates.Moment(s.StartsAt)}–{scene.Dates.Time(s.EndsAt)}{(s.Place.Length > 0 ? ", " + s.Place : "")}";

    private static Shift Sample(int hour) => new(
        new(1), new(1), "2026-11", new(1), "Lossen", "Unloading", 3, true, false,
        new(2026, 11, 27, hour, 0, 0, TimeSpan.Zero), new(2026, 11, 27, hour + 1, 0, 0, TimeSpan.Zero), "De Loods", 1, 2, 3, null, "", 1);

    private static MailWords SampleCancelled(MailScene scene) => Cancel(scene, MailSample.Name, Sample(15), scene.T["Duties.SampleReason"]);

    private static MailWords SampleChanged(MailScene scene) => Change(scene, MailSample.Name, Sample(15), Sample(16));

    private static MailWords SampleFreed(MailScene scene) => Free(scene, MailSample.Name, "Çağla", [Sample(15)], "exempt");
}

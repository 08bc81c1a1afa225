using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>"The pickup is on another day": to each person of who has an order or a shift in it. Nobody can choose not to get it: who ordered or has a shift must know the day.</summary>
/// <remarks>Source: design, domain.md section 4 ("it tells everybody who has an order or a shift in it").</remarks>
public static class PickupMovedMail
{
    public static readonly MailKind Kind = new("PickupMoved", Role.Buyer, MayBeStopped: false, Sample);

    /// <summary>Writes them in the running transaction, once for each move; a former one that still waits no longer goes.</summary>
    public static void Write(Db db, PickupMove move, CoopRow coop, IReadOnlyCollection<Concerned> concerned, string reason, Id<CycleMove> id, DateTimeOffset now)
    {
        var (code, to) = (move.Cycle.Code, move.To);
        Mailing.Withdraw(db, now, $"{Kind.Name}/{code}/*");
        Mailing.Withdraw(db, now, $"{PickupTomorrow.Kind.Name}/{code}/*"); // they name another day, or other hours
        CyclePost.DecideAnew(db, PickupTomorrow.Kind, move.Cycle.Id);
        if (concerned.Count == 0) return;
        var members = concerned.Select(m => m.Id).ToHashSet();
        var mailing = new Mailing(db, coop, now, Kind, $"{code}/move-{id}", CoopZone.Of(coop.Zone).ToUtc(to.PickupOn, to.PickupUntil));
        var ordered = Concerned.Ordered(db, move.Cycle);
        var shifts = Shift.OfCycle(db, move.Cycle.Id).Where(s => !s.HasBegun(now)).ToDictionary(s => s.Id); // the others did not move
        var spots = Spots.OfCycle(db, move.Cycle.Id).Where(s => shifts.ContainsKey(s.ShiftId)).ToLookup(s => s.MemberId);
        foreach (var reader in mailing.Readers().Where(r => members.Contains(r.MemberId)))
        {
            var (scene, own) = (mailing.Scene(reader), spots[reader.MemberId].ToList());
            var files = own.Where(s => s.PersonId is null || s.PersonId == reader.Id).Select(s => ShiftEvents.File(db, scene, s.ShiftId, s.MemberId, now));
            mailing.Write(reader, Compose(scene, reader.Name, move, reason, ordered.Contains(reader.MemberId), own.ConvertAll(s => shifts[s.ShiftId])), [.. files]);
        }
    }

    public static MailWords Compose(MailScene scene, string name, PickupMove move, string reason, bool hasOrder = true, IReadOnlyList<Shift>? shifts = null)
    {
        var (t, dates, was, to) = (scene.T, scene.Dates, move.Cycle, move.To);
        var month = dates.Month(was.Code);
        var day = dates.Day(to.PickupOn);
        var body = scene.Hello(name)
            .Say(t[hasOrder ? "Cycles.MovedIntro" : "Cycles.MovedIntroShift", month])
            .List([
                new MailItem(t["Cycles.MovedNew"], t["Cycles.DayAndHours", day, dates.Time(to.PickupFrom), dates.Time(to.PickupUntil)]),
                new MailItem(t["Cycles.MovedOld"], t["Cycles.DayAndHours", dates.Day(was.PickupOn), dates.Time(was.PickupFrom), dates.Time(was.PickupUntil)]),
            ])
            .Say(t["Cycles.MailWhy", reason]);
        if (shifts?.Count > 0)
        {
            body.Heading(t.Count("Cycles.MovedShifts", shifts.Count))
                .List([.. shifts.Select(s => new MailItem(s.Name(scene.Language), $"{dates.Moment(s.StartsAt)}–{dates.Time(s.EndsAt)}", s.Place))]);
        }
        if (hasOrder && !was.HasClosed && to.ClosesAt != was.ClosesAt) body.Say(t["Cycles.MovedCloses", dates.Moment(to.ClosesAt), dates.Moment(was.ClosesAt)]);
        body.Say(t["Cycles.MovedCannot"]);
        if (hasOrder) body.Button(t["Cycles.MailLinkOrder"], scene.Link("/order/" + was.Code));
        else body.Button(t["Duties.ToMyShifts"], scene.Link("/shifts"));
        return new MailWords(t["Cycles.MovedSubject", month, day], body);
    }

    private static MailWords Sample(MailScene scene)
    {
        var cycle = MailSample.Cycle;
        var to = cycle.Dates.MovedTo(cycle.PickupOn.AddDays(1), new CoopZone(scene.Dates.Zone), cycle.OpensAt.AddDays(5));
        return Compose(scene, MailSample.Name, new PickupMove(cycle, to), scene.T["Cycles.SampleMovedWhy"]);
    }
}

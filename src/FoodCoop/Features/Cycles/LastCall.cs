using FoodCoop.Features.Post;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>"Last call", two calendar days before the fill phase begins: to who has no order. Without a fill phase, two days before closing.</summary>
/// <remarks>Source: design, domain.md section 7. Its last useful moment is the closing.</remarks>
public static class LastCall
{
    private const int DaysBefore = 2;

    public static readonly MailKind Kind = new("LastCall", Role.Buyer, MayBeStopped: true, Sample);

    private const string CountOffers = "select count(*) from offer where cycle_id = @Id";

    private const string SelectOrdered = """
        select distinct l.member_id
        from offer o
        join order_line l on l.offer_id = o.id
        where o.cycle_id = @Id and o.withdrawn_at is null and (l.asked > 0 or l.flex > 0)
        """;

    /// <summary>When it is due: at the wall time at which the fill phase begins.</summary>
    public static DateTimeOffset At(Cycle cycle, CoopZone zone) => zone.AddDays(cycle.FillAt, -DaysBefore);

    /// <summary>Writes them in the running transaction; how many. A mail that ordering is open (again), if it still waits, is not sent besides.</summary>
    public static int Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        if (db.One<int>(CountOffers, new { cycle.Id }) == 0) return 0;
        var ordered = db.Query<Id<Member>>(SelectOrdered, new { cycle.Id }).ToHashSet();
        var about = CyclePost.About(cycle);
        var mailing = new Mailing(db, coop, now, Kind, about, cycle.ClosesAt);
        var mails = 0;
        foreach (var reader in mailing.Readers().Where(r => !ordered.Contains(r.MemberId)))
        {
            mailing.Replaces(cycle.Closing == 1 ? OrderingOpen.Kind : ReopenedMail.Kind, about, reader);
            if (mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, now))) mails++;
        }
        return mails;
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, DateTimeOffset now)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (month, until) = (dates.Month(cycle.Code), dates.Moment(cycle.ClosesAt));
        var body = scene.Hello(name).Say(t["Cycles.LastCallIntro", month]);
        if (!cycle.HasFillPhase) body.Say(t["Cycles.LastCallUntil", until]);
        else if (now < cycle.FillAt) body.Say(t["Cycles.LastCallBeforeFill", dates.Moment(cycle.FillAt), until]);
        else body.Say(t["Cycles.LastCallFilling", until]);
        body.Say(t["Cycles.MailPickup", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)])
            .Say(t["Cycles.LastCallNothing"])
            .Button(t["Cycles.OpenLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Cycles.LastCallSubject", month, until], body);
    }

    private static MailWords Sample(MailScene scene) =>
        Compose(scene, MailSample.Name, MailSample.Cycle, At(MailSample.Cycle, new CoopZone(scene.Coop.TimeZone)));
}

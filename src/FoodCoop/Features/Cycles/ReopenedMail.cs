using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Post;

namespace FoodCoop.Features.Cycles;

/// <summary>"Ordering is open again", at a step back: to Open to all, to the fill phase to who has an order; with the reason in the words of who took it.</summary>
/// <remarks>Source: design, domain.md section 4. The mails of the former closing that still wait say what is no longer so, and do not go.</remarks>
public static class ReopenedMail
{
    public static readonly MailKind Kind = new("OrderingReopened", Role.Buyer, MayBeStopped: true, Sample);

    private const string SelectReason = "select reason from cycle_event where cycle_id = @Id and closing = @Closing and back = 1 order by id limit 1";

    /// <param name="cycle">As it stands after the step back.</param>
    public static void Write(Db db, Cycle cycle, CoopRow coop, string reason, DateTimeOffset now)
    {
        var former = $"{cycle.Code}/{cycle.Closing - 1}";
        Mailing.Withdraw(db, now, $"*/{former}");
        Mailing.Withdraw(db, now, $"*/{former}/*");
        Sitting.TellAnew(db, cycle, coop, now);
        WriteOpen(db, cycle, coop, reason, now);
    }

    /// <summary>Its moments have changed while it waited.</summary>
    public static void WriteAnew(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now) =>
        WriteOpen(db, cycle, coop, db.One<string>(SelectReason, new { cycle.Id, cycle.Closing }), now);

    private static void WriteOpen(Db db, Cycle cycle, CoopRow coop, string reason, DateTimeOffset now)
    {
        var mailing = new Mailing(db, coop, now, Kind, $"{cycle.Code}/{cycle.Closing}", cycle.ClosesAt);
        var ordered = cycle.State == CycleState.Fill ? Concerned.Ordered(db, cycle) : null;
        foreach (var reader in mailing.Readers().Where(r => ordered is null || ordered.Contains(r.MemberId)))
            mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, reason));
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, string reason)
    {
        var (t, dates, month) = (scene.T, scene.Dates, scene.Dates.Month(cycle.Code));
        var isOpen = cycle.State == CycleState.Open;
        var body = scene.Hello(name)
            .Say(t[isOpen ? "Cycles.ReopenedOpen" : "Cycles.ReopenedFill", month])
            .Say(t["Cycles.MailWhy", reason])
            .Sum(t["Cycles.ReopenedCloses", dates.Moment(cycle.ClosesAt)]);
        if (isOpen && cycle.HasFillPhase) body.Say(t["Cycles.ReopenedFillFrom", dates.Moment(cycle.FillAt)]);
        body.Say(t["Cycles.ReopenedResult", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)])
            .Button(t["Cycles.ReopenedLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Cycles.ReopenedSubject", month, dates.Moment(cycle.ClosesAt)], body);
    }

    private static MailWords Sample(MailScene scene) =>
        Compose(scene, MailSample.Name, MailSample.Cycle with { Closing = 2 }, scene.T["Cycles.SampleReopenedWhy"]);
}

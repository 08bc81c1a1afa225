using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Order.Behalf;

/// <summary>A product that a buyer has changed in a member's order.</summary>
/// <param name="Since">Who has changed it since, when that was somebody else; "" otherwise.</param>
public sealed record EnteredLine(
    string Name, string Brand, string Unit, Quantity AskedBefore, Quantity FlexBefore, string NoteBefore, Quantity Asked, Quantity Flex, string Note, string Since);

/// <summary>
/// What a buyer has entered in a household's order, with what it was before and what it is now, the new total, and until when they can change
/// it: to each of its persons who has an address. It concerns their money, so it cannot be stopped.
/// </summary>
public static class OrderedForYouMail
{
    public static readonly MailKind Kind = new("OrderedForYou", Role.Buyer, MayBeStopped: false, Sample);

    private const string SelectNews = """
        select o.name, o.brand, o.unit, n.asked_before, n.flex_before, n.note_before, l.asked, l.flex, l.note,
          coalesce((select p.name from person p where p.id = l.changed_by and p.id <> @PersonId), '') as since
        from order_sitting_news n
        join order_line l on l.id = n.order_line_id
        join offer o on o.id = l.offer_id
        left join category c on c.name = o.category
        where n.order_sitting_id = @Id
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    /// <summary>Writes them in the running transaction; how many.</summary>
    public static int Write(Db db, Sitting sitting, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var lines = db.Query<EnteredLine>(SelectNews, new { sitting.Id, sitting.PersonId });
        if (lines.Count == 0) return 0;
        var mailing = new Mailing(db, coop, now, Kind, About(cycle) + sitting.Id, CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil));
        var total = OrderTotal.Of(db, cycle.Id, sitting.MemberId).Sum;
        return mailing.Readers().Where(r => r.MemberId == sitting.MemberId)
            .Count(r => mailing.Write(r, Compose(mailing.Scene(r), r.Name, sitting.Buyer, cycle, lines, total, now)));
    }

    /// <summary>What still waits says how it stands now.</summary>
    public static void WriteAnew(Db db, Sitting sitting, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        if (Mailing.Withdraw(db, now, Batches(cycle) + sitting.Id) > 0) Write(db, sitting, cycle, coop, now);
    }

    /// <summary>What the batch of a sitting's mails is called, before the sitting's number.</summary>
    public static string Batches(Cycle cycle) => $"{Kind.Name}/{About(cycle)}";

    // not of a closing: what is taken back with that does not touch what was entered before
    private static string About(Cycle cycle) => $"{cycle.Code}/sitting-";

    public static MailWords Compose(
        MailScene scene, string name, string buyer, Cycle cycle, IReadOnlyCollection<EnteredLine> lines, Money total, DateTimeOffset now)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (month, sum) = (dates.Month(cycle.Code), total.ToString(t.Culture));
        var body = scene.Hello(name)
            .Say(t["Behalf.MailIntro", buyer, month])
            .List([.. lines.Select(l => new MailItem(ResultMail.Product(l.Name, l.Brand, l.Unit), Amount(l), string.Join('\n', Under(l))))])
            .Sum(t["Behalf.MailTotal", sum])
            .Say(!cycle.AcceptsOrders(now) ? t["Behalf.MailClosed", dates.Moment(cycle.ClosesAt)]
                : now >= cycle.FillAt ? t["Behalf.MailUntilFill", dates.Moment(cycle.ClosesAt)]
                : cycle.HasFillPhase ? t["Behalf.MailUntilBoth", dates.Moment(cycle.ClosesAt), dates.Moment(cycle.FillAt)]
                : t["Behalf.MailUntil", dates.Moment(cycle.ClosesAt)])
            .Say(t["Behalf.MailNotRight"])
            .Button(t["Behalf.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Behalf.MailSubject", buyer, month, sum], body);

        string Amount(EnteredLine l) => $"{l.AskedBefore.ToString(t.Culture)} → {l.Asked.ToString(t.Culture)}";

        IEnumerable<string> Under(EnteredLine l)
        {
            if (l.Flex != l.FlexBefore) yield return t["Behalf.MailFlex", l.FlexBefore.ToString(t.Culture), l.Flex.ToString(t.Culture)];
            if (l.Note != l.NoteBefore && l.Note.Length > 0) yield return t["Order.Noted", l.Note];
            if (l.Note != l.NoteBefore && l.Note.Length == 0) yield return t["Behalf.MailNoNote", l.NoteBefore];
            if (l.Since.Length > 0) yield return t["Behalf.MailSince", l.Since];
        }
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, "Bart", MailSample.Cycle,
    [
        Line("Rode linzen", "Graanhoeve", "500 g", 0, 3),
        Line("Haverdrank", "De Molen", "1 l", 4, 2) with { Flex = new(2000) },
        Line("Geitenkaas", "De Oostakker", "kg", 0, 1) with { Note = scene.T["Behalf.SampleNote"] },
    ], new Money(3066), MailSample.Cycle.OpensAt);

    private static EnteredLine Line(string name, string brand, string unit, int before, int asked) =>
        new(name, brand, unit, new(before * 1000), Quantity.Zero, "", new(asked * 1000), Quantity.Zero, "", "");
}

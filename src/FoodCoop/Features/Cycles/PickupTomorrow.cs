using System.Globalization;
using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// "Pickup tomorrow", one calendar day before the doors open: to who has something to fetch. When and where, what, what to bring;
/// own shifts of that day belong between the place and the list. It names the day and never says "tomorrow", because a mail may be late.
/// </summary>
/// <remarks>Source: design, domain.md section 7. Its last useful moment is the end of pickup.</remarks>
public static class PickupTomorrow
{
    public static readonly MailKind Kind = new("PickupTomorrow", Role.PickupHost, MayBeStopped: true, Sample);

    // the same amounts as in the view order_total, without what has only been asked
    private const string SelectComing = """
        select l.member_id, o.name, o.brand, o.unit, o.weighed, o.price, o.deposit, coalesce(l.taken, l.delivered, l.allocated) as amount
        from offer o
        join order_line l on l.offer_id = o.id
        where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated) > 0
        order by o.category, o.name, o.id
        """;

    private const string SelectShifts = """
        select n.member_id, s.id as shift_id, d.name_nl, d.name_en, s.starts_at, s.ends_at, s.place
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        where s.cycle_id = @Id and s.cancelled_at is null and d.at_home = 0 and s.ends_at > @now
        order by s.starts_at, s.id
        """;

    private const string SelectPersons = "select p.id from person p join mail m on m.person_id = p.id where p.member_id = @member and m.kind = @Name and m.sent_at is null and m.skipped_at is null";
    private const string SelectCode = "select code from order_cycle where id = @cycle";

    /// <summary>A shift that a member does on that day.</summary>
    public sealed record OwnShift(Id<Member> MemberId, Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place)
    {
        public ShiftFacts Facts => new(ShiftId, NameNl, NameEn, StartsAt, EndsAt, Place);
    }

    /// <summary>What a member fetches of a product.</summary>
    public sealed record Coming(Id<Member> MemberId, string Name, string Brand, string Unit, bool Weighed, Money Price, Money Deposit, Quantity Amount);

    /// <summary>With the day: a pickup that has been moved is announced anew.</summary>
    public static string About(Cycle cycle) => string.Create(CultureInfo.InvariantCulture, $"{CyclePost.About(cycle)}/{cycle.PickupOn:yyyy-MM-dd}");

    /// <summary>When it is due: the day before, at the wall time at which the doors open.</summary>
    public static DateTimeOffset At(Cycle cycle, CoopZone zone) => zone.ToUtc(cycle.PickupOn.AddDays(-1), cycle.PickupFrom);

    /// <summary>Writes them in the running transaction; how many. What still waits and names another day was withdrawn by the move.</summary>
    public static int Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var coming = db.Query<Coming>(SelectComing, new { cycle.Id }).ToLookup(c => c.MemberId);
        var shifts = db.Query<OwnShift>(SelectShifts, new { cycle.Id, now }).ToLookup(s => s.MemberId);
        var mailing = new Mailing(db, coop, now, Kind, About(cycle), CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil));
        var mails = 0;
        foreach (var reader in mailing.Readers().Where(r => coming.Contains(r.MemberId)))
        {
            if (mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, [.. coming[reader.MemberId]], [.. shifts[reader.MemberId]]))) mails++;
        }
        return mails;
    }

    /// <summary>A member's shifts of that day are others now: what still waits for its people names them as they were, and is decided anew.</summary>
    public static void Anew(Db db, Id<OrderCycle>? cycle, Id<Member> member, DateTimeOffset now)
    {
        if (cycle is not { } id || db.Query<Id<Person>>(SelectPersons, new { member, Kind.Name }) is not { Count: > 0 } persons) return;
        var waiting = Mailing.Waiting(db, now, $"{Kind.Name}/{db.One<string>(SelectCode, new { cycle = id })}/*").FindAll(m => persons.Contains(m.PersonId));
        var withdrawn = waiting.FindAll(m => Mailing.Withdraw(db, now, m)); // each of them, not the first alone
        if (withdrawn.Count > 0) CyclePost.DecideAnew(db, Kind, id);
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, IReadOnlyList<Coming> coming, IReadOnlyList<OwnShift>? shifts = null)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (day, from, until) = (dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil));
        var deposit = Money.Sum(coming.Select(c => c.Deposit * c.Amount));
        var total = Money.Sum(coming.Select(c => c.Price * c.Amount)) + deposit;

        var body = scene.Hello(name).Say(t["Cycles.FetchIntro", day, from, until]);
        if (scene.Coop.Address.Length > 0) body.Say(t["Cycles.FetchWhere", scene.Coop.Address]);
        if (shifts is { Count: > 0 })
            body.Heading(t["Cycles.FetchShift"]).List([.. shifts.Select(s => new MailItem(s.Facts.Name(scene.Language), "", $"{s.Facts.When(dates)}{(s.Place.Length > 0 ? ", " + s.Place : "")}"))]);
        body.Heading(t["Cycles.FetchWhat"]).List([.. coming.Select(c => new MailItem(
            CycleWords.Product(c.Name, c.Brand, c.Unit), c.Amount.ToString(t.Culture), c.Weighed ? t["Cycles.FetchWeighed"] : ""))]);
        if (deposit > Money.Zero) body.Say(t["Cycles.MailDeposit", deposit.ToString(t.Culture)]);
        body.Sum(t["Cycles.MailTotal", total.ToString(t.Culture)])
            .Say(t["Cycles.FetchBring"])
            .Button(t["Cycles.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Cycles.FetchSubject", day, from, until], body);
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle,
    [
        new(new(1), "Rode linzen", "Graanhoeve", "500 g", false, new Money(227), Money.Zero, new(3000)),
        new(new(1), "Haverdrank", "De Molen", "1 l", false, new Money(195), new Money(25), new(6000)),
        new(new(1), "Belegen kaas", "", "kg", true, new Money(1349), Money.Zero, new(1500)),
    ]);
}

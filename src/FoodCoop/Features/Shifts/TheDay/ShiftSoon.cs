using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.Mine;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>
/// "Your shift", seven days and one day before, to who is expected, or the whole household where it has not said who comes: with the
/// instructions, whom to phone, and what else that day brings. Whoever signs up late gets the one that is due; of two due together
/// only the later goes. A shift that is moved has another sequence, and is told anew.
/// </summary>
/// <remarks>Source: design, shifts.md section 4 and domain.md section 7. Its last useful moment is the start of the shift.</remarks>
public static class ShiftSoon
{
    public static readonly MailKind Kind = new("ShiftSoon", Role.ShiftCoordinator, MayBeStopped: false, Sample);

    private const int First = 7, Last = 1;

    // The key's two forms are in the query, so that nothing is due that has been written.
    private const string SelectToRemind = """
        select n.id, n.shift_id, n.member_id, n.person_id, s.duty_id, s.cycle_id, d.name_nl, d.name_en, d.instructions_nl, d.instructions_en, s.starts_at, s.ends_at,
          s.place, s.sequence, c.pickup_on, c.pickup_from, c.pickup_until,
          exists (
            select 1 from order_line l join offer o on o.id = l.offer_id
            where l.member_id = n.member_id and o.cycle_id = s.cycle_id and coalesce(l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0) as fetches,
          exists (select 1 from mail m where m.batch = 'shift-soon/spot-' || n.id || '/' || s.sequence || '/7') as first_told,
          exists (select 1 from mail m where m.batch = 'shift-soon/spot-' || n.id || '/' || s.sequence || '/1') as last_told
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        join order_cycle c on c.id = s.cycle_id
        where s.cancelled_at is null and s.starts_at > @now and s.starts_at <= @until
          and exists (select 1 from mail_reader r where r.member_id = n.member_id)
        order by s.starts_at, n.id
        """;

    private const string SelectOtherShifts = """
        select n.member_id, s.id as shift_id, d.name_nl, d.name_en, s.starts_at, s.ends_at
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        where s.cycle_id = @cycle and s.cancelled_at is null
        order by s.starts_at
        """;

    /// <summary>A spot in a shift that begins within the week.</summary>
    /// <param name="Fetches">The household has something to fetch that day.</param>
    public sealed record ToRemind(
        Id<Spot> Id, Id<ShiftDay> ShiftId, Id<Member> MemberId, Id<Person>? PersonId, Id<Duty> DutyId, Id<OrderCycle> CycleId, string NameNl, string NameEn,
        string InstructionsNl, string InstructionsEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, int Sequence,
        DateOnly PickupOn, TimeOnly PickupFrom, TimeOnly PickupUntil, bool Fetches, bool FirstTold, bool LastTold)
    {
        public ShiftFacts Facts => new(ShiftId, NameNl, NameEn, StartsAt, EndsAt, Place);
        public string Instructions(string language) => language == "nl" ? InstructionsNl : InstructionsEn;
    }

    /// <summary>Another shift of the same household on that day.</summary>
    public sealed record Besides(Id<Member> MemberId, Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    public static bool IsDue(Db db, CoopRow coop, DateTimeOffset now) => Due(db, coop, now).Count > 0;

    /// <summary>Writes what is due, in the running transaction; how many mails.</summary>
    public static int WriteDue(Db db, CoopRow coop, DateTimeOffset now)
    {
        var mails = 0;
        foreach (var (spot, days) in Due(db, coop, now))
        {
            var contacts = DutyContact.Of(db, spot.DutyId);
            var besides = db.Query<Besides>(SelectOtherShifts, new { cycle = spot.CycleId }).FindAll(b => b.MemberId == spot.MemberId && b.ShiftId != spot.ShiftId);
            var mailing = new Mailing(db, coop, now, Kind, About(spot, days), spot.StartsAt);
            var household = mailing.Readers().FindAll(r => r.MemberId == spot.MemberId);
            var expected = household.FindAll(r => r.Id == spot.PersonId);
            foreach (var reader in expected.Count > 0 ? expected : household)
            {
                if (days == Last) mailing.Replaces(Kind, About(spot, First), reader);
                var file = ShiftEvents.File(db, mailing.Scene(reader), spot.ShiftId, spot.MemberId, now);
                if (mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, spot, contacts, besides), file)) mails++;
            }
        }
        return mails;
    }

    /// <summary>Who has left a spot is reminded of it no more.</summary>
    public static void Withdraw(Db db, Id<Spot> spot, DateTimeOffset now) => Mailing.Withdraw(db, now, $"{Kind.Name}/spot-{spot}/*");

    private static string About(ToRemind spot, int days) => $"spot-{spot.Id}/{spot.Sequence}/{days}";

    private static List<(ToRemind Spot, int Days)> Due(Db db, CoopRow coop, DateTimeOffset now)
    {
        var zone = CoopZone.Of(coop.Zone);
        List<(ToRemind, int)> due = [];
        foreach (var spot in db.Query<ToRemind>(SelectToRemind, new { now, until = now.AddDays(First + 1) }))
        {
            if (zone.AddDays(spot.StartsAt, -Last) <= now)
            {
                if (!spot.LastTold) due.Add((spot, Last));
            }
            else if (zone.AddDays(spot.StartsAt, -First) <= now && !spot.FirstTold)
            {
                due.Add((spot, First));
            }
        }
        return due;
    }

    public static MailWords Compose(MailScene scene, string name, ToRemind spot, IReadOnlyList<DutyContact> contacts, IReadOnlyList<Besides> besides)
    {
        var (t, dates, facts) = (scene.T, scene.Dates, spot.Facts);
        var body = facts.Tell(scene.Hello(name).Say(t["TheDay.SoonIntro", facts.Day(dates)]), scene);
        if (spot.Instructions(scene.Language).Length > 0) body.Heading(t["TheDay.SoonWhat"]).Say(spot.Instructions(scene.Language));
        List<MailItem> more = [.. besides.Select(b => new MailItem(scene.Language == "nl" ? b.NameNl : b.NameEn, "", $"{dates.Moment(b.StartsAt)}–{dates.Time(b.EndsAt)}"))];
        if (spot.Fetches) more.Add(new(t["TheDay.SoonFetch"], "", $"{dates.Day(spot.PickupOn)}, {dates.Time(spot.PickupFrom)}–{dates.Time(spot.PickupUntil)}"));
        if (more.Count > 0) body.Heading(t["TheDay.SoonBesides"]).List(more);
        if (contacts.Count > 0)
            body.Heading(t["TheDay.SoonPhone"]).List([.. contacts.Select(c => new MailItem(c.Name, c.Phone))]);
        body.Say(t["TheDay.SoonCannot"]).Button(t["TheDay.SoonLink"], scene.Link("/shifts"));
        return new MailWords(t["TheDay.SoonSubject", facts.Name(scene.Language), facts.Day(dates), dates.Time(facts.StartsAt)], body);
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name,
        new(new(1), new(1), new(1), null, new(1), new(1), ShiftFacts.Sample.NameNl, ShiftFacts.Sample.NameEn, scene.T["TheDay.SampleInstructions"], scene.T["TheDay.SampleInstructions"],
            ShiftFacts.Sample.StartsAt, ShiftFacts.Sample.EndsAt, ShiftFacts.Sample.Place, 0, MailSample.Cycle.PickupOn, MailSample.Cycle.PickupFrom, MailSample.Cycle.PickupUntil,
            true, false, false),
        [new("Elif", "06-00000150")], []);
}

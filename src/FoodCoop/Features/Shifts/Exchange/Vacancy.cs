using System.Globalization;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>
/// "A spot is free": to the coordinators of the duty and to members who like to help, when it falls vacant and three days before. Less
/// than 48 hours before, the coordinators hear at once that somebody cannot be there, whatever that person tries.
/// </summary>
/// <remarks>Source: design, shifts.md section 4 and domain.md section 7. The last useful moment is the start of the shift.</remarks>
public static class Vacancy
{
    public static readonly MailKind Kind = new("ShiftVacant", Role.ShiftCoordinator, MayBeStopped: true, Sample);

    /// <summary>To the coordinators of the duty only; an own matter of theirs, so it cannot be stopped.</summary>
    public static readonly MailKind Soon = new("CannotCome", Role.ShiftCoordinator, MayBeStopped: false, SampleSoon);

    private static readonly TimeSpan SoonBefore = TimeSpan.FromHours(48);
    private const int DaysBefore = 3;

    private const string SelectCoordinators = """
        select r.id, r.member_id, r.name, r.email, r.language, r.mail_token
        from mail_reader r
        where exists (select 1 from duty_coordinator c where c.duty_id = @duty and c.person_id = r.id)
          or exists (select 1 from person_role o where o.person_id = r.id and o.role = 'ShiftCoordinator')
            and not exists (select 1 from duty_coordinator c join mail_reader x on x.id = c.person_id where c.duty_id = @duty)
        order by r.id
        """;

    private const string SelectHelpers = """
        select r.id, r.member_id, r.name, r.email, r.language, r.mail_token
        from mail_reader r
        join person p on p.id = r.id
        where p.likes_to_help = 1 and not exists (select 1 from mail_off o where o.person_id = r.id and o.kind = @kind)
          and not exists (select 1 from spot_now n where n.shift_id = @shift and n.member_id = r.member_id)
        order by r.id
        """;

    private const string SelectComing = """
        select s.id, s.starts_at, s.fewest, (select count(*) from spot_now n where n.shift_id = s.id) as taken
        from shift s
        where s.cancelled_at is null and s.starts_at > @now and s.starts_at <= @until
          and not exists (select 1 from mail m where m.batch = 'shift-vacant/shift-' || s.id || '/' || s.sequence || '/3-days')
        """;

    private const string SelectSequence = "select sequence from shift where id = @id";
    private const string CountFirm = "select count(*) from spot_now n where n.shift_id = @id and (n.looking_at is null or n.looking_at > @at)";

    // Too few people, or somebody in it who looks for somebody else.
    private const string CountVacant = """
        select count(*)
        from shift s
        where s.id = @shift and s.cancelled_at is null
          and ((select count(*) from spot_now n where n.shift_id = s.id) < s.fewest or exists (select 1 from spot_now n where n.shift_id = s.id and n.looking_at is not null))
        """;

    private sealed record Coming(Id<ShiftDay> Id, DateTimeOffset StartsAt, int Fewest, int Taken);

    /// <summary>A spot falls vacant, or its holder looks for somebody.</summary>
    public static void Tell(Db db, CoopRow coop, SpotRow spot, Shift shift, DateTimeOffset now)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"spot-{spot.Id}/{now:yyyyMMddHHmmss}");
        TellIfSoon(db, coop, spot, shift, about, now);
        var mailing = new Mailing(db, coop, now, Kind, $"shift-{shift.Id}/{about}", shift.StartsAt);
        Write(db, mailing, shift, withCoordinators: shift.StartsAt - now >= SoonBefore);
    }

    /// <summary>Less than 48 hours before: the coordinators are told at once.</summary>
    public static void TellIfSoon(Db db, CoopRow coop, SpotRow spot, Shift shift, string about, DateTimeOffset now)
    {
        if (shift.StartsAt - now >= SoonBefore) return;
        var mailing = new Mailing(db, coop, now, Soon, about, shift.StartsAt);
        foreach (var reader in Coordinators(db, shift.DutyId).Where(r => r.Id != spot.PersonId))
            mailing.Write(reader, ComposeSoon(mailing.Scene(reader), reader.Name, spot.Name, spot.Phone, ShiftFacts.Of(shift)));
    }

    /// <summary>Somebody has taken it, or its holder can after all: what waits does not go.</summary>
    public static void Withdraw(Db db, Id<Spot> spot, DateTimeOffset now)
    {
        Mailing.Withdraw(db, now, $"{Kind.Name}/shift-*/spot-{spot}/*");
        Mailing.Withdraw(db, now, $"{Soon.Name}/spot-{spot}/*");
    }

    /// <summary>Nobody is missing in a shift any more, or it does not take place: what waits and asks for somebody does not go.</summary>
    public static void WithdrawFilled(Db db, Id<ShiftDay> shift, DateTimeOffset now)
    {
        if (db.One<int>(CountVacant, new { shift }) == 0) Mailing.Withdraw(db, now, $"{Kind.Name}/shift-{shift}/*");
    }

    /// <summary>A shift is at another time or place: what waits is told as it is now; of the reminder by the clock that falls due again.</summary>
    public static void Renew(Db db, CoopRow coop, SpotRow spot, Shift shift, DateTimeOffset now)
    {
        Mailing.Withdraw(db, now, $"{Kind.Name}/shift-{shift.Id}/*/3-days");
        var waited = Mailing.Withdraw(db, now, $"{Kind.Name}/shift-{shift.Id}/spot-{spot.Id}/*") + Mailing.Withdraw(db, now, $"{Soon.Name}/spot-{spot.Id}/*");
        if (waited > 0) Tell(db, coop, spot, shift, now);
    }

    /// <summary>Three days before, by the clock: what is still vacant; mails written.</summary>
    public static int WriteDue(Db db, CoopRow coop, DateTimeOffset now) => Due(db, coop, now).Sum(shift =>
    {
        var sequence = db.One<int>(SelectSequence, new { id = shift.Id });
        var mailing = new Mailing(db, coop, now, Kind, $"shift-{shift.Id}/{sequence}/3-days", shift.StartsAt);
        return Write(db, mailing, Shift.Find(db, shift.Id)!, withCoordinators: true);
    });

    /// <summary>Whether <see cref="WriteDue"/> has something to write.</summary>
    public static bool IsDue(Db db, CoopRow coop, DateTimeOffset now) => Due(db, coop, now).Count > 0;

    private static List<Coming> Due(Db db, CoopRow coop, DateTimeOffset now)
    {
        var zone = CoopZone.Of(coop.Zone);
        return db.Query<Coming>(SelectComing, new { now, until = now.AddDays(DaysBefore + 1) }).FindAll(s =>
        {
            var at = zone.AddDays(s.StartsAt, -DaysBefore);
            // who looks for somebody since then has been told of when that began
            return at <= now && now < at.AddDays(1) && db.One<int>(CountFirm, new { id = s.Id, at }) < Math.Max(s.Fewest, s.Taken);
        });
    }

    private static int Write(Db db, Mailing mailing, Shift shift, bool withCoordinators)
    {
        var readers = db.Query<MailReader>(SelectHelpers, new { kind = Kind.Name, shift = shift.Id });
        if (withCoordinators) readers.AddRange(Coordinators(db, shift.DutyId).Where(c => !readers.Exists(r => r.Id == c.Id)));
        return readers.Count(reader => mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, ShiftFacts.Of(shift))));
    }

    public static List<MailReader> Coordinators(Db db, Id<Duty> duty) => db.Query<MailReader>(SelectCoordinators, new { duty });

    public static MailWords Compose(MailScene scene, string name, ShiftFacts shift)
    {
        var t = scene.T;
        return new MailWords(t["Exchange.VacantSubject", shift.Name(scene.Language), shift.Day(scene.Dates)],
            shift.Tell(scene.Hello(name).Say(t["Exchange.VacantIntro"]), scene)
                .Button(t["Exchange.VacantLink"], scene.Link($"/shifts/{shift.Id}")));
    }

    public static MailWords ComposeSoon(MailScene scene, string name, string who, string phone, ShiftFacts shift)
    {
        var t = scene.T;
        return new MailWords(t["Exchange.SoonSubject", who, shift.Name(scene.Language), shift.Day(scene.Dates)],
            shift.Tell(scene.Hello(name).Say(phone.Length > 0 ? t["Exchange.SoonIntroPhone", who, phone] : t["Exchange.SoonIntro", who]), scene)
                .Button(t["Exchange.VacantLink"], scene.Link($"/shifts/{shift.Id}")));
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, ShiftFacts.Sample);

    private static MailWords SampleSoon(MailScene scene) => ComposeSoon(scene, MailSample.Name, "Bart", "06-00000017", ShiftFacts.Sample);
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;

namespace FoodCoop.Features.Ledger;

/// <summary>The statement by mail, at charging: to each person of each member that has one, in its own language: how much, where to, with which reference, until when.</summary>
/// <remarks>Source: design, domain.md section 7. It cannot be switched off. A key of kind, cycle, closing and person makes a second one impossible.</remarks>
public static class StatementMail
{
    public static readonly MailKind Kind = new("Statement", Role.Treasurer, MayBeStopped: false, Sample);

    // Who left the household gets none; when the whole member has left, its last persons still do.
    private const string SelectReaders = """
        select p.id, p.member_id, p.name, p.email, p.language, p.mail_token, s.amount, s.reference, s.due_on
        from statement s
        join member m on m.id = s.member_id
        join person p on p.member_id = m.id
        where s.cycle_id = @Id and p.email is not null and (p.left_on is null or p.left_on = m.left_on)
        order by p.id
        """;

    private sealed record Reader(
        Id<Person> Id, Id<Member> MemberId, string Name, string Email, string Language, string MailToken, Money Amount, string Reference, DateOnly DueOn);

    public static void Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var mailing = new Mailing(db, coop, now, Kind, $"{cycle.Code}/{cycle.Closing}");
        foreach (var r in db.Query<Reader>(SelectReaders, new { cycle.Id }))
        {
            var reader = new MailReader(r.Id, r.MemberId, r.Name, r.Email, r.Language, r.MailToken);
            mailing.Write(reader, Compose(mailing.Scene(reader), cycle, r.Name, r.Amount, r.Reference, r.DueOn));
        }
    }

    public static MailWords Compose(MailScene scene, Cycle cycle, string name, Money amount, string reference, DateOnly dueOn)
    {
        var t = scene.T;
        var (month, sum) = (scene.Dates.Month(cycle.Code), amount.ToString(t.Culture));
        var account = BankAccount.Of(scene.Coop);
        var body = scene.Hello(name)
            .Say(t["Ledger.MailIntro", month, sum])
            .Sum(t["Ledger.MailPayBy", scene.Dates.Day(dueOn)])
            .List([
                new(t["Ledger.MailAmount"], sum), new(t["Ledger.MailIban"], account.Iban.ToString()), new(t["Ledger.MailName"], account.Name),
                new(t["Ledger.MailReference"], reference),
            ])
            .Say(t["Ledger.MailAfter"])
            .Button(t["Ledger.MailLink"], scene.Link("/account/statement/" + cycle.Code));
        return new MailWords(t["Ledger.MailSubject", month, sum], body);
    }

    private static MailWords Sample(MailScene scene) => Compose(
        scene, MailSample.Cycle, MailSample.Name, new Money(6418),
        new PaymentReference(scene.Coop.Code, 114, CycleCode.Parse(MailSample.Cycle.Code)).ToString(), MailSample.Cycle.PickupOn.AddDays(scene.Coop.DueDays));
}

using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Ledger;

/// <summary>The statement by mail, at charging: to each person of each member that has one, in its own language: how much, where to, with which reference, until when.</summary>
/// <remarks>Source: design, domain.md section 7. It cannot be switched off. A key of kind, cycle, closing and person makes a second one impossible.</remarks>
public static class StatementMail
{
    public const string Kind = "statement";

    // Who left the household gets none; when the whole member has left, its last persons still do.
    private const string SelectReaders = """
        select p.id, p.name, p.email, p.language, s.amount, s.reference, s.due_on
        from statement s
        join member m on m.id = s.member_id
        join person p on p.member_id = m.id
        where s.cycle_id = @Id and p.email is not null and (p.left_on is null or p.left_on = m.left_on)
        order by p.id
        """;

    private sealed record Reader(Id<Person> Id, string Name, string Email, string Language, Money Amount, string Reference, DateOnly DueOn);

    public static void Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        foreach (var r in db.Query<Reader>(SelectReaders, new { cycle.Id }))
        {
            var (subject, text) = Compose(cycle, coop, r.Name, r.Language, r.Amount, r.Reference, r.DueOn);
            Outbox.Write(db, now, new MailDraft(
                $"{Kind}/{cycle.Code}/{cycle.Closing}/person-{r.Id}", Kind, r.Id, r.Email, subject, text, ReplyTo: coop.MailAddress));
        }
    }

    /// <summary>Subject and text in a language.</summary>
    public static (string Subject, string Text) Compose(
        Cycle cycle, CoopRow coop, string name, string language, Money amount, string reference, DateOnly dueOn)
    {
        var t = Texts.For(language);
        var dates = new CoopDates(coop.TimeZone, t.Culture);
        var (month, sum) = (dates.Month(cycle.Code), amount.ToString(t.Culture));
        var account = BankAccount.Of(coop);
        return (t["Ledger.MailSubject", month, sum],
            t["Ledger.MailText", name, month, sum, dates.Day(dueOn), account.Iban, account.Name, reference, coop.Name]);
    }
}

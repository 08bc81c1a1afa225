using System.Text;
using FoodCoop.Features.Order;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Cycles;

/// <summary>What closing needs to know of an offer.</summary>
public sealed record ClosedOffer(
    Id<Offer> Id, string Name, string Brand, string Unit, Quantity CaseSize, Quantity OrderStep, bool Loose, Money Price, Money Deposit, bool Withdrawn);

/// <summary>A member's line after closing.</summary>
public sealed record MemberLine(Id<Member> MemberId, ClosedOffer Offer, Outcome Outcome);

/// <summary>"Your order", at closing: to each person of each member that ordered, in its own language: what comes, what does not, why, and the total.</summary>
/// <remarks>Source: design, domain.md section 7. A key of kind, cycle, closing and person makes a second one impossible.</remarks>
public static class ResultMail
{
    public const string Kind = "your-order";

    // The co-op's own shelf gets no mail; who has no address is told by whom orders for it.
    private const string SelectPersons = """
        select p.id, p.member_id, p.name, p.email, p.language
        from person p
        join member m on m.id = p.member_id
        where m.kind = 'member' and p.email is not null and p.left_on is null
        order by p.id
        """;

    private sealed record Reader(Id<Person> Id, Id<Member> MemberId, string Name, string Email, string Language);

    public static void Write(
        Db db, Cycle cycle, CoopRow coop, AllocationPolicy policy, IEnumerable<MemberLine> results, DateTimeOffset now)
    {
        var ordered = results.Where(r => !r.Outcome.Asked.IsZero || !r.Outcome.Given.IsZero).ToLookup(r => r.MemberId);
        var usefulUntil = CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil);
        foreach (var reader in db.Query<Reader>(SelectPersons).Where(p => ordered.Contains(p.MemberId)))
        {
            var (subject, text) = Compose(cycle, coop, policy, reader.Name, reader.Language, [.. ordered[reader.MemberId]]);
            Outbox.Write(db, now, new MailDraft(
                $"{Kind}/{cycle.Code}/{cycle.Closing}/person-{reader.Id}", Kind, reader.Id, reader.Email, subject, text,
                UsefulUntil: usefulUntil, ReplyTo: coop.MailAddress));
        }
    }

    /// <summary>Subject and text in a language.</summary>
    public static (string Subject, string Text) Compose(
        Cycle cycle, CoopRow coop, AllocationPolicy policy, string name, string language, IReadOnlyList<MemberLine> lines)
    {
        var t = Texts.For(language);
        var dates = new CoopDates(coop.TimeZone, t.Culture);
        var month = dates.Month(cycle.Code);
        var deposit = Money.Sum(lines.Select(l => l.Offer.Deposit * l.Outcome.Given));
        var total = Money.Sum(lines.Select(l => l.Offer.Price * l.Outcome.Given)) + deposit;
        var comes = lines.Where(l => !l.Outcome.Given.IsZero).ToList();
        var text = new StringBuilder();

        text.Append(t["Cycles.MailHello", name]).Append("\n\n").Append(t["Cycles.MailIntro", month]).Append("\n\n");
        Section(t["Cycles.MailComes"], comes, Amount);
        Section(t["Cycles.MailComesNot"], [.. lines.Where(l => l.Outcome.Given.IsZero)], l => t["Cycles.MailNone"]);
        if (deposit > Money.Zero) text.Append(t["Cycles.MailDeposit", deposit.ToString(t.Culture)]).Append('\n');
        text.Append(t["Cycles.MailTotal", total.ToString(t.Culture)]).Append("\n\n");
        if (comes.Count > 0)
            text.Append(t["Cycles.MailPickup", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)]).Append("\n\n");
        if (coop.Home.Length > 0) text.Append(t["Cycles.MailLink", $"{coop.Home}/order/{cycle.Code}"]).Append("\n\n");
        text.Append(t["Cycles.MailBye", coop.Name]).Append('\n');
        return (comes.Count > 0 ? t["Cycles.MailSubject", month, total.ToString(t.Culture)] : t["Cycles.MailSubjectNothing", month], text.ToString());

        void Section(string heading, List<MemberLine> some, Func<MemberLine, string> amount)
        {
            if (some.Count == 0) return;
            text.Append(heading).Append('\n');
            foreach (var line in some)
            {
                text.Append("- ").Append(Product(line.Offer)).Append(": ").Append(amount(line)).Append('\n');
                if (line.Outcome.Why(t, policy) is { Length: > 0 } why) text.Append("  ").Append(why).Append('\n');
            }
            text.Append('\n');
        }

        string Amount(MemberLine l) =>
            $"{l.Outcome.Given.ToString(t.Culture)} × {l.Offer.Price.ToString(t.Culture)} = {(l.Offer.Price * l.Outcome.Given).ToString(t.Culture)}";
    }

    private static string Product(ClosedOffer offer) =>
        offer.Brand.Length > 0 ? $"{offer.Name} ({offer.Brand}), {offer.Unit}" : $"{offer.Name}, {offer.Unit}";
}

using FoodCoop.Features.Order;
using FoodCoop.Features.Post;
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
    public static readonly MailKind Kind = new("YourOrder", Role.Buyer, MayBeStopped: true, Sample);

    public static void Write(
        Db db, Cycle cycle, CoopRow coop, AllocationPolicy policy, IEnumerable<MemberLine> results, DateTimeOffset now)
    {
        var ordered = results.Where(r => !r.Outcome.Asked.IsZero || !r.Outcome.Given.IsZero).ToLookup(r => r.MemberId);
        var usefulUntil = CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil);
        var mailing = new Mailing(db, coop, now, Kind, $"{cycle.Code}/{cycle.Closing}", usefulUntil);
        foreach (var reader in mailing.Readers().Where(r => ordered.Contains(r.MemberId)))
            mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, policy, [.. ordered[reader.MemberId]]));
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, AllocationPolicy policy, IReadOnlyList<MemberLine> lines)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var month = dates.Month(cycle.Code);
        var deposit = Money.Sum(lines.Select(l => l.Offer.Deposit * l.Outcome.Given));
        var total = (Money.Sum(lines.Select(l => l.Offer.Price * l.Outcome.Given)) + deposit).ToString(t.Culture);
        var comes = lines.Where(l => !l.Outcome.Given.IsZero).ToList();

        var body = scene.Hello(name).Say(t["Cycles.MailIntro", month]);
        Section(t["Cycles.MailComes"], comes, Amount);
        Section(t["Cycles.MailComesNot"], [.. lines.Where(l => l.Outcome.Given.IsZero)], _ => t["Cycles.MailNone"]);
        if (deposit > Money.Zero) body.Say(t["Cycles.MailDeposit", deposit.ToString(t.Culture)]);
        body.Sum(t["Cycles.MailTotal", total]);
        if (comes.Count > 0) body.Say(t["Cycles.MailPickup", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)]);
        body.Button(t["Cycles.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(comes.Count > 0 ? t["Cycles.MailSubject", month, total] : t["Cycles.MailSubjectNothing", month], body);

        void Section(string heading, List<MemberLine> some, Func<MemberLine, string> amount)
        {
            if (some.Count > 0) body.Heading(heading).List(some.ConvertAll(l => new MailItem(Product(l.Offer), amount(l), l.Outcome.Why(t, policy))));
        }

        string Amount(MemberLine l) =>
            $"{l.Outcome.Given.ToString(t.Culture)} × {l.Offer.Price.ToString(t.Culture)} = {(l.Offer.Price * l.Outcome.Given).ToString(t.Culture)}";
    }

    private static string Product(ClosedOffer offer) =>
        offer.Brand.Length > 0 ? $"{offer.Name} ({offer.Brand}), {offer.Unit}" : $"{offer.Name}, {offer.Unit}";

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle, AllocationPolicy.FirstCome,
    [
        Line("Rode linzen", "Graanhoeve", "500 g", 227, 3, 3, 6, 2, 12),
        Line("Haverdrank", "De Molen", "1 l", 195, 4, 6, 6, 3, 18),
        Line("Olijven", "Zuid", "370 ml", 349, 2, 0, 6, 0, 4),
    ]);

    private static MemberLine Line(string name, string brand, string unit, long cents, int asked, int given, int caseSize, int cases, int allAsked) => new(
        new(1), new(new(1), name, brand, unit, Units(caseSize), Units(1), false, new Money(cents), Money.Zero, false),
        new(Units(asked), Units(given), Units(caseSize), false, false, cases, Units(allAsked), Quantity.Zero));

    private static Quantity Units(int count) => new(count * 1000);
}

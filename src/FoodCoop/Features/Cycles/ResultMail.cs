using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Order;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>What closing needs to know of an offer.</summary>
public sealed record ClosedOffer(
    Id<Offer> Id, Id<Supplier> SupplierId, string Name, string Brand, string Unit, Quantity CaseSize, Quantity OrderStep, bool Loose, Money Price, Money Deposit, bool Withdrawn);

/// <summary>A member's line after closing.</summary>
public sealed record MemberLine(Id<Member> MemberId, ClosedOffer Offer, Outcome Outcome);

/// <summary>"Your order", at closing: to each person of each member that ordered, in its own language: what comes, what is not yet certain, what does not come and why, and the total.</summary>
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

    /// <summary>The sentence that says when to fetch it.</summary>
    public static string Pickup(MailScene scene, Cycle cycle) =>
        scene.T["Cycles.MailPickup", scene.Dates.Day(cycle.PickupOn), scene.Dates.Time(cycle.PickupFrom), scene.Dates.Time(cycle.PickupUntil)];

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, AllocationPolicy policy, IReadOnlyList<MemberLine> lines)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var month = dates.Month(cycle.Code);
        var (deposit, total) = (Deposit(lines), Sum(lines));
        var comes = lines.Where(l => !l.Outcome.Given.IsZero && !l.Outcome.IsUncertain).ToList();
        var uncertain = lines.Where(l => l.Outcome.IsUncertain).ToList();

        var body = scene.Hello(name).Say(t["Cycles.MailIntro", month]);
        Section(t["Cycles.MailComes"], comes, Amount);
        foreach (var supplier in uncertain.GroupBy(l => l.Outcome.Minimum!))
            Section(t["Cycles.MailUncertain", supplier.Key.Supplier], [.. supplier], Amount, supplier.Key.Undecided(t));
        Section(t["Cycles.MailComesNot"], [.. lines.Where(l => l.Outcome.Given.IsZero)], _ => t["Cycles.MailNone"]);
        if (deposit > Money.Zero) body.Say(t["Cycles.MailDeposit", Show(deposit)]);
        body.Sum(uncertain.Count > 0 ? t["Cycles.MailTotalUncertain", Show(Sum(comes)), Show(Sum(uncertain)), Show(total)] : t["Cycles.MailTotal", Show(total)]);
        if (uncertain.Count > 0) body.Say(t["Cycles.MailUncertainNext"]);
        if (comes.Count + uncertain.Count > 0) body.Say(Pickup(scene, cycle));
        body.Button(t["Cycles.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(
            uncertain.Count > 0 ? t["Cycles.MailSubjectUncertain", month, Show(Sum(comes)), Show(Sum(uncertain))]
            : comes.Count > 0 ? t["Cycles.MailSubject", month, Show(total)] : t["Cycles.MailSubjectNothing", month], body);

        void Section(string heading, List<MemberLine> some, Func<MemberLine, string> amount, string lead = "")
        {
            if (some.Count > 0) body.Heading(heading).Say(lead).List(some.ConvertAll(l => new MailItem(Product(l.Offer), amount(l), l.Outcome.Why(t, policy))));
        }

        string Amount(MemberLine l) => $"{l.Outcome.Given.ToString(t.Culture)} × {Show(l.Offer.Price)} = {Show(l.Offer.Price * l.Outcome.Given)}";

        string Show(Money money) => money.ToString(t.Culture);
    }

    private static Money Deposit(IEnumerable<MemberLine> lines) => Money.Sum(lines.Select(l => l.Offer.Deposit * l.Outcome.Given));

    private static Money Sum(IReadOnlyCollection<MemberLine> lines) => Money.Sum(lines.Select(l => l.Offer.Price * l.Outcome.Given)) + Deposit(lines);

    private static string Product(ClosedOffer offer) => Product(offer.Name, offer.Brand, offer.Unit);

    /// <summary>As a product is called in mails.</summary>
    public static string Product(string name, string brand, string unit) => brand.Length > 0 ? $"{name} ({brand}), {unit}" : $"{name}, {unit}";

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle, AllocationPolicy.FirstCome,
    [
        Line("Rode linzen", "Graanhoeve", "500 g", 227, 3, 3, 6, 2, 12),
        Line("Haverdrank", "De Molen", "1 l", 195, 4, 6, 6, 3, 18),
        Line("Geitenkaas", "De Oostakker", "kg", 1895, 1, 1, 1, 4, 4, new BelowMinimum("De Oostakker", new(15000), new(2150), IsSent: false, IsDropped: false)),
        Line("Olijven", "Zuid", "370 ml", 349, 2, 0, 6, 0, 4),
    ]);

    private static MemberLine Line(string name, string brand, string unit, long cents, int asked, int given, int caseSize, int cases, int allAsked,
        BelowMinimum? minimum = null) => new(
        new(1), new(new(1), new(1), name, brand, unit, Units(caseSize), Units(1), false, new Money(cents), Money.Zero, false),
        new(Units(asked), Units(given), Units(caseSize), false, false, cases, Units(allAsked), Quantity.Zero) { Minimum = minimum });

    private static Quantity Units(int count) => new(count * 1000);
}

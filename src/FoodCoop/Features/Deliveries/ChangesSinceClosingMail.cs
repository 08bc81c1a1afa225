using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Deliveries;

/// <summary>
/// When the month is ordered, to whom it touches: what a buyer changed after closing, and what became of suppliers that were not
/// certain, with what was told before, what is now, and the new total.
/// </summary>
public static class ChangesSinceClosingMail
{
    public static readonly MailKind Kind = new("ChangesSinceClosing", Role.Buyer, MayBeStopped: true, Sample);

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, IReadOnlyList<OrderChange> changes, Money total)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (month, sum) = (dates.Month(cycle.Code), total.ToString(t.Culture));
        var body = scene.Hello(name).Say(t["Deliveries.ChangesIntro", month]);
        foreach (var supplier in changes.Where(c => c.Minimum is not null).GroupBy(c => c.Minimum!).OrderBy(g => g.Key.IsDropped))
            Section(t[supplier.Key.IsDropped ? "Deliveries.ChangesDropped" : "Deliveries.ChangesAnyway", supplier.Key.Supplier], [.. supplier],
                supplier.Key.IsDropped ? t["Deliveries.ChangesDroppedWhy", supplier.Key.Minimum.ToString(t.Culture)] : "");
        Section(t["Deliveries.ChangesElse"], [.. changes.Where(c => c.Minimum is null)]);
        body.Sum(t["Deliveries.ChangesTotal", sum]).Button(t["Cycles.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t[changes.All(c => c.Told == c.Comes) ? "Deliveries.CertainSubject" : "Deliveries.ChangesSubject", month, sum], body);

        void Section(string heading, List<OrderChange> some, string lead = "")
        {
            if (some.Count > 0) body.Heading(heading).Say(lead).List(some.ConvertAll(c => new MailItem(c.Product, c.Amount(t), c.ByHand ? t["Deliveries.ByHand", c.Reason] : "")));
        }
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle,
    [
        Change("Geitenkaas", "", "kg", 1000, 1000) with { Minimum = new("De Oostakker", new(15000), new(2150), IsSent: true, IsDropped: false) },
        Change("Appelsap", "Fruitgaard", "1 l", 6000, 0) with { Minimum = new("Fruitgaard", new(10000), new(4820), IsSent: false, IsDropped: true) },
        Change("Rode linzen", "Graanhoeve", "500 g", 3000, 4000) with { ByHand = true, Reason = scene.T["Deliveries.SampleReason"] },
    ], new Money(3487));

    internal static OrderChange Change(string name, string brand, string unit, int told, int comes) => new(new(1), new(1), new(1), new(1), name, brand, unit, new(told), new(comes), false, "");
}

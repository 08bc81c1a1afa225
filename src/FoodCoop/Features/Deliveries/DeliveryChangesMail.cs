using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Deliveries;

/// <summary>When the goods are in, to whom it touches, before they come: what is other than they were told, and the new total.</summary>
public static class DeliveryChangesMail
{
    public static readonly MailKind Kind = new("DeliveryChanges", Role.PickupHost, MayBeStopped: true, Sample);

    /// <summary>How it begins: not all came, and when to fetch what did.</summary>
    public static string Pickup(MailScene scene, Cycle cycle) =>
        scene.T["Deliveries.DeliveryIntro", scene.Dates.Day(cycle.PickupOn), scene.Dates.Time(cycle.PickupFrom), scene.Dates.Time(cycle.PickupUntil)];

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, IReadOnlyList<OrderChange> changes, Money total)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (month, sum) = (dates.Month(cycle.Code), total.ToString(t.Culture));
        var body = scene.Hello(name).Say(Pickup(scene, cycle));
        Section(t["Deliveries.DeliveryLess"], [.. changes.Where(c => c.Comes < c.Told)]);
        Section(t["Deliveries.DeliveryMore"], [.. changes.Where(c => c.Comes > c.Told)]);
        body.Sum(t["Deliveries.ChangesTotal", sum]).Button(t["Cycles.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Deliveries.DeliverySubject", month, sum], body);

        void Section(string heading, List<OrderChange> some)
        {
            if (some.Count > 0) body.Heading(heading).List(some.ConvertAll(c => new MailItem(c.Product, c.Amount(t))));
        }
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle,
    [
        ChangesSinceClosingMail.Change("Haverdrank", "De Molen", "1 l", 6000, 4000),
        ChangesSinceClosingMail.Change("Prei", "", "kg", 2000, 0),
    ], new Money(2961));
}

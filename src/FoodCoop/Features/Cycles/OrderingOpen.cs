using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Cycles;

/// <summary>"Ordering is open", at the first opening of a cycle: to all. A step back to Open has a mail of its own.</summary>
/// <remarks>Source: design, domain.md section 7. Its last useful moment is the closing.</remarks>
public static class OrderingOpen
{
    public static readonly MailKind Kind = new("OrderingOpen", Role.Buyer, MayBeStopped: true, Sample);

    /// <summary>New products that are named; of the others only the number is given.</summary>
    private const int Named = 6;

    private const string CountOffers = "select count(*) as products, coalesce(sum(is_new), 0) as new from offer where cycle_id = @Id";

    private const string SelectNew = """
        select name, brand, unit
        from offer
        where cycle_id = @Id and is_new = 1
        order by category, name, id
        limit @Named
        """;

    private sealed record Counts(int Products, int New);

    private sealed record NewRow(string Name, string Brand, string Unit);

    /// <summary>What there is to order.</summary>
    /// <param name="New">How many were not there the month before.</param>
    /// <param name="Some">The first few of those.</param>
    public sealed record Assortment(int Products, int New, IReadOnlyList<string> Some);

    /// <summary>Writes them in the transaction of the opening, once its offers are there. Nobody is called to an empty shop.</summary>
    public static void Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var counts = db.One<Counts>(CountOffers, new { cycle.Id });
        if (counts.Products == 0) return;
        List<NewRow> some = counts.New == 0 ? [] : db.Query<NewRow>(SelectNew, new { cycle.Id, Named });
        var assortment = new Assortment(counts.Products, counts.New, some.ConvertAll(p => CycleWords.Product(p.Name, p.Brand, p.Unit)));
        var mailing = new Mailing(db, coop, now, Kind, CyclePost.About(cycle), cycle.ClosesAt);
        foreach (var reader in mailing.Readers()) mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, assortment));
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, Assortment assortment)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var (month, until) = (dates.Month(cycle.Code), dates.Moment(cycle.ClosesAt));
        var body = scene.Hello(name)
            .Say(t.Count("Cycles.OpenIntro", assortment.Products, month, until));
        if (cycle.HasFillPhase) body.Say(t["Cycles.OpenFill", dates.Moment(cycle.FillAt)]);
        body.Say(t["Cycles.MailPickup", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)]);
        if (assortment.New > 0)
        {
            body.Heading(t["Cycles.OpenNew"]).List([.. assortment.Some.Select(p => new MailItem(p))]);
            if (assortment.New > assortment.Some.Count) body.Say(t.Count("Cycles.OpenNewMore", assortment.New - assortment.Some.Count));
        }
        body.Button(t["Cycles.OpenLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t["Cycles.OpenSubject", month, until], body);
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle, new Assortment(412, 9,
        ["Zwarte linzen (Graanhoeve), 500 g", "Pompoensoep (De Molen), 750 ml", "Kastanjemeel, 1 kg"]));
}

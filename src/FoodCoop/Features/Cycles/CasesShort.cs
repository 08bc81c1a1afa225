using FoodCoop.Features.Order;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// "Cases short", when the fill phase begins: to who asks something that would not come, or not all of it, if ordering closed now,
/// because a case is not full. Who asked early enough for the cases that are full hears nothing.
/// </summary>
/// <remarks>Source: design, domain.md sections 1 (ToFill), 4 and 7. Its last useful moment is the closing.</remarks>
public static class CasesShort
{
    public static readonly MailKind Kind = new("CasesShort", Role.Buyer, MayBeStopped: true, Sample);

    private const string SelectLines = """
        select l.id, l.member_id, l.asked, l.flex, l.locked, o.id as offer_id, o.name, o.brand, o.unit, o.case_size, o.order_step, y.at, y.amount
        from offer o
        join order_line l on l.offer_id = o.id
        left join order_layer y on y.order_line_id = l.id and y.dropped_at is null
        where o.cycle_id = @Id and o.loose = 0 and o.withdrawn_at is null
        order by o.category, o.name, l.id, y.id
        """;

    private sealed record Row(
        Id<OrderLine> Id, Id<Member> MemberId, Quantity Asked, Quantity Flex, Quantity? Locked, Id<Offer> OfferId, string Name, string Brand, string Unit,
        Quantity CaseSize, Quantity OrderStep, DateTimeOffset? At, Quantity? Amount);

    /// <summary>What a member asks of a product whose case is not full.</summary>
    /// <param name="Comes">What would come of it as all orders stand.</param>
    /// <param name="Missing">Units that would fill the case.</param>
    public sealed record ShortLine(Id<Member> MemberId, string Product, Quantity Asked, Quantity Comes, Quantity Missing);

    /// <summary>Writes them in the transaction in which the fill phase begins. Earlier mails about ordering that still wait are not sent besides.</summary>
    public static void Write(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        if (!cycle.HasFillPhase) return;
        var lines = db.Query<Row>(SelectLines, new { cycle.Id }).GroupBy(r => r.OfferId)
            .SelectMany(offer => Short([.. offer], cycle, Closing.Policy(coop))).ToLookup(l => l.MemberId);
        if (lines.Count == 0) return;
        var about = CyclePost.About(cycle);
        var mailing = new Mailing(db, coop, now, Kind, about, cycle.ClosesAt);
        foreach (var reader in mailing.Readers().Where(r => lines.Contains(r.MemberId)))
        {
            mailing.Replaces(OrderingOpen.Kind, about, reader);
            mailing.Replaces(LastCall.Kind, about, reader);
            mailing.Write(reader, Compose(mailing.Scene(reader), reader.Name, cycle, [.. lines[reader.MemberId]]));
        }
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, IReadOnlyList<ShortLine> lines)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var until = dates.Moment(cycle.ClosesAt);
        var body = scene.Hello(name)
            .Say(t["Cycles.ShortIntro", dates.Month(cycle.Code), until])
            .Heading(t["Cycles.ShortHeading"])
            .List([.. lines.Select(l => new MailItem(l.Product, Amount(l), t["Cycles.ShortMissing", Show(l.Missing)]))])
            .Heading(t["Cycles.ShortWhat"])
            .List([new(t["Cycles.ShortRaise"]), new(t["Cycles.ShortFlex"]), new(t["Cycles.ShortLeave"])])
            .Button(t["Cycles.ShortLink"], scene.Link($"/order/{cycle.Code}?show=short"));
        return new MailWords(t.Count("Cycles.ShortSubject", lines.Count, until), body);

        string Show(Quantity quantity) => quantity.ToString(t.Culture);
        string Amount(ShortLine l) => l.Comes.IsZero ? t["Cycles.ShortNone", Show(l.Asked)] : t["Cycles.ShortSome", Show(l.Asked), Show(l.Comes)];
    }

    private static IEnumerable<ShortLine> Short(List<Row> rows, Cycle cycle, AllocationPolicy policy)
    {
        var (lines, offer) = (rows.GroupBy(r => r.Id).Select(g => g.ToList()).ToList(), rows[0]);
        var (asked, flex) = (Quantity.Sum(lines.Select(l => l[0].Asked)), Quantity.Sum(lines.Select(l => l[0].Flex)));
        var fill = CaseFill.Of(asked, flex, offer.CaseSize, loose: false);
        if (fill.Kind != CaseKind.Short) return [];
        var toGive = offer.CaseSize * Cases.Count(asked, flex, offer.CaseSize);
        var given = Allocation.Of(policy, new ToShareOut(toGive, lines.ConvertAll(Line), offer.CaseSize, offer.OrderStep) { FillAt = cycle.FillAt });
        return lines.Select(l => l[0]).Where(l => given[l.Id.Value] < l.Asked).Select(l => new ShortLine(
            l.MemberId, CycleWords.Product(l.Name, l.Brand, l.Unit), l.Asked, given[l.Id.Value], fill.Missing));
    }

    // What is promised as the fill phase begins counts as promised before it.
    private static AllocationLine Line(List<Row> rows) => new(
        rows[0].Id.Value, [.. rows.Where(r => r.At is not null).Select(r => new Layer(r.Amount!.Value, r.At!.Value))], rows[0].Flex)
    {
        Locked = rows[0].Locked,
        FlexAtFill = rows[0].Flex,
    };

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle,
    [
        new(new(1), "Rode linzen (Graanhoeve), 500 g", new(2000), Quantity.Zero, new(3000)),
        new(new(1), "Olijven (Zuid), 370 ml", new(4000), new(1000), new(2000)),
    ]);
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Deliveries;

/// <summary>A line that is other than its member was last told, or that was not certain and now is.</summary>
/// <param name="Told">What the member was last told will come.</param>
/// <param name="Comes">What comes now.</param>
/// <param name="ByHand">A buyer set the amount.</param>
/// <param name="Reason">Why, in the buyer's words; "" where it was not by hand.</param>
/// <param name="Minimum">Its supplier, when that was below its minimum at closing.</param>
public sealed record OrderChange(
    Id<Member> MemberId, Id<Supplier> SupplierId, string Name, string Brand, string Unit, Quantity Told, Quantity Comes, bool ByHand, string Reason)
{
    public BelowMinimum? Minimum { get; init; }

    /// <summary>"3 → 2", or "3" where only its being certain is new.</summary>
    public string Amount(Texts t) => Told == Comes ? Comes.ToString(t.Culture) : $"{Told.ToString(t.Culture)} → {Comes.ToString(t.Culture)}";

    public string Product => ResultMail.Product(Name, Brand, Unit);
}

/// <summary>What has become other than members were told: they are told, each once, and what they were told is kept with the line.</summary>
/// <remarks>Source: design, domain.md sections 4, 5 and 7.</remarks>
public static class OrderChanges
{
    // That a supplier comes after all is news once: at a second time in the state only amounts are.
    private const string Select = """
        select l.member_id, o.supplier_id, o.name, o.brand, o.unit, coalesce(l.told, 0) as told, coalesce(l.delivered, l.allocated) as comes,
          l.locked is not null as by_hand, l.hand_reason as reason
        from offer o
        join order_line l on l.offer_id = o.id
        left join supplier_order s on s.cycle_id = o.cycle_id and s.supplier_id = o.supplier_id and s.closing = @Closing
        where o.cycle_id = @Id and l.allocated is not null
          and (coalesce(l.told, 0) <> coalesce(l.delivered, l.allocated) or @decided = 1 and s.below_minimum = 1 and l.allocated > 0)
        order by o.category, o.name, o.id
        """;

    private const string SelectRound = "select round from cycle_state where cycle_id = @Id";

    private const string SelectTotals = "select member_id, goods + deposit as total from order_total where cycle_id = @Id";

    private const string UpdateTold = """
        update order_line
        set told_before = told, told = coalesce(delivered, allocated)
        where allocated is not null and offer_id in (select id from offer where cycle_id = @Id)
        """;

    // Whose mail did not go has not been told.
    private const string UpdateNotTold = """
        update order_line
        set told = told_before
        where offer_id in (select id from offer where cycle_id = @Id) and member_id in (
          select p.member_id from mail m join person p on p.id = m.person_id where m.batch glob @batches and m.skip_reason = 'changed' and m.skipped_at = @now)
        """;

    private const string CountWithdrawn = "select count(*) from mail where batch glob @batches and skip_reason = 'changed'";

    private sealed record TotalRow(Id<Member> MemberId, Money Total);

    /// <summary>The step is taken back: what waits to tell of it does not go, and counts as not told.</summary>
    public static void Withdraw(Db db, Cycle cycle, MailKind kind, DateTimeOffset now)
    {
        var batches = Batches(cycle, kind);
        if (Mailing.Withdraw(db, now, batches) > 0) db.Execute(UpdateNotTold, new { cycle.Id, batches, now });
    }

    // of every round of this closing: 2026-12/1, 2026-12/1/2; closings have one digit in all years of a co-op's life, or the stars are on the safe side
    private static string Batches(Cycle cycle, MailKind kind) => $"{kind.Name}/{cycle.Code}/{cycle.Closing}*";

    /// <summary>Writes the mails of a step that has just been recorded, in its transaction.</summary>
    /// <param name="kind">Of the step to Ordered, or of that to Delivered.</param>
    public static void Tell(Db db, Cycle cycle, CoopRow coop, MailKind kind, DateTimeOffset now)
    {
        var round = db.One<int>(SelectRound, new { cycle.Id });
        var atOrdered = kind == ChangesSinceClosingMail.Kind;
        var minimums = atOrdered ? BelowMinimum.All(db, cycle) : [];
        var changes = db.Query<OrderChange>(Select, new { cycle.Id, cycle.Closing, decided = atOrdered && (round == 1 || db.One<int>(CountWithdrawn, new { batches = Batches(cycle, kind) }) > 0) })
            .ConvertAll(c => c with { Minimum = minimums.GetValueOrDefault(c.SupplierId) })
            .ToLookup(c => c.MemberId);
        if (changes.Count > 0)
        {
            var totals = db.Query<TotalRow>(SelectTotals, new { cycle.Id }).ToDictionary(t => t.MemberId, t => t.Total);
            var about = round == 1 ? $"{cycle.Code}/{cycle.Closing}" : $"{cycle.Code}/{cycle.Closing}/{round}";
            var mailing = new Mailing(db, coop, now, kind, about, CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil));
            foreach (var reader in mailing.Readers().Where(r => changes.Contains(r.MemberId)))
            {
                var (scene, mine, total) = (mailing.Scene(reader), changes[reader.MemberId].ToList(), totals[reader.MemberId]);
                mailing.Write(reader, atOrdered
                    ? ChangesSinceClosingMail.Compose(scene, reader.Name, cycle, mine, total)
                    : DeliveryChangesMail.Compose(scene, reader.Name, cycle, mine, total));
            }
        }
        db.Execute(UpdateTold, new { cycle.Id });
    }
}

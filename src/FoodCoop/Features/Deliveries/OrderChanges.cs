using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Deliveries;

/// <summary>A line that is other than one of its member's persons was last told, or that was not certain and now is.</summary>
/// <param name="Told">What this person was last told will come.</param>
/// <param name="Comes">What comes now.</param>
/// <param name="ByHand">A buyer set the amount.</param>
/// <param name="Reason">Why, in the buyer's words; "" where it was not by hand.</param>
public sealed record OrderChange(
    Id<Person> PersonId, Id<Member> MemberId, Id<OrderLine> LineId, Id<Supplier> SupplierId, string Name, string Brand, string Unit,
    Quantity Told, Quantity Comes, bool ByHand, string Reason)
{
    /// <summary>Its supplier, when that was below its minimum at closing.</summary>
    public BelowMinimum? Minimum { get; init; }

    /// <summary>"3 → 2", or "3" where only its being certain is new.</summary>
    public string Amount(Texts t) => Told == Comes ? Comes.ToString(t.Culture) : $"{Told.ToString(t.Culture)} → {Comes.ToString(t.Culture)}";

    public string Product => ResultMail.Product(Name, Brand, Unit);
}

/// <summary>What has become other than people were told: each is told once, and what was told is kept with the line.</summary>
/// <remarks>Source: design, domain.md sections 4, 5 and 7.</remarks>
public static class OrderChanges
{
    // That a supplier comes after all is news once: to who has not heard of the line since closing.
    private const string Select = """
        select c.person_id, c.member_id, c.line_id, c.supplier_id, c.name, c.brand, c.unit, c.told, c.comes, c.by_hand, c.reason
        from (
          select r.id as person_id, l.member_id, l.id as line_id, o.supplier_id, o.name, o.brand, o.unit,
            coalesce(
              (select h.amount from order_line_heard h where h.order_line_id = l.id and h.person_id = r.id and h.closing = @Closing order by h.id desc limit 1),
              (select t.before from order_line_told t where t.order_line_id = l.id and t.closing = @Closing order by t.id limit 1),
              l.told, 0) as told,
            coalesce(l.delivered, l.allocated) as comes, l.locked is not null as by_hand, l.hand_reason as reason,
            @atOrdered and coalesce(s.below_minimum, 0) and l.allocated > 0 and not exists (
              select 1 from order_line_heard h where h.order_line_id = l.id and h.person_id = r.id and h.closing = @Closing) as is_certain_now,
            o.category, o.id as offer_id
          from offer o
          join order_line l on l.offer_id = o.id
          join mail_reader r on r.member_id = l.member_id
          left join supplier_order s on s.cycle_id = o.cycle_id and s.supplier_id = o.supplier_id and s.closing = @Closing
          where o.cycle_id = @Id and l.allocated is not null) c
        where c.told <> c.comes or c.is_certain_now
        order by c.category, c.name, c.offer_id
        """;

    private const string SelectRound = "select round from cycle_state where cycle_id = @Id";

    private const string SelectTotals = "select member_id, goods + deposit as total from order_total where cycle_id = @Id";

    private const string InsertTold = """
        insert into order_line_told (order_line_id, closing, batch, before, amount)
        select l.id, @Closing, @batch, coalesce(l.told, 0), coalesce(l.delivered, l.allocated)
        from order_line l
        where l.offer_id in (select id from offer where cycle_id = @Id) and l.allocated is not null
          and (coalesce(l.told, 0) <> coalesce(l.delivered, l.allocated) or l.id in (select value from json_each(@lines)))
        """;

    private const string UpdateTold = """
        update order_line
        set told = coalesce(delivered, allocated)
        where allocated is not null and offer_id in (select id from offer where cycle_id = @Id)
        """;

    // As far as somebody of the member has heard it: whose mail did not go has not been told.
    private const string UpdateHeard = """
        update order_line
        set told = coalesce(
          (select h.amount from order_line_heard h where h.order_line_id = order_line.id and h.closing = @Closing order by h.id desc limit 1),
          (select t.before from order_line_told t where t.order_line_id = order_line.id and t.closing = @Closing order by t.id limit 1))
        where offer_id in (select id from offer where cycle_id = @Id)
          and exists (select 1 from order_line_told t where t.order_line_id = order_line.id and t.closing = @Closing)
        """;

    private sealed record TotalRow(Id<Member> MemberId, Money Total);

    /// <summary>The step is taken back: what waits to tell of it does not go, and counts as not told.</summary>
    public static void Withdraw(Db db, Cycle cycle, MailKind kind, DateTimeOffset now)
    {
        var first = $"{kind.Name}/{About(cycle, 1)}"; // and of the later times in the same state
        if (Mailing.Withdraw(db, now, first) + Mailing.Withdraw(db, now, first + "/*") > 0) db.Execute(UpdateHeard, new { cycle.Id, cycle.Closing });
    }

    // what the mails of a step are about: 2026-11/1, and for a second time in the same state 2026-11/1/2
    private static string About(Cycle cycle, int round) => round == 1 ? CyclePost.About(cycle) : $"{CyclePost.About(cycle)}/{round}";

    /// <summary>Writes the mails of a step that has just been recorded, in its transaction.</summary>
    /// <param name="kind">Of the step to Ordered, or of that to Delivered.</param>
    public static void Tell(Db db, Cycle cycle, CoopRow coop, MailKind kind, DateTimeOffset now)
    {
        var about = About(cycle, db.One<int>(SelectRound, new { cycle.Id }));
        var atOrdered = kind == ChangesSinceClosingMail.Kind;
        var minimums = atOrdered ? BelowMinimum.All(db, cycle) : [];
        var changes = db.Query<OrderChange>(Select, new { cycle.Id, cycle.Closing, atOrdered })
            .ConvertAll(c => c with { Minimum = minimums.GetValueOrDefault(c.SupplierId) })
            .ToLookup(c => c.PersonId);
        if (changes.Count > 0)
        {
            var totals = db.Query<TotalRow>(SelectTotals, new { cycle.Id }).ToDictionary(t => t.MemberId, t => t.Total);
            var mailing = new Mailing(db, coop, now, kind, about, CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil));
            foreach (var reader in mailing.Readers().Where(r => changes.Contains(r.Id)))
            {
                var (scene, mine, total) = (mailing.Scene(reader), changes[reader.Id].ToList(), totals[reader.MemberId]);
                mailing.Write(reader, atOrdered
                    ? ChangesSinceClosingMail.Compose(scene, reader.Name, cycle, mine, total)
                    : DeliveryChangesMail.Compose(scene, reader.Name, cycle, mine, total));
            }
        }
        var lines = JsonSerializer.Serialize(changes.SelectMany(person => person).Select(c => c.LineId.Value).Distinct());
        db.Execute(InsertTold, new { cycle.Id, cycle.Closing, batch = $"{kind.Name}/{about}", lines });
        db.Execute(UpdateTold, new { cycle.Id });
    }
}

using System.Globalization;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Behalf;

/// <summary>Ordering for a member, for buyers: whom for, and what has been entered for whom this month, with whether they know.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class IndexModel(Db db, CoopContext coop, Viewer viewer, CoopDates dates) : TablePage
{
    private const int Most = 20;

    /// <summary>A member that can be ordered for.</summary>
    public sealed record Choice(Id<Platform.Web.Member> Id, int Number, string Name, bool IsShelf, string People)
    {
        /// <summary>Who of the household is not named by the member's own name.</summary>
        public string Others => string.Join(", ", People.Split(", ").Where(p => !Name.Contains(p, StringComparison.Ordinal)));
    }

    /// <summary>How far the household has been told of a sitting.</summary>
    public enum ToldState { NotYet, Nothing, Shelf, Nobody, Waits, Sent, Failed }

    /// <summary>What one buyer has entered for one member.</summary>
    /// <param name="Products">How many are other than before: now, or when it ended.</param>
    /// <param name="Total">What the member's whole order comes to now.</param>
    /// <param name="At">The last change, or when it ended.</param>
    public sealed record Entered(
        int Number, string Name, bool IsShelf, string Buyer, int Products, Money Total, DateTimeOffset At, bool HasEnded, int Mails, int Sent, int Waiting)
    {
        public ToldState Told => (HasEnded, Products, IsShelf, Mails) switch
        {
            (false, _, _, _) => ToldState.NotYet,
            (_, 0, _, _) => ToldState.Nothing,
            (_, _, true, _) => ToldState.Shelf,
            (_, _, _, 0) => ToldState.Nobody,
            _ => Sent > 0 ? ToldState.Sent : Waiting > 0 ? ToldState.Waits : ToldState.Failed,
        };
    }

    private const string SelectMembers = """
        select m.id, m.number, m.name, m.kind = 'shelf' as is_shelf,
          coalesce((select group_concat(p.name, ', ') from person p where p.member_id = m.id and p.left_on is null), '') as people
        from member m
        where m.left_on is null
        order by m.kind = 'shelf', m.number
        """;

    private const string SelectEntered = """
        select m.number, m.name, m.kind = 'shelf' as is_shelf, p.name as buyer,
          coalesce(s.products, (select count(*) from order_sitting_news n where n.order_sitting_id = s.id)) as products,
          coalesce((select t.goods + t.deposit from order_total t where t.cycle_id = s.cycle_id and t.member_id = s.member_id), 0) as total,
          coalesce(s.ended_at, (select l.at from order_sitting_last l where l.order_sitting_id = s.id)) as at, s.ended_at is not null as has_ended,
          coalesce(s.mails, 0) as mails, count(x.sent_at) as sent,
          coalesce(sum(x.sent_at is null and x.skipped_at is null and x.failed_at is null), 0) as waiting
        from order_sitting s
        join member m on m.id = s.member_id
        join person p on p.id = s.person_id
        left join mail x on x.batch = @batches || s.id
        where s.cycle_id = @Id
        group by s.id
        order by s.ended_at is not null, at desc, s.id desc
        """;

    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";

    [FromQuery(Name = "q")] public string? Sought { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public bool IsOpen { get; private set; }

    /// <summary>Who was found; null while nobody has been asked for.</summary>
    public IReadOnlyList<Choice>? Found { get; private set; }

    /// <summary>The co-op's own shelf; null: there is none yet, and it is made when somebody orders for it.</summary>
    public Choice? Shelf { get; private set; }

    public List<Entered> All { get; private set; } = [];

    public bool IsOwn(Choice choice) => choice.Id == viewer.MemberId;

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        IsOpen = cycle.AcceptsOrders(Now);
        All = db.Query<Entered>(SelectEntered, new { cycle.Id, batches = OrderedForYouMail.Batches(cycle) });
        if (!IsOpen) return null;
        var members = db.Query<Choice>(SelectMembers);
        Shelf = members.Find(m => m.IsShelf);
        if (string.IsNullOrWhiteSpace(Sought)) return null;
        if (members.Find(m => m.Number.ToString(CultureInfo.InvariantCulture) == Sought.Trim()) is { } exact) return LocalRedirect($"/buying/{Code}/for/{exact.Number}");
        Found = [.. Search.In(Sought, [.. members.Select(m => (m, Search.Plain($"{m.Number} {m.Name} {m.People}")))]).Take(Most)];
        return null;
    }

    /// <summary>Orders for the co-op's own shelf, which is made where there is none yet.</summary>
    public IActionResult OnPostShelf()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var shelf = Deliveries.Sharing.Shelf.Of(db, coop.Settings(db), Now);
        return LocalRedirect($"/buying/{Code}/for/{db.Query<Choice>(SelectMembers).Single(m => m.Id == shelf).Number}");
    }

    /// <inheritdoc />
    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("entered", t["Behalf.FileTitle", Code], All,
            (t["Behalf.Number"], e => e.Number), (t["Behalf.Member"], e => e.Name), (t["Behalf.Products"], e => e.Products), (t["Behalf.Total"], e => e.Total),
            (t["Behalf.By"], e => e.Buyer), (t["Behalf.When"], e => dates.Moment(e.At)), (t["Behalf.ToldHead"], e => t["Behalf.State" + e.Told]));
    }
}

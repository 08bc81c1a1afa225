using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;

namespace FoodCoop.Features.Order;

/// <summary>What of my order is short of a case, and the smallest changes of mine that complete it, each with a button.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FillModel(Db db, Viewer viewer, CoopContext coop, Texts texts) : CoopPage
{
    private const string SelectLines = """
        select o.id, o.name, o.unit, o.case_size, o.order_step, o.price, o.deposit, l.id as line_id, l.asked, l.flex, l.version,
          (select sum(x.asked) from order_line x where x.offer_id = o.id) as all_asked,
          (select sum(x.flex) from order_line x where x.offer_id = o.id) as all_flex
        from offer o
        join order_line l on l.offer_id = o.id and l.member_id = @member
        left join category c on c.name = o.category
        where o.cycle_id = @cycle and o.loose = 0 and o.withdrawn_at is null and (l.asked > 0 or l.flex > 0)
        order by coalesce(c.walk, 1000), o.category, o.name collate nocase, o.id
        """;

    private const string SelectCaseSize = "select case_size from offer where id = @offer";

    private sealed record Row(
        Id<Offer> Id, string Name, string Unit, Quantity CaseSize, Quantity OrderStep, Money Price, Money Deposit,
        Id<OrderLine> LineId, Quantity Asked, Quantity Flex, int Version, Quantity AllAsked, Quantity AllFlex);

    /// <summary>A line that is short of a case, and what can be done about it.</summary>
    public sealed record Line(
        Id<Offer> Id, string Name, string Unit, Money Price, Money Deposit, int Version, ShortOfCase Now, IReadOnlyList<FillStep> Steps)
    {
        public CaseFill Fill => CaseFill.Of(Now.AllAsked, Now.AllFlex, Now.CaseSize, loose: false);

        public string Suffix => UnitPrice.Suffix(Unit);

        /// <summary>Without what the floor for balances leaves no room for.</summary>
        public Line Within(Money? room) => this with { Steps = [.. Steps.Where(s => s.Way == FillWay.Less || Floor.Allows(room, Money.Zero, Difference(s)))] };

        /// <summary>How much more, or less, the line costs at most with a step, deposits included.</summary>
        public Money Difference(FillStep step)
        {
            var (before, after) = (Floor.AtMost(Price, Deposit, Now.Asked + Now.Flex), Floor.AtMost(Price, Deposit, step.Asked + step.Flex));
            return after > before ? after - before : before - after;
        }
    }

    [FromRoute] public string Code { get; set; } = "";

    public Cycle Cycle { get; private set; } = null!;
    public bool IsOpen => Cycle.AcceptsOrders(Now);
    public bool InFillPhase => IsOpen && Now >= Cycle.FillAt;

    /// <summary>Whether there is an order at all.</summary>
    public bool HasLines { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        if (!IsOpen) return null;
        var rows = db.Query<Row>(SelectLines, new { cycle = cycle.Id, member = viewer.MemberId });
        HasLines = rows.Count > 0;
        rows.RemoveAll(r => CaseFill.Of(r.AllAsked, r.AllFlex, r.CaseSize, loose: false).Kind != CaseKind.Short);
        if (rows.Count == 0) return null;
        var all = AskedLines.Of(db, cycle, of: viewer.MemberId);
        var policy = Closing.Policy(coop.Settings(db));
        var room = Floor.Room(db, viewer.MemberId);
        // What takes least comes first, and last what nothing can be done about.
        Lines = [.. rows.Select(r => Of(r, Comes(policy, cycle, r, all[r.Id]))).Select(l => l.Within(room))
            .OrderBy(l => l.Steps.Count == 0).ThenBy(l => l.Steps is [var least, ..] ? least.By : default)];
        return null;
    }

    /// <summary>One of the proposals, or any other amount: the rules of the order form hold.</summary>
    public IActionResult OnPost(Id<Offer> offer, string asked, string flex, int seen)
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        cycle = CycleClock.CatchUp(db, cycle, Now);
        if (!Quantity.TryParse(asked, out var wanted) || !Quantity.TryParse(flex, out var upTo)) throw new Refused("", "Order.NotOffered");
        var line = Save(cycle, new LineWish(offer, wanted, upTo, Note: null, seen, "", 0));
        var full = CaseFill.Of(line.AllAsked, line.AllFlex, db.One<Quantity>(SelectCaseSize, new { offer }), loose: false).Kind == CaseKind.Full;
        return Done($"/order/{Code}/fill", full ? "Order.HelpDone" : "Order.HelpSaved", line.Name, line.Asked, line.Flex);
    }

    // No field of this page is wrong: what is refused is said above.
    private LineNow Save(Cycle cycle, LineWish wish)
    {
        try
        {
            var line = LineChange.Save(db, cycle, viewer.MemberId, viewer.PersonId, Now, wish);
            return line.Clash ? throw line.Clashed(texts) : line;
        }
        catch (Refused refused)
        {
            throw new Refused("", refused.TextKey, [.. refused.Arguments]);
        }
    }

    private static Line Of(Row row, Quantity comes)
    {
        var now = new ShortOfCase(row.Asked, row.Flex, row.AllAsked, row.AllFlex, row.CaseSize, row.OrderStep, comes);
        return new(row.Id, row.Name, row.Unit, row.Price, row.Deposit, row.Version, now, FillHelp.For(now));
    }

    private static Quantity Comes(AllocationPolicy policy, Cycle cycle, Row row, List<AskedLine> lines) =>
        AskedLines.ShareOut(policy, cycle, lines, row.CaseSize * Cases.Count(row.AllAsked, row.AllFlex, row.CaseSize), row.CaseSize, row.OrderStep)[row.LineId.Value];
}

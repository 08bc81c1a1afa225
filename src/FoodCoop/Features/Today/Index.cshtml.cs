using FoodCoop.Features.Account;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Setup;
using FoodCoop.Features.Shifts.Mine;
using FoodCoop.Features.Shifts.TheDay;

namespace FoodCoop.Features.Today;

/// <summary>The start page: what concerns me now, in the order of urgency; then, by role, what waits for me.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopDates dates) : CoopPage
{
    private sealed record CountRow(int Count);

    private const string CountNotFull = """
        select count(*) as count from (
          select o.id from order_line mine
          join offer o on o.id = mine.offer_id
          join order_line l on l.offer_id = o.id
          where mine.member_id = @member and mine.asked > 0 and o.cycle_id = @cycle and o.loose = 0 and o.withdrawn_at is null
          group by o.id
          having sum(l.asked) % o.case_size > 0 and sum(l.asked) % o.case_size + sum(l.flex) < o.case_size)
        """;

    private const string CountMembersToPickUp = """
        select count(distinct l.member_id) as count
        from order_line l join offer o on o.id = l.offer_id
        where o.cycle_id = @cycle and coalesce(l.delivered, l.allocated, 0) > 0
        """;

    private const string CountFailedMails = "select count(*) as count from mail where failed_at is not null";

    public Cycle? Open { get; private set; }
    public Cycle? Next { get; private set; }

    /// <summary>The cycle that has closed and waits for its pickup.</summary>
    public Cycle? Coming { get; private set; }

    public OrderTotal Mine { get; private set; } = OrderTotal.None;
    public int NotFull { get; private set; }
    public OrderTotal Comes { get; private set; } = OrderTotal.None;
    public List<ToPay> ToPay { get; private set; } = [];
    public MyShift? NextShift { get; private set; }
    public int MembersToPickUp { get; private set; }

    /// <summary>For who runs the days: those that are over, of which it has not been said who came.</summary>
    public List<UnmarkedDay> Unmarked { get; private set; } = [];

    public int FailedMails { get; private set; }

    /// <summary>For an admin of a co-op that has just been set up.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        var cycles = Cycle.All(db); // in one statement: the page asks much already
        Open = cycles.FindLast(c => c.State is CycleState.Open or CycleState.Fill);
        if (Open is { } open)
        {
            Mine = OrderTotal.Of(db, open.Id, viewer.MemberId);
            if (Mine.Products > 0) NotFull = db.One<CountRow>(CountNotFull, new { cycle = open.Id, member = viewer.MemberId }).Count;
        }
        else
        {
            Next = cycles.Where(c => c.State == CycleState.Planned).MinBy(c => c.OpensAt);
        }
        var last = cycles.Find(c => c.HasClosed);
        if (last is { State: < CycleState.Settled })
        {
            Coming = last;
            Comes = OrderTotal.Of(db, last.Id, viewer.MemberId);
            if (viewer.Has(Role.PickupHost)) MembersToPickUp = db.One<CountRow>(CountMembersToPickUp, new { cycle = last.Id }).Count;
        }
        NextShift = MyShift.Of(db, viewer.MemberId, Now).FirstOrDefault();
        ToPay = Account.ToPay.Of(db, viewer.MemberId);
        if (viewer.Has(Role.DayHost)) Unmarked = UnmarkedDay.All(db, dates.DateOf(Now), Now);
        if (!viewer.Has(Role.Admin)) return null;
        FailedMails = db.One<CountRow>(CountFailedMails).Count;
        if (last is null) NextSteps = NextStep.Of(db);
        return null;
    }
}

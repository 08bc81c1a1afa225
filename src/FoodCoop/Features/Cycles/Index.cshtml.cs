using System.Globalization;
using FoodCoop.Features.Duties;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// A year, month by month: all members see the dates and how far each is, also of months that are not planned yet; buyers see
/// what was ordered; who keeps the rhythm skips a month, brings it back, moves or keeps its day right here.
/// </summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : CoopPage
{
    private const string SelectOrdered = """
        select t.cycle_id, count(*) as members, sum(t.goods + t.deposit) as total
        from order_total t
        where t.lines > 0
        group by t.cycle_id
        """;

    public sealed record Ordered(Id<OrderCycle> CycleId, int Members, Money Total);

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>The month that was to be changed, with what was typed: on a refusal its form stands open.</summary>
    [BindProperty] public string? Month { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public DateOnly? Day { get; set; }

    /// <summary>Of <see cref="Touched"/>, on confirming: what was shown.</summary>
    [BindProperty] public string? Seen { get; set; }

    /// <summary>Whose shifts the change of <see cref="Month"/> touches: shown before it is done.</summary>
    public IReadOnlyList<TouchedPickup> Touched { get; private set; } = [];

    /// <summary>The handler that does it.</summary>
    public string Asked { get; private set; } = "";

    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<CycleYear> Months { get; private set; } = [];
    public IReadOnlyDictionary<Id<OrderCycle>, Ordered> Orders { get; private set; } = new Dictionary<Id<OrderCycle>, Ordered>();
    public bool HasCycles { get; private set; }
    public bool SeesOrders => viewer.Has(Role.Buyer);
    public bool MayChangeRhythm => viewer.Has(Role.Admin);

    protected internal override IActionResult? Load()
    {
        var (all, now) = (Cycle.All(db), Now);
        var zone = CoopZone.Of(context.Settings(db).Zone);
        var thisYear = zone.DateAt(now).Year;
        var known = all.Select(YearOf).Append(thisYear + 1).ToList();
        Years = [.. Enumerable.Range(Math.Min(known.Min(), thisYear), known.Max() - Math.Min(known.Min(), thisYear) + 1)];
        Year = Year is >= 2000 and <= 2099 ? Year : thisYear;
        HasCycles = all.Count > 0;
        var (skips, moves) = (RhythmRule.Skips(db), RhythmRule.Moves(db));
        Months = CycleYear.Of(Year.Value, all, RhythmRule.Find(db)?.With(skips, moves), skips, CycleMove.OfYear(db, Year.Value), zone, now);
        if (SeesOrders) Orders = db.Query<Ordered>(SelectOrdered).ToDictionary(o => o.CycleId);
        return null;
    }

    public IActionResult OnPostSkip() => Ask("Skip", plan => plan.IfSkipped(Month, "")) ?? Change(plan => plan.Skip(Month, Reason, ""));

    public IActionResult OnPostBringBack() => Change(plan => plan.BringBack(Month, ""));

    /// <summary>What is planned already is moved where one sees first what moves along and whom it concerns; keeping its day needs no look.</summary>
    public IActionResult OnPostMove() =>
        MayChangeRhythm && ModelState.IsValid && Day is { } day && Cycle.ByCode(db, Month) is { State: CycleState.Planned } cycle && cycle.PickupOn != day
            ? LocalRedirect(PickupMoveForm.Address(cycle, day))
            : Change(plan => plan.Move(Month, Day, Reason, ""));

    public IActionResult OnPostRule() => Ask("Rule", plan => plan.IfLeftToRule(Month, "")) ?? Change(plan => plan.LeaveToRule(Month, ""));

    private IActionResult Change(Func<MonthPlan, MonthPlan.Answer> change)
    {
        if (!MayChangeRhythm) return Forbid();
        ModelState.Text(nameof(Reason), Reason, CycleModel.LongestReason);
        if (!ModelState.IsValid) return Again();
        var answer = change(Plan);
        var address = $"/cycles?year={Year}#m{Month}";
        return answer.Already is { } already ? Done(address, already, answer.Arguments) : Done(address, "Cycles.MonthChanged", dates.Month(Month!));
    }

    private MonthPlan Plan => new(db, dates, viewer.PersonId, Now);

    // Null: it touches nobody, or who it touches has been seen.
    private IActionResult? Ask(string handler, Func<MonthPlan, List<CyclePlan.Change>> would)
    {
        if (!MayChangeRhythm) return Forbid();
        ModelState.Text(nameof(Reason), Reason, CycleModel.LongestReason);
        if (!ModelState.IsValid) return Again();
        var touched = TouchedPickup.Of(db, would(Plan), Now);
        if (touched.Count == 0 || Seen == TouchedPickup.Shown(touched)) return null;
        (Touched, Asked) = (touched, handler);
        return Again();
    }

    private static int YearOf(Cycle cycle) => int.Parse(cycle.Code.AsSpan(0, 4), CultureInfo.InvariantCulture);
}

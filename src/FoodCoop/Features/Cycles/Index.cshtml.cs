using System.Globalization;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Cycles;

/// <summary>The year's cycles: all members see the dates and how far each is; buyers also see what was ordered.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext context, TimeProvider clock) : CoopPage
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

    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<Cycle> Cycles { get; private set; } = [];
    public IReadOnlyDictionary<Id<OrderCycle>, Ordered> Orders { get; private set; } = new Dictionary<Id<OrderCycle>, Ordered>();
    public bool SeesOrders => viewer.Has(Role.Buyer);
    public bool MayChangeRhythm => viewer.Has(Role.Admin);

    protected internal override IActionResult? Load()
    {
        var all = Cycle.All(db);
        Years = [.. all.Select(YearOf).Distinct().Order()];
        var thisYear = CoopZone.Of(context.Settings(db).Zone).DateAt(clock.GetUtcNow()).Year;
        Year ??= Years.Contains(thisYear) ? thisYear : Years.LastOrDefault(thisYear);
        Cycles = [.. all.Where(c => YearOf(c) == Year).OrderBy(c => c.PickupOn)];
        if (SeesOrders) Orders = db.Query<Ordered>(SelectOrdered).ToDictionary(o => o.CycleId);
        return null;
    }

    private static int YearOf(Cycle cycle) => int.Parse(cycle.Code.AsSpan(0, 4), CultureInfo.InvariantCulture);
}

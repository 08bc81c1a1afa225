using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>The way to this month's order form; between two months it says when the next one opens.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db) : CoopPage
{
    public Cycle? Next { get; private set; }
    public Cycle? Last { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (Cycle.Ordering(db) is { } open) return LocalRedirect($"/order/{open.Code}");
        (Next, Last) = (Cycle.Next(db), Cycle.LastClosed(db));
        return null;
    }
}

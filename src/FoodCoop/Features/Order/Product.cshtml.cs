using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Order;

/// <summary>One product of a month: what is in it, and my amount of it. The order form shows it beside the list; without script it is a page.</summary>
[Authorize(Policy = Role.Member)]
public sealed class ProductModel(Db db, Viewer viewer, TimeProvider clock) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute(Name = "offer")]
    public Id<Offer> Number { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public ProductRow Row { get; private set; } = null!;

    public bool IsOpen => Cycle.AcceptsOrders(clock.GetUtcNow());

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned
            || ProductRow.Of(db, cycle.Id, Number, viewer.MemberId) is not { } row)
        {
            return NotFound();
        }
        (Cycle, Row) = (cycle, row);
        return null;
    }
}

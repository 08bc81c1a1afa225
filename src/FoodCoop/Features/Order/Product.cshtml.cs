using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Order;

/// <summary>
/// One product of a month: what is in it, who asks for it, and my amount of it with a note for whoever packs. The order form shows it
/// above the list; without script it is a page.
/// </summary>
[Authorize(Policy = Role.Member)]
public sealed class ProductModel(Db db, Viewer viewer, Texts texts) : CoopPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute(Name = "offer")]
    public Id<Offer> Number { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public ProductRow Row { get; private set; } = null!;
    public WhoOrdered Others { get; private set; } = null!;

    public bool IsOpen => Cycle.AcceptsOrders(Now);

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned
            || ProductRow.Of(db, cycle.Id, Number, viewer.MemberId, viewer.PersonId) is not { } row)
        {
            return NotFound();
        }
        (Cycle, Row, Others) = (cycle, row, WhoOrdered.Of(db, Number, viewer.MemberId));
        return null;
    }

    /// <summary>What a field shows: what was typed when it could not be saved, else what is saved.</summary>
    /// <param name="field">a, f or t.</param>
    /// <param name="saved">What is saved.</param>
    public string Shown(string field, string saved) => ModelState.IsValid ? saved : Request.Form[field + Number].ToString();

    /// <summary>My line of this product, without script.</summary>
    public IActionResult OnPost()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        var now = Now;
        cycle = CycleClock.CatchUp(db, cycle, now);
        var posted = PostedLine.Of(Request.Form, Number.ToString());
        if (!posted.IsChanged) return Done($"/order/{Code}", "Order.NothingChanged");
        var after = LineChange.Save(db, cycle, viewer.MemberId, viewer.PersonId, now, posted.Wish());
        if (after.Clash) throw after.Clashed(texts);
        return Done($"/order/{Code}", "Order.SavedAll", 1);
    }

    public IActionResult OnPostStar()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Favourite.Turn(db, viewer.PersonId, cycle.Id, Number, Now);
        return LocalRedirect($"/order/{Code}/product/{Number}");
    }
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>One product of a month for one's own household.</summary>
[Authorize(Policy = Role.Member)]
public sealed class ProductModel(Db db, Viewer viewer, Texts texts) : ProductPage(db, viewer, texts)
{
    public override string List => $"/order/{Code}";

    protected override IActionResult? Find()
    {
        if (Cycle.ByCode(Db, Code) is not { } cycle) return NotFound();
        (Cycle, Household) = (cycle, Viewer.MemberId);
        return null;
    }

    public IActionResult OnPostStar()
    {
        if (Find() is { } elsewhere) return elsewhere;
        Favourite.Turn(Db, Viewer.PersonId, Cycle.Id, Offer, Now);
        return LocalRedirect(Here);
    }
}

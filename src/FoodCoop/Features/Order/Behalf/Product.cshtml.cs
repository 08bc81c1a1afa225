namespace FoodCoop.Features.Order.Behalf;

/// <summary>One product of a month for a member that a buyer orders for.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class ProductModel(Db db, Viewer viewer, Texts texts) : ProductPage(db, viewer, texts)
{
    [FromRoute]
    public int Number { get; set; }

    public override string List => $"/buying/{Code}/for/{Number}";

    protected override IActionResult? Find()
    {
        if (OrderedFor.Find(Db, Code, Number, Viewer.PersonId) is not var (cycle, who)) return NotFound();
        if (who.Id == Viewer.MemberId) return LocalRedirect($"/order/{Code}/product/{Offer}");
        (Cycle, Household, For) = (cycle, who.Id, who);
        return null;
    }
}

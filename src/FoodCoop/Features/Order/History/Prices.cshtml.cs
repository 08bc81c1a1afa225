using FoodCoop.Features.Catalogue;

namespace FoodCoop.Features.Order.History;

/// <summary>How the price of a product went from cycle to cycle, and what this household ordered of it each time.</summary>
[Authorize(Policy = Role.Member)]
public sealed class PricesModel(Db db, Viewer viewer) : CoopPage
{
    [FromRoute(Name = "product")]
    public Id<Product> ProductId { get; set; }

    /// <summary>The oldest first.</summary>
    public List<PricePoint> Points { get; private set; } = [];

    public PricePoint Newest => Points[^1];

    protected internal override IActionResult? Load()
    {
        Points = PricePoint.Of(db, ProductId, viewer.MemberId);
        return Points.Count == 0 ? NotFound() : null;
    }
}

namespace FoodCoop.Features.Order.History;

/// <summary>The prices of a product that can be compared with each other, for a chart.</summary>
/// <param name="Per">What they are the price of: "500 g", or "kg" where packs of different sizes were sold.</param>
/// <param name="Prices">By cycle, the oldest first.</param>
/// <param name="LeftOut">Some cycles had another unit that cannot be compared; they stand in the table only.</param>
public sealed record PriceSeries(string Per, IReadOnlyList<(string Code, Money Price)> Prices, bool LeftOut)
{
    /// <param name="points">The oldest first; at least one.</param>
    public static PriceSeries Of(IReadOnlyList<PricePoint> points)
    {
        var unit = points[^1].Unit;
        if (points.All(p => p.Unit == unit)) return new(UnitPrice.Named(unit), [.. points.Select(p => (p.Code, p.Price))], false);
        var each = points.Select(p => (p.Code, Each: Whole(p.Price, p.Unit))).ToList();
        if (each[0].Each is { Per: var per } && each.TrueForAll(e => e.Each?.Per == per))
            return new(per, [.. each.Select(e => (e.Code, e.Each!.Value.Price))], false);
        return new(UnitPrice.Named(unit), [.. points.Where(p => p.Unit == unit).Select(p => (p.Code, p.Price))], true);
    }

    /// <summary>The price of a kilo or litre, also where the unit is just that.</summary>
    private static (Money Price, string Per)? Whole(Money price, string unit) =>
        UnitPrice.Of(price, unit) ?? (UnitPrice.Named(unit) is "kg" or "l" ? (price, UnitPrice.Named(unit)) : null);
}

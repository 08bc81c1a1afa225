using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>The small facts of an order row.</summary>
public static class OrderWords
{
    /// <summary>Brand · origin · price a kilo · so many a case · deposit · weighed at pickup.</summary>
    public static IEnumerable<string> About(Texts texts, OfferRow row, (Money Price, string Per)? each)
    {
        if (row.Brand.Length > 0) yield return row.Brand;
        else yield return row.Supplier;
        if (row.Origin.Length > 0) yield return row.Origin;
        if (each is { } e) yield return texts["Order.Each", e.Price, e.Per];
        if (!row.Loose) yield return texts["Order.ACase", row.CaseSize + UnitPrice.Suffix(row.Unit)];
        if (row.Deposit != Money.Zero) yield return texts["Order.Deposit", row.Deposit];
        if (row.Weighed) yield return texts["Order.Weighed"];
        if (row.Withdrawn) yield return texts["Order.WithdrawnFlag"];
    }
}

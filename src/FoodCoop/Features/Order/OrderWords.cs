namespace FoodCoop.Features.Order;

/// <summary>The small facts of an order row.</summary>
public static class OrderWords
{
    /// <summary>What was put right · brand · origin · price a kilo · so many a case · deposit · weighed at pickup.</summary>
    public static IEnumerable<string> About(Texts t, Offered offer)
    {
        if (offer.PriceBefore is { } before && before != offer.Price) yield return t["Order.PriceBefore", before];
        yield return offer.Brand.Length > 0 ? offer.Brand : offer.Supplier;
        if (offer.Origin.Length > 0) yield return offer.Origin;
        if (UnitPrice.Of(offer.Price, offer.Unit) is { } each) yield return t["Order.Each", each.Price, each.Per];
        if (!offer.Loose) yield return t["Order.ACase", offer.CaseSize + offer.Suffix];
        if (offer.Deposit != Money.Zero) yield return t["Order.Deposit", offer.Deposit];
        if (offer.Weighed) yield return t["Order.Weighed"];
    }

    /// <summary>All of a product's facts, each with its name.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(Texts t, CoopDates dates, ProductRow row)
    {
        if (row.WithdrawnWhy.Length > 0) yield return (t["Order.FactWithdrawn"], row.WithdrawnWhy);
        if (row.CorrectedAt is { } at)
        {
            yield return (t["Order.FactPrice"], row.PriceBefore != row.Price
                ? t["Order.FactPriceText", row.Price, dates.Date(at), row.PriceBefore!, row.CorrectedWhy]
                : t["Order.FactDepositText", row.Deposit, dates.Date(at), row.DepositBefore!, row.CorrectedWhy]);
        }
        if (UnitPrice.Of(row.Price, row.Unit) is { } each) yield return (t["Order.FactEach"], t["Order.Each", each.Price, each.Per]);
        if (row.Deposit != Money.Zero) yield return (t["Order.FactDeposit"], row.Deposit.ToString());
        if (row.Weighed) yield return (t["Order.FactWeighed"], t["Order.FactWeighedText"]);
        yield return (t["Order.FactCase"], row.Loose ? t["Order.FillLoose"] : t["Order.FactCaseText", row.CaseSize + row.Suffix, row.AllAsked + row.Suffix]);
        if (row.OrderStep != Quantity.One) yield return (t["Order.FactStep"], row.OrderStep + row.Suffix);
        yield return (t["Order.FactSupplier"], row.Supplier);
        if (row.Brand.Length > 0) yield return (t["Order.FactBrand"], row.Brand);
        if (row.Origin.Length > 0) yield return (t["Order.FactOrigin"], row.Origin);
        if (row.Quality.Length > 0) yield return (t["Order.FactQuality"], row.Quality);
        if (row.Ingredients.Length > 0) yield return (t["Order.FactIngredients"], row.Ingredients);
        yield return (t["Order.FactContains"], row.Contains.Length > 0 ? Allergens.Listed(t, row.Contains) : t["Order.FactContainsNothing"]);
        if (row.Without.Length > 0) yield return (t["Order.FactWithout"], Allergens.Listed(t, row.Without));
    }

    /// <summary>A refusal in words.</summary>
    public static string Sentence(this Refused refused, Texts t) => t[refused.TextKey, [.. refused.Arguments]];
}

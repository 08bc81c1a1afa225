using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Catalogue.Products;

/// <summary>What members will see of a product: in which unit it is sold, for how much, and how many make a case.</summary>
/// <param name="IsInParts">Then the unit is the co-op's own and the case counts it: "12 kg". Else the case counts packs: "6 × 500 g".</param>
public sealed record SalesTerms(string Unit, Quantity CaseSize, Money Price, bool IsInParts)
{
    /// <summary>The same sums that freeze an offer.</summary>
    /// <param name="parts">Null: sold as the supplier packs it.</param>
    /// <exception cref="ArgumentException">The parts do not come out in the case: see <see cref="Parts.Suits"/>.</exception>
    public static SalesTerms Of(string unit, Quantity caseSize, SupplierPrice net, Parts? parts, Percentage markup, Percentage vat) => parts is null
        ? new(unit, caseSize, Catalogue.Price.Unit(net, markup, vat), false)
        : new(parts.Unit, parts.CaseSize(caseSize), Catalogue.Price.Unit(parts.PriceOf(net), markup, vat), true);
}

/// <summary>The VAT that the next cycle will charge, by class.</summary>
public static class NextVat
{
    private const string SelectRates = "select class, from_on, rate from vat_rate";

    private sealed record RateRow(string Class, DateOnly FromOn, int Rate);

    /// <summary>The rates on the pickup day of the next cycle that is not open yet; without one, today's.</summary>
    public static IReadOnlyDictionary<VatClass, Percentage> Of(Db db, DateOnly today)
    {
        var rates = new VatRates([.. db.Query<RateRow>(SelectRates).Select(r => new VatRate(Enum.Parse<VatClass>(r.Class, ignoreCase: true), r.FromOn, new Percentage(r.Rate)))]);
        var day = Cycle.Next(db)?.PickupOn ?? today;
        return Enum.GetValues<VatClass>().ToDictionary(c => c, c => rates.On(c, day));
    }
}

namespace FoodCoop.Features.Catalogue;

/// <summary>
/// One supplier unit sold in parts: a 12 kg case of figs or a 25 kg sack by the kg. Price and case follow
/// from how many own units are in a supplier unit.
/// </summary>
/// <remarks>Source: design, domain.md section 2.</remarks>
/// <param name="Unit">The own unit that members order in: <c>kg</c>.</param>
/// <param name="InSupplierUnit">How many own units are in one supplier unit: 12 for the case of figs.</param>
/// <param name="OrderStep">What a member's amount must be a multiple of, in own units.</param>
public sealed record Parts(string Unit, Quantity InSupplierUnit, Quantity OrderStep)
{
    /// <summary>With the usual order step of the unit.</summary>
    public Parts(string unit, Quantity inSupplierUnit) : this(unit, inSupplierUnit, UsualStep(unit)) { }

    /// <summary>Half a kg or litre of what is weighed or tapped; one of everything else.</summary>
    public static Quantity UsualStep(string unit) =>
        unit.Trim().ToUpperInvariant() is "KG" or "L" or "LITER" or "LITRE" ? new Quantity(500) : Quantity.One;

    /// <summary>The same price, now for own units.</summary>
    /// <exception cref="ArgumentException">See <see cref="Suits"/>.</exception>
    public SupplierPrice PriceOf(SupplierPrice supplier) => supplier with { Per = InOwnUnits(supplier.Per) };

    /// <summary>The size of the supplier's case in own units.</summary>
    /// <exception cref="ArgumentException">See <see cref="Suits"/>.</exception>
    public Quantity CaseSize(Quantity supplierCase) => InOwnUnits(supplierCase);

    /// <summary>Whether the supplier's case comes out in whole order steps of the own unit.</summary>
    public bool Suits(Quantity supplierCase) =>
        InSupplierUnit > Quantity.Zero && supplierCase > Quantity.Zero
        && Product(supplierCase) % 1000 == 0 && InOwnUnits(supplierCase).IsMultipleOf(OrderStep);

    private Int128 Product(Quantity supplierUnits) => (Int128)supplierUnits.Thousandths * InSupplierUnit.Thousandths;

    private Quantity InOwnUnits(Quantity supplierUnits)
    {
        var product = Product(supplierUnits);
        if (product <= 0 || product % 1000 != 0)
            throw new ArgumentException($"{supplierUnits.Invariant} of {InSupplierUnit.Invariant} {Unit} is not a whole number of thousandths.", nameof(supplierUnits));
        return new Quantity(checked((long)(product / 1000)));
    }
}

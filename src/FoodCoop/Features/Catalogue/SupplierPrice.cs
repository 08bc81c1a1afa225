using System.Runtime.InteropServices;

namespace FoodCoop.Features.Catalogue;

/// <summary>
/// A supplier's net price as given: so many millionths of a euro for so many of the product's own units.
/// € 12.00 for a case of six jars is <c>(12_000_000, 6)</c>, and is divided only inside <see cref="Price"/>.
/// </summary>
/// <remarks>Source: design, domain.md section 2 ("kept as given, per unit or per case").</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SupplierPrice(long MicroEuros, Quantity Per)
{
    /// <summary>The price as it stands in a list, and how many own units it buys.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than six decimals, or a price for no units.</exception>
    public static SupplierPrice Of(decimal euros, Quantity per)
    {
        var micro = euros * 1_000_000m;
        if (micro != decimal.Truncate(micro))
            throw new ArgumentOutOfRangeException(nameof(euros), euros, "A supplier's price has at most six decimals.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(per.Thousandths, nameof(per));
        return new(decimal.ToInt64(micro), per);
    }

    /// <summary>A price for one unit.</summary>
    public static SupplierPrice Of(decimal euros) => Of(euros, Quantity.One);

    /// <summary>The price as given, for <see cref="Per"/> units.</summary>
    public decimal Euros => MicroEuros / 1_000_000m;
}

namespace FoodCoop.Features.Order;

/// <summary>The two amounts nearest to one that is refused; the upper one is never refused itself.</summary>
public sealed record Neighbours(Quantity Below, Quantity Above);

/// <summary>What a member's amount must be a multiple of: 1 jar, half a kg.</summary>
/// <remarks>Source: design, domain.md section 2.</remarks>
public static class OrderStep
{
    /// <summary>As much as fits in one line.</summary>
    public static readonly Quantity Most = new(9_999_000);

    /// <exception cref="Refused">Too much, or not a multiple of the step: the nearest amounts that are allowed are named.</exception>
    public static void Check(Quantity amount, Quantity step, string field, string product, string unit)
    {
        if (amount > Most) throw new Refused(field, "Order.TooMuch", product);
        if (Off(amount, step) is not { } nearest) return;
        var by = step + UnitPrice.Suffix(unit);
        throw nearest.Above > Most
            ? new Refused(field, "Order.OffStepMost", product, by, nearest.Below)
            : new Refused(field, "Order.OffStep", product, by, nearest.Below, nearest.Above);
    }

    /// <summary>Null when the amount is a multiple of the step; otherwise the two nearest that are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative amount, or a step of nothing.</exception>
    public static Neighbours? Off(Quantity amount, Quantity step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step.Thousandths, nameof(step));
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Thousandths, nameof(amount));
        if (amount.IsMultipleOf(step)) return null;
        var below = Floor(amount, step);
        return new Neighbours(below, below + step);
    }

    /// <summary>The largest multiple of the step that is not above the amount.</summary>
    public static Quantity Floor(Quantity amount, Quantity step) => new(amount.Thousandths - amount.Thousandths % step.Thousandths);

    /// <summary>The smallest multiple of the step that is not below the amount.</summary>
    public static Quantity Ceiling(Quantity amount, Quantity step) => Floor(new(amount.Thousandths + step.Thousandths - 1), step);
}

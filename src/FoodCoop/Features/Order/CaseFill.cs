namespace FoodCoop.Features.Order;

/// <summary>What the bar of the current case shows and which words go with it.</summary>
/// <param name="Kind">full: it comes · short: something is missing · idle: nobody has asked yet · loose: no cases · withdrawn: nobody gets it.</param>
/// <param name="Value">Units in the case that is being filled, with what others would take to fill it.</param>
/// <param name="Max">Units in a case.</param>
/// <param name="Missing">Units missing to fill it, flex counted in.</param>
public sealed record CaseFill(CaseKind Kind, Quantity Value, Quantity Max, Quantity Missing)
{
    /// <param name="asked">Everybody's asked.</param>
    /// <param name="flex">Everybody's flex.</param>
    /// <param name="caseSize">Units in a case.</param>
    /// <param name="loose">The supplier sells it loose as well.</param>
    /// <param name="withdrawn">It is no longer offered.</param>
    public static CaseFill Of(Quantity asked, Quantity flex, Quantity caseSize, bool loose, bool withdrawn = false)
    {
        if (withdrawn) return new(CaseKind.Withdrawn, Quantity.Zero, Quantity.One, Quantity.Zero);
        if (loose || caseSize == Quantity.Zero) return new(CaseKind.Loose, asked, Quantity.Max(asked, Quantity.One), Quantity.Zero);
        if (asked.IsZero) return new(CaseKind.Idle, Quantity.Zero, caseSize, caseSize);
        var missing = Cases.ToFill(asked, flex, caseSize);
        return missing.IsZero
            ? new(CaseKind.Full, caseSize, caseSize, Quantity.Zero)
            : new(CaseKind.Short, caseSize - missing, caseSize, missing);
    }
}

public enum CaseKind { Loose, Idle, Short, Full, Withdrawn }

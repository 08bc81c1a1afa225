namespace FoodCoop.Features.Order;

/// <summary>How scarce goods are shared out; the co-op chooses.</summary>
public enum AllocationPolicy
{
    FirstCome = 0,
    FairShare = 1,
}

/// <summary>What one order line wants of one product.</summary>
/// <param name="Id">The line's row number, which decides between lines of the same moment.</param>
/// <param name="Layers">Its layers, in any order; those that were dropped do not count.</param>
/// <param name="Flex">How much more it would accept to fill a case.</param>
public sealed record AllocationLine(long Id, IReadOnlyList<Layer> Layers, Quantity Flex)
{
    /// <summary>The amount a buyer set by hand: taken first, and never changed by a run. Null: not locked.</summary>
    public Quantity? Locked { get; init; }

    /// <summary>The flex as it stood when the fill phase began, which is served before what was added later; null: all of it.</summary>
    public Quantity? FlexAtFill { get; init; }
}

/// <summary>One product of one cycle, to be shared out.</summary>
/// <param name="ToGive">T: cases × case size at closing, what was received at delivery.</param>
/// <param name="Lines">All lines of the product, in any order, each id once.</param>
/// <param name="CaseSize">W; for a product that is sold loose its order step.</param>
/// <param name="OrderStep">The smallest amount that is handed out.</param>
public sealed record ToShareOut(Quantity ToGive, IReadOnlyCollection<AllocationLine> Lines, Quantity CaseSize, Quantity OrderStep)
{
    /// <summary>Whether more than asked may be given, up to each line's flex. A host may switch it off at delivery.</summary>
    public bool FlexUsed { get; init; } = true;

    /// <summary>When the fill phase began; null when the cycle has none.</summary>
    public DateTimeOffset? FillAt { get; init; }
}

/// <summary>Who gets what, by line id, and what is left over.</summary>
public sealed record Shares(IReadOnlyDictionary<long, Quantity> Given, Quantity Left)
{
    public Quantity this[long lineId] => Given[lineId];
}

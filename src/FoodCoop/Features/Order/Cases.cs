namespace FoodCoop.Features.Order;

/// <summary>How many cases of a product are ordered, and what is missing for the next.</summary>
/// <remarks>
/// Source: design, domain.md section 4 (Cases) and section 1 (<c>ToFill</c>). With case size W, all asked Q and
/// all flex F. Flex never makes a case alone and adds at most one.
/// </remarks>
public static class Cases
{
    /// <summary><c>floor(Q/W) + (1 if Q mod W &gt; 0 and (Q mod W) + F ≥ W)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A case of nothing.</exception>
    public static int Count(Quantity asked, Quantity flex, Quantity caseSize) =>
        checked((int)Full(asked, caseSize)) + (FlexFills(asked, flex, caseSize) ? 1 : 0);

    /// <summary>Units missing to fill the next case, flex counted in; 0 when nothing lies in an open case.</summary>
    public static Quantity ToFill(Quantity asked, Quantity flex, Quantity caseSize)
    {
        var open = Open(asked, caseSize);
        return open.IsZero || open + flex >= caseSize ? Quantity.Zero : caseSize - open - flex;
    }

    /// <summary>The units ordered from the supplier: whole cases; of a product that is also sold loose, what is asked.</summary>
    public static Quantity Ordered(Quantity asked, Quantity flex, Quantity caseSize, bool loose) =>
        loose ? asked : caseSize * Count(asked, flex, caseSize);

    /// <summary>Whole cases in what is asked, without flex.</summary>
    public static long Full(Quantity asked, Quantity caseSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(caseSize.Thousandths, nameof(caseSize));
        return asked.Thousandths / caseSize.Thousandths;
    }

    /// <summary>What is asked beyond the whole cases: Q mod W.</summary>
    public static Quantity Open(Quantity asked, Quantity caseSize) => asked - caseSize * Full(asked, caseSize);

    private static bool FlexFills(Quantity asked, Quantity flex, Quantity caseSize)
    {
        var open = Open(asked, caseSize);
        return !open.IsZero && open + flex >= caseSize;
    }
}

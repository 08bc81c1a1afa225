namespace FoodCoop.Features.Order;

/// <summary>Why a change is refused in the fill phase, and what would be accepted. The page makes the sentence.</summary>
/// <param name="Rises">The refused change was an increase ("one too many for a case"); otherwise others' units are left without a full case.</param>
/// <param name="Open">What would lie in the open case after the change, of everybody.</param>
/// <param name="Others">How much of that would be other members'.</param>
/// <param name="Below">The nearest lower amount that is accepted, on the order step; null when there is none.</param>
/// <param name="Above">The nearest higher amount that is accepted, on the order step.</param>
/// <param name="AndMore">Every amount from <paramref name="Above"/> on is accepted: "1 or more".</param>
public sealed record FillRefusal(bool Rises, Quantity Open, Quantity Others, Quantity? Below, Quantity Above, bool AndMore);

/// <summary>In the last two days a change may only help cases to fill. Flex is left out of what is counted: it is a promise that may only grow.</summary>
/// <remarks>Source: design, domain.md section 4 (Fill phase). A product sold loose has no cases and no rule: do not ask.</remarks>
public static class FillRule
{
    /// <summary>
    /// With <c>T</c> = everybody's total of asked before the change: accepted if <c>r1 = 0</c>, or <c>r0 ≠ 0</c>
    /// and no more is missing than before and no full case is lost.
    /// </summary>
    public static bool Accepts(Quantity total, Quantity from, Quantity to, Quantity caseSize)
    {
        var (r0, after) = (Cases.Open(total, caseSize), total - from + to);
        var r1 = Cases.Open(after, caseSize);
        // With something open on both sides, what is missing is W − r: no more is missing when r1 ≥ r0.
        return r1.IsZero || (!r0.IsZero && r1 >= r0 && Cases.Full(after, caseSize) >= Cases.Full(total, caseSize));
    }

    /// <summary>Null when the change is accepted; otherwise the reason and the two nearest amounts that are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The line is more than everybody's total, or below zero.</exception>
    public static FillRefusal? Refusal(Quantity total, Quantity from, Quantity to, Quantity caseSize, Quantity orderStep)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, total);
        ArgumentOutOfRangeException.ThrowIfNegative(to.Thousandths, nameof(to));
        if (Accepts(total, from, to, caseSize)) return null;

        bool Fits(Quantity amount) => Accepts(total, from, amount, caseSize);
        var step = orderStep.Thousandths;
        // A whole case up or down meets every remainder there is, so the search ends.
        var steps = caseSize.Thousandths / step + 1;

        var below = Steps(OrderStep.Floor(to, orderStep), -step, steps)
            .TakeWhile(a => a >= Quantity.Zero).Where(Fits).Cast<Quantity?>().FirstOrDefault();
        var above = Steps(OrderStep.Ceiling(to, orderStep), step, steps).Where(Fits).Append(from).First();
        var open = Cases.Open(total - from + to, caseSize);
        return new FillRefusal(
            to > from, open, Quantity.Min(open, total - from), below, above,
            Steps(above, step, steps).All(Fits));
    }

    /// <summary>Flex may always grow; it may be lowered only if the number of cases does not fall.</summary>
    public static bool AcceptsFlex(Quantity asked, Quantity flex, Quantity from, Quantity to, Quantity caseSize) =>
        to >= from || Cases.Count(asked, flex - from + to, caseSize) >= Cases.Count(asked, flex, caseSize);

    /// <summary>The lowest flex, on the order step, to which a line may go back without a case being lost.</summary>
    /// <param name="asked">Everybody's asked.</param>
    /// <param name="flex">Everybody's flex, this line's included.</param>
    /// <param name="from">This line's flex now.</param>
    /// <param name="caseSize">Units in a case.</param>
    /// <param name="orderStep">What amounts are multiples of.</param>
    public static Quantity LowestFlex(Quantity asked, Quantity flex, Quantity from, Quantity caseSize, Quantity orderStep)
    {
        if (AcceptsFlex(asked, flex, from, Quantity.Zero, caseSize)) return Quantity.Zero;
        var needed = caseSize - Cases.Open(asked, caseSize) - (flex - from);
        return Quantity.Min(from, OrderStep.Ceiling(needed, orderStep));
    }

    private static IEnumerable<Quantity> Steps(Quantity start, long step, long count)
    {
        for (var i = 0L; i <= count; i++) yield return new Quantity(start.Thousandths + i * step);
    }
}

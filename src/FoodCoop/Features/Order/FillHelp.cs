namespace FoodCoop.Features.Order;

/// <summary>A way to complete a case with one's own line.</summary>
public enum FillWay
{
    /// <summary>Ask more.</summary>
    More,

    /// <summary>Promise to take more if it fills the case.</summary>
    Flex,

    /// <summary>Ask less, so that what is asked altogether comes out even.</summary>
    Less,
}

/// <summary>One's own line of a product whose case is not full.</summary>
/// <param name="AllAsked">Everybody's, one's own included.</param>
/// <param name="Comes">What would come of it if ordering closed now.</param>
public sealed record ShortOfCase(
    Quantity Asked, Quantity Flex, Quantity AllAsked, Quantity AllFlex, Quantity CaseSize, Quantity OrderStep, Quantity Comes);

/// <summary>A change that completes a case.</summary>
/// <param name="By">How much more, or less.</param>
/// <param name="Asked">What the line asks then,</param>
/// <param name="Flex">and how much more it would accept.</param>
/// <param name="Comes">What comes of it then, at least.</param>
public sealed record FillStep(FillWay Way, Quantity By, Quantity Asked, Quantity Flex, Quantity Comes);

/// <summary>The smallest changes of one's own line that complete a case. None of them is refused in the fill phase.</summary>
/// <remarks>Source: design, domain.md section 4 (Cases, Fill phase).</remarks>
public static class FillHelp
{
    /// <summary>Empty where nothing is missing; the smallest change first.</summary>
    public static IReadOnlyList<FillStep> For(ShortOfCase line)
    {
        var missing = Cases.ToFill(line.AllAsked, line.AllFlex, line.CaseSize);
        if (missing.IsZero) return [];
        List<FillStep> steps =
        [
            new(FillWay.More, missing, line.Asked + missing, line.Flex, line.Asked + missing),
            new(FillWay.Flex, missing, line.Asked, line.Flex + missing, line.Asked),
        ];
        var over = Cases.Open(line.AllAsked, line.CaseSize);
        var rest = line.Asked - over;
        // Less helps where full cases are left, and what is given up would not come anyway or is the smaller change.
        if (rest >= Quantity.Zero && Cases.Full(line.AllAsked, line.CaseSize) > 0 && (line.Comes <= rest || over < missing))
            steps.Add(new(FillWay.Less, over, rest, line.Flex, rest));
        return [.. steps.OrderBy(s => s.By)];
    }
}

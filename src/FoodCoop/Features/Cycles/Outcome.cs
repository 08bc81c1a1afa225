using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Order;

namespace FoodCoop.Features.Cycles;

/// <summary>What became of what a member asked, in one word.</summary>
public enum OutcomeKind
{
    AsAsked,

    /// <summary>Flex was used to fill a case.</summary>
    More,

    /// <summary>Some of it comes.</summary>
    Fewer,

    Nothing,
}

/// <summary>What closing made of one order line, and why, in the same words on the result page and in the mail.</summary>
/// <param name="Cases">How many are ordered; 0 for what is sold loose.</param>
/// <param name="AllAsked">By all members together.</param>
/// <param name="AllFlex">What all members together would accept on top of it.</param>
public sealed record Outcome(
    Quantity Asked, Quantity Given, Quantity CaseSize, bool Loose, bool Withdrawn, int Cases, Quantity AllAsked, Quantity AllFlex)
{
    /// <summary>The line's supplier, when its minimum was not reached at closing: what comes is not certain until the buyer decides.</summary>
    public BelowMinimum? Minimum { get; init; }

    /// <summary>It comes if the buyer orders anyway.</summary>
    public bool IsUncertain => Minimum is { IsUndecided: true } && !Given.IsZero;

    public OutcomeKind Kind => Given.IsZero ? OutcomeKind.Nothing
        : Given == Asked ? OutcomeKind.AsAsked
        : Given > Asked ? OutcomeKind.More
        : OutcomeKind.Fewer;

    /// <summary>The reason as a sentence; "" where all came as it was asked.</summary>
    public string Why(Texts t, AllocationPolicy policy)
    {
        string Show(Quantity quantity) => quantity.ToString(t.Culture);
        if (Kind == OutcomeKind.AsAsked || Kind == OutcomeKind.Nothing && Asked.IsZero) return "";
        if (Kind == OutcomeKind.More) return t["Cycles.WhyMore", Show(Asked), Show(Given - Asked)];
        if (Withdrawn) return t["Cycles.WhyWithdrawn", Show(Asked)];
        if (Minimum is { IsDropped: true } && Given.IsZero && (Cases > 0 || Loose)) return Minimum.Decided(t);
        if (Cases == 0)
        {
            return AllFlex.IsZero
                ? t["Cycles.WhyNoCase", Show(Asked), Show(CaseSize), Show(AllAsked)]
                : t["Cycles.WhyNoCaseFlex", Show(Asked), Show(CaseSize), Show(AllAsked), Show(AllFlex)];
        }
        var shared = t[policy == AllocationPolicy.FairShare ? "Cycles.SharedFairly" : "Cycles.SharedByTime"];
        return t.Count("Cycles.WhyFewer", Cases, Show(Asked), Show(CaseSize), Show(AllAsked), shared);
    }
}

namespace FoodCoop.Features.Order.Again;

/// <summary>Where a wanted product stands before anything is taken over.</summary>
public enum Fate
{
    /// <summary>Offered, and not in the order yet.</summary>
    Fresh,

    /// <summary>In the order with another amount: the person chooses, nothing is overwritten by itself.</summary>
    Differs,

    /// <summary>In the order just so.</summary>
    Same,

    /// <summary>Cannot be ordered this month.</summary>
    Gone,
}

/// <summary>What taking a wanted product over would do, and all that is other than it was.</summary>
/// <remarks>Source: design, experience.md (The order form): copy a former order, what is gone is listed.</remarks>
public sealed record Proposal(WantedRow Row)
{
    public Fate Fate =>
        IsGone ? Fate.Gone
        : Row.MineAsked.IsZero && Row.MineFlex.IsZero ? Fate.Fresh
        : (Row.MineAsked, Row.MineFlex) == (Asked, Flex) ? Fate.Same
        : Fate.Differs;

    /// <summary>On the order step of today: rounded up, so that nobody gets less than they thought.</summary>
    public Quantity Asked => OrderStep.Ceiling(Row.Asked, Row.OrderStep);

    /// <summary>Rounded down: it is a promise. Where the product is sold loose now there is no case to fill.</summary>
    public Quantity Flex => Row.NowLoose ? Quantity.Zero : OrderStep.Floor(Row.Flex, Row.OrderStep);

    public Money Sum => Row.NowPrice * Asked;

    public Money DepositSum => Row.Deposit * Asked;

    /// <summary>3 of the new pack are not 3 of the old: not ticked by itself.</summary>
    public bool HasOtherUnit => Row.Unit != Row.NowUnit;

    /// <summary>In whole cases then and now, of another size; also when it has begun or ceased to be sold loose.</summary>
    public bool HasOtherCase => Row.Price is not null && Row.CaseSize != (Row.NowLoose ? null : Row.NowCaseSize);

    public bool HasOtherStep => Asked != Row.Asked;

    public bool HasOtherPrice => Row.Price is { } then && then != Row.NowPrice;

    public bool IsRenamed => Row.NowName != Row.Name;

    /// <summary>Why it cannot be ordered, as a text key; null when it can.</summary>
    public string? WhyGone =>
        Row.OfferId.IsNew ? "Again.NotOffered"
        : Row.Withdrawn ? Row.MineAsked.IsZero ? "Again.Withdrawn" : "Again.WithdrawnMine"
        : Asked.IsZero && Flex.IsZero ? "Again.NoCase"
        : null;

    private bool IsGone => WhyGone is not null;
}

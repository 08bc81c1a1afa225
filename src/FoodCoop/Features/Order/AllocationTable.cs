namespace FoodCoop.Features.Order;

/// <summary>Which flex is served: those of when the fill phase began, or all there are.</summary>
internal enum FlexStage
{
    AsItStood,
    AsItStands,
}

/// <summary>The table on which a product is shared out: the claims in their order, and what is not yet given.</summary>
internal sealed class AllocationTable
{
    private readonly ToShareOut _goods;
    private readonly Quantity _unlocked;

    internal AllocationTable(ToShareOut goods)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(goods.OrderStep.Thousandths, nameof(goods));
        _goods = goods;
        var locked = Quantity.Sum(goods.Lines.Select(l => l.Locked ?? Quantity.Zero));
        _unlocked = Quantity.Max(Quantity.Zero, goods.ToGive - locked);
        Rest = OrderStep.Floor(_unlocked, goods.OrderStep);
        Claims = [.. goods.Lines.Where(l => l.Locked is null)
            .Select(l => new AllocationClaim(l, goods.FillAt))
            .OrderBy(c => c.Since).ThenBy(c => c.Line.Id)];
        for (var i = 0; i < Claims.Count; i++) Claims[i].Place = i;
    }

    internal IReadOnlyList<AllocationClaim> Claims { get; }
    internal Quantity Rest { get; private set; }

    /// <summary>None when flex is not used; otherwise what stood when the fill phase began comes first.</summary>
    internal IReadOnlyList<FlexStage> FlexStages => _goods.FlexUsed ? [FlexStage.AsItStood, FlexStage.AsItStands] : [];

    internal void Give(AllocationClaim claim, Quantity amount, bool flex = false)
    {
        var given = Quantity.Min(amount, Rest);
        if (given <= Quantity.Zero) return;
        claim.Given += given;
        if (flex) claim.FlexGiven += given;
        Rest -= given;
    }

    internal Shares Shares() => new(
        _goods.Lines.Where(l => l.Locked is not null).Select(l => KeyValuePair.Create(l.Id, l.Locked!.Value))
            .Concat(Claims.Select(c => KeyValuePair.Create(c.Line.Id, c.Given))).ToDictionary(),
        _unlocked - Quantity.Sum(Claims.Select(c => c.Given)));
}

/// <summary>A line at the table: what it asks and has been given so far.</summary>
internal sealed class AllocationClaim
{
    internal AllocationClaim(AllocationLine line, DateTimeOffset? fillAt)
    {
        Line = line;
        Since = DateTimeOffset.MaxValue;
        foreach (var layer in line.Layers)
        {
            if (layer.DroppedAt is not null) continue;
            if (fillAt is null || layer.At < fillAt) AskedAtFill += layer.Amount;
            if (layer.At < Since) Since = layer.At;
        }
    }

    internal AllocationLine Line { get; }
    internal DateTimeOffset Since { get; }
    internal int Place { get; set; }
    internal Quantity Given { get; set; }
    internal Quantity FlexGiven { get; set; }

    /// <summary>What it asks without the increases of the fill phase; all of it when there is none.</summary>
    internal Quantity AskedAtFill { get; }

    internal Quantity FlexAt(FlexStage stage) =>
        stage == FlexStage.AsItStood && Line.FlexAtFill is { } stood ? Quantity.Min(stood, Line.Flex) : Line.Flex;
}

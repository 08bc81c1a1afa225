namespace FoodCoop.Features.Order;

/// <summary>
/// Who gets what of a product. The same inputs give the same result on every machine, in whatever order the
/// lines are read. The sum given is <c>min(T, Q + F)</c> with flex, <c>min(T, Q)</c> without, a remainder below one
/// order step being left over.
/// </summary>
/// <remarks>
/// Source: design, domain.md section 4 (Who gets what, Fill phase). Under both policies the goods are handed out
/// in a sequence that does not depend on how much there is, so more to give never gives anyone less. Lines as they
/// stand when the fill phase begins are served before later increases. A line's place in the queue is
/// its oldest layer's time, then its id; a line with flex only comes after all that ask.
/// </remarks>
public static class Allocation
{
    public static Shares Of(AllocationPolicy policy, ToShareOut goods) =>
        policy == AllocationPolicy.FairShare ? FairShare(goods) : FirstCome(goods);

    /// <summary>Walks the layers by time, giving what is asked; then walks the lines again, giving flex.</summary>
    public static Shares FirstCome(ToShareOut goods)
    {
        var table = new AllocationTable(goods);
        // Layers of the fill phase are later than all before it, so the walk by time serves those as they stood first.
        WalkByTime(table, static _ => true);
        foreach (var stage in table.FlexStages)
            foreach (var claim in table.Claims)
                table.Give(claim, claim.FlexAt(stage) - claim.FlexGiven, flex: true);
        return table.Shares();
    }

    /// <summary>
    /// First everyone's own whole cases, earliest line first; then one order step at a time to the line with the
    /// smallest given/asked, ties to the earlier; what is left after all asked goes round the flexible lines
    /// one step at a time.
    /// </summary>
    public static Shares FairShare(ToShareOut goods)
    {
        var table = new AllocationTable(goods);
        foreach (var claim in table.Claims)
            table.Give(claim, goods.CaseSize * Cases.Full(claim.AskedAtFill, goods.CaseSize));
        StepByStep(table, goods.OrderStep);
        // Increases of the fill phase come by time under this policy too: shared fairly, a later one could take from an
        // earlier one, and nobody is to lose by another's change.
        if (goods.FillAt is { } fillAt) WalkByTime(table, layer => layer.At >= fillAt);
        foreach (var stage in table.FlexStages) RoundAndRound(table, goods.OrderStep, stage);
        return table.Shares();
    }

    private static void WalkByTime(AllocationTable table, Func<Layer, bool> served)
    {
        foreach (var (claim, layer) in table.Claims
            .SelectMany(c => c.Line.Layers.Where(l => l.DroppedAt is null && served(l)), (c, l) => (Claim: c, Layer: l))
            .OrderBy(x => x.Layer.At).ThenBy(x => x.Claim.Line.Id))
            table.Give(claim, layer.Amount);
    }

    // What is left of a line is less than a case here, unless the goods ran out before: as many turns as there are steps in that.
    private static void StepByStep(AllocationTable table, Quantity step)
    {
        var queue = new PriorityQueue<AllocationClaim, (Quantity Given, Quantity Asked, int Place)>(
            Comparer<(Quantity Given, Quantity Asked, int Place)>.Create(static (a, b) =>
            {
                // given/asked compared exactly, by multiplying crosswise
                var share = ((Int128)a.Given.Thousandths * b.Asked.Thousandths).CompareTo((Int128)b.Given.Thousandths * a.Asked.Thousandths);
                return share != 0 ? share : a.Place.CompareTo(b.Place);
            }));
        foreach (var claim in table.Claims) Enqueue(claim);
        while (!table.Rest.IsZero && queue.TryDequeue(out var claim, out _))
        {
            table.Give(claim, Quantity.Min(step, claim.AskedAtFill - claim.Given));
            Enqueue(claim);
        }

        void Enqueue(AllocationClaim claim)
        {
            if (claim.Given < claim.AskedAtFill) queue.Enqueue(claim, (claim.Given, claim.AskedAtFill, claim.Place));
        }
    }

    private static void RoundAndRound(AllocationTable table, Quantity step, FlexStage stage)
    {
        var round = new Queue<AllocationClaim>(table.Claims.Where(c => c.FlexGiven < c.FlexAt(stage)));
        while (!table.Rest.IsZero && round.TryDequeue(out var claim))
        {
            table.Give(claim, Quantity.Min(step, claim.FlexAt(stage) - claim.FlexGiven), flex: true);
            if (claim.FlexGiven < claim.FlexAt(stage)) round.Enqueue(claim);
        }
    }
}

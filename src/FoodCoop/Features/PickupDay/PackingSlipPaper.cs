namespace FoodCoop.Features.PickupDay;

/// <summary>One slip for each member, in the order given (by number, say).</summary>
public sealed record PackingSlipPaper(PaperStamp Stamp, IReadOnlyList<PackingSlip> Slips);

/// <param name="Window">When the member comes: "18:30"; may be empty.</param>
/// <param name="Groups">In walking order.</param>
/// <param name="Note">For whoever packs; may be empty.</param>
public sealed record PackingSlip(int Number, string Name, string Window, IReadOnlyList<SlipGroup> Groups, IReadOnlyList<SlipDeposit> Deposits, string Note = "")
{
    /// <summary>The sum of the line amounts and deposits, as everywhere.</summary>
    public Money Total => Money.Sum(Groups.SelectMany(g => g.Lines).Select(l => l.Sum).Concat(Deposits.Select(d => d.Sum)));
}

/// <summary>What stands together in the room.</summary>
public sealed record SlipGroup(string Place, string Category, IReadOnlyList<SlipLine> Lines);

/// <param name="Unit">What the amount counts: "kg", "500 g".</param>
/// <param name="Code">The supplier's, as on the case; may be empty.</param>
/// <param name="Each">Price of one unit, including VAT.</param>
/// <param name="Weigh">Whether the real weight is to be written down.</param>
public sealed record SlipLine(Quantity Amount, string Product, string Unit, string Code, Money Each, string Note = "", bool Weigh = false)
{
    public Money Sum => Each * Amount;
}

/// <param name="Name">"bottle".</param>
public sealed record SlipDeposit(string Name, Quantity Count, Money Each)
{
    public Money Sum => Each * Count;
}

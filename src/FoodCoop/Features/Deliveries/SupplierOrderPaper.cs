namespace FoodCoop.Features.Deliveries;

/// <summary>An order to a supplier, as it goes out. Lines are printed in the order given.</summary>
/// <param name="Address">Where to deliver, line by line.</param>
/// <param name="CustomerNumber">The supplier's number for us; may be empty.</param>
/// <param name="ReplyTo">The co-op's own address or telephone for questions.</param>
/// <param name="OrderNumber">The cycle's code, "2026-12".</param>
/// <param name="DeliverOn">The day we ask for; null when it is agreed otherwise.</param>
/// <param name="PrintedAt">With the co-op's offset; it is shown as it stands.</param>
/// <param name="Note">To the supplier: "please call before you come". May be empty.</param>
public sealed record SupplierOrderPaper(
    string CoopName, IReadOnlyList<string> Address, string CustomerNumber, string ReplyTo, string SupplierName, string OrderNumber,
    DateOnly? DeliverOn, DateTimeOffset PrintedAt, IReadOnlyList<SupplierOrderLine> Lines, string Note = "")
{
    /// <summary>What the invoice is expected to say, net: the sum of the lines.</summary>
    public Money Total => Money.Sum(Lines.Select(l => l.Sum));

    public Quantity Cases => Quantity.Sum(Lines.Select(l => l.Cases));
}

/// <param name="Unit">What is in the case: "500 g", "kg".</param>
/// <param name="CaseSize">Units in a case; 1 for what comes loose.</param>
/// <param name="Cases">How many we order; parts only of what comes loose.</param>
/// <param name="CasePrice">Net euros as the supplier gives them, which may have more than two decimals.</param>
public sealed record SupplierOrderLine(string Code, string Product, string Brand, string Unit, Quantity CaseSize, Quantity Cases, decimal CasePrice)
{
    /// <summary>Cases × case price, rounded once (domain.md section 2: never units × a rounded price).</summary>
    public Money Sum { get; init; } = Money.FromEuros(CasePrice * Cases.Units);
}

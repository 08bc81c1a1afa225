using FoodCoop.Features.Ledger;

namespace FoodCoop.Features.Account;

/// <summary>A member's own statement, line by line, equal to its charge to the cent.</summary>
[Authorize(Policy = Role.Member)]
public sealed class StatementModel(Db db, Viewer viewer, CoopContext context) : CoopPage
{
    [FromRoute] public string Cycle { get; set; } = "";

    public StatementRow Row { get; private set; } = null!;
    public Bill Bill { get; private set; } = null!;
    public BankAccount Account { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        if (StatementRow.Find(db, viewer.MemberId, Cycle) is not { } row) return NotFound();
        Row = row;
        Bill = Bill.Of(db, row.CycleId, row.MemberId);
        Account = BankAccount.Of(context.Settings(db));
        return null;
    }
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>For the treasurer: a cycle's statements, and who said when that they are paid.</summary>
[Authorize(Policy = Role.Treasurer)]
public sealed class StatementsModel(Db db) : CoopPage
{
    [FromRoute] public string Code { get; set; } = "";

    public List<StatementRow> All { get; private set; } = [];
    public Money Asked => Sum(s => !s.Withdrawn);
    public Money Said => Sum(s => !s.Withdrawn && s.IsSaid);
    public Money Open => Sum(s => s.IsOpen);

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        All = StatementRow.Of(db, cycle.Id);
        return null;
    }

    private Money Sum(Func<StatementRow, bool> which) => Money.Sum(All.Where(which).Select(s => s.Amount));
}

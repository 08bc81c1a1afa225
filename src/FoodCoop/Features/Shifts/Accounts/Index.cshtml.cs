namespace FoodCoop.Features.Shifts.Accounts;

/// <summary>Where every member stands with its shifts, and what went into the solidarity pot and out of it: for coordinators, who are asked.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class IndexModel(Db db, CoopDates dates) : TablePage
{
    public List<AccountRow> Accounts { get; private set; } = [];
    public List<PotLine> Pot { get; private set; } = [];
    public int InPot => Pot.Sum(l => l.Kind == "given" ? 1 : -1);

    protected internal override IActionResult? Load()
    {
        Accounts = AccountRow.All(db, Now);
        Pot = PotLine.All(db);
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("accounts", t["Accounts.Title"], Accounts,
            (t["Accounts.Number"], a => a.Number),
            (t["Accounts.Member"], a => a.Name),
            (t["Accounts.Balance"], a => a.Balance),
            (t["Accounts.Coming"], a => a.Coming),
            (t["Accounts.Owed"], a => a.Owed),
            (t["Accounts.Done"], a => a.Done),
            (t["Accounts.Excused"], a => a.Excused),
            (t["Accounts.Missed"], a => a.Missed),
            (t["Accounts.Given"], a => a.Given),
            (t["Accounts.Received"], a => a.Received),
            (t["Accounts.ByHand"], a => a.ByHand),
            (t["Accounts.Last"], a => a.LastAt is { } at ? dates.DateOf(at) : null));
        yield return PageTable.Of("pot", t["Accounts.Pot"], Pot,
            (t["Accounts.On"], l => dates.DateOf(l.At)),
            (t["Accounts.Number"], l => l.Number),
            (t["Accounts.Member"], l => l.Name),
            (t["Accounts.What"], l => t["Mine.Line." + l.Kind]),
            (t["Accounts.By"], l => l.By));
    }
}

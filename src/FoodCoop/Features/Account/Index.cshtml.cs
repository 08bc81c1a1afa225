using FoodCoop.Features.Ledger;

namespace FoodCoop.Features.Account;

/// <summary>A member's money: where it stands, what is to be paid and how, "I have paid", and all that was ever booked.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : CoopPage
{
    public List<StatementRow> Statements { get; private set; } = [];
    public List<EntryRow> Entries { get; private set; } = [];
    public BankAccount Account { get; private set; } = null!;
    public Money Balance => Entries.Count == 0 ? Money.Zero : Entries[0].Balance;

    /// <summary>To be paid, the most urgent first.</summary>
    public IEnumerable<StatementRow> Open => Statements.Where(s => s.IsOpen).OrderBy(s => s.DueOn);

    /// <summary>A word given since then can be taken back in the list; an older one on the page of its statement.</summary>
    public DateTimeOffset Recently => Now.AddDays(-30);

    protected internal override IActionResult? Load()
    {
        Statements = StatementRow.Of(db, viewer.MemberId);
        Entries = EntryRow.Of(db, viewer.MemberId);
        Account = BankAccount.Of(context.Settings(db));
        return null;
    }

    /// <summary>"I have paid": booked at the member's word, once; who comes second sees who said so and when.</summary>
    public IActionResult OnPostPaid(string? cycle)
    {
        if (StatementRow.Find(db, viewer.MemberId, cycle) is not { } statement) return NotFound();
        if (Ledger.Ledger.SayPaid(db, statement, viewer.PersonId, Now))
            return Done("/account", "Account.Thanks", statement.Amount, dates.Month(statement.Cycle));
        return Done("/account", "Account.SaidBefore", statement.SaidBy, dates.Moment(statement.SaidAt!.Value));
    }

    /// <summary>Takes the household's own word back. It names its payment, so that a second click takes back nothing newer.</summary>
    public IActionResult OnPostTakeBack(string? cycle, Id<LedgerEntry> entry)
    {
        if (StatementRow.Find(db, viewer.MemberId, cycle) is not { } statement) return NotFound();
        if (statement.SaidId != entry) return Done("/account", "Account.TakenBackBefore");
        if (!statement.IsOwnWord) throw new Refused("", "Account.NotYourWord", statement.SaidBy ?? "");
        Ledger.Ledger.Reverse(db, entry, viewer.PersonId, Now, "");
        return Done("/account", "Account.TakenBack", dates.Month(statement.Cycle));
    }
}

using System.Security.Cryptography;

namespace FoodCoop.Features.Ledger;

/// <summary>For the treasurer: all entries of a member; booking by hand, and reversing.</summary>
[Authorize(Policy = Role.Treasurer)]
public sealed class MemberModel(Db db, Viewer viewer) : CoopPage
{
    private const string SelectMember = "select id, number, name from member where number = @Number";

    public sealed record MemberRow(Id<Platform.Web.Member> Id, int Number, string Name);

    [FromRoute] public int Number { get; set; }

    public MemberRow Row { get; private set; } = null!;
    public List<EntryRow> Entries { get; private set; } = [];
    public List<StatementRow> Open { get; private set; } = [];
    public Money Balance => Entries.Count == 0 ? Money.Zero : Entries[0].Balance;

    [BindProperty] public EntryKind Kind { get; set; } = EntryKind.Payment;
    [BindProperty] public Money? Amount { get; set; }
    [BindProperty] public string? Note { get; set; }

    /// <summary>The cycle's code of the statement that a payment answers; empty: none.</summary>
    [BindProperty] public string? Statement { get; set; }
    [BindProperty] public string? Once { get; set; }
    [BindProperty] public string? Reason { get; set; }

    protected internal override IActionResult? Load()
    {
        if (db.Find<MemberRow>(SelectMember, new { Number }) is not { } row) return NotFound();
        Row = row;
        Entries = EntryRow.Of(db, row.Id);
        Open = StatementRow.Of(db, row.Id).FindAll(s => s.IsOpen);
        if (string.IsNullOrEmpty(Once)) Once = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        return null;
    }

    public IActionResult OnPostBook()
    {
        if (Load() is { } gone) return gone;
        if (Amount is null && ModelState.IsValid) throw new Refused(nameof(Amount), "Ledger.AmountNought");
        if (!ModelState.IsValid) return Again();
        var statement = string.IsNullOrEmpty(Statement) ? null : StatementRow.Find(db, Row.Id, Statement) ?? throw new Refused(nameof(Statement), "Ledger.NoStatement");
        Ledger.Book(db, new Booking(Row.Id, Kind, Amount!.Value, Note ?? "", Once!, statement), viewer.PersonId, Now);
        return Done($"/money/members/{Number}", "Ledger.Booked", Amount.Value, Row.Name);
    }

    public IActionResult OnPostReverse(Id<LedgerEntry> entry)
    {
        if (Load() is { } gone) return gone;
        if (Entries.Find(e => e.Id == entry) is not { } found) return NotFound();
        if (string.IsNullOrWhiteSpace(Reason)) throw new Refused("", "Ledger.ReasonNeeded");
        Ledger.Reverse(db, entry, viewer.PersonId, Now, Reason);
        return Done($"/money/members/{Number}", "Ledger.ReversedNow", found.Amount);
    }
}

namespace FoodCoop.Features.Ledger;

/// <summary>One entry as it is shown.</summary>
/// <param name="Balance">After this entry.</param>
/// <param name="By">Null: the program.</param>
/// <param name="Reversed">Taken back by a later entry.</param>
public sealed record EntryRow(
    Id<LedgerEntry> Id, EntryKind Kind, Money Amount, Money Balance, DateTimeOffset At, string? By, string Note, string? Cycle, bool Reversed)
{
    private const string SelectOfMember = """
        select e.id, e.kind, e.amount, sum(e.amount) over (order by e.id) as balance, e.at, p.name as by, e.note, c.code as cycle,
          exists (select 1 from ledger_entry r where r.reverses_id = e.id) as reversed
        from ledger_entry e
        left join person p on p.id = e.by_person_id
        left join order_cycle c on c.id = e.cycle_id
        where e.member_id = @member
        order by e.id desc
        """;

    /// <summary>All entries of a member, the newest first.</summary>
    public static List<EntryRow> Of(Db db, Id<Member> member) => db.Query<EntryRow>(SelectOfMember, new { member });

    /// <summary>A charge, a payment or a correction that still counts can be taken back, once.</summary>
    public bool CanBeReversed => Kind != EntryKind.Reversal && !Reversed;
}

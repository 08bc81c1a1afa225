using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>A statement as it stands now: what is asked, and who said that it is paid.</summary>
/// <param name="Withdrawn">Its charge was reversed: nothing is to be paid any more.</param>
/// <param name="SaidId">The payment that stands for the word, while it holds.</param>
/// <param name="SaidMemberId">To which member the person belongs who said it: the treasurer's booking is not for the member to undo.</param>
public sealed record StatementRow(
    Id<Statement> Id, Id<OrderCycle> CycleId, string Cycle, Id<Member> MemberId, int Number, string Name, Money Amount, string Reference,
    DateOnly DueOn, DateTimeOffset MadeAt, bool Withdrawn, Id<LedgerEntry>? SaidId, DateTimeOffset? SaidAt, string? SaidBy, Id<Member>? SaidMemberId)
{
    private const string Columns = """
        select s.id, s.cycle_id, c.code as cycle, s.member_id, m.number, m.name, s.amount, s.reference,
          s.due_on, s.made_at, s.withdrawn, s.said_id, s.said_at, p.name as said_by, p.member_id as said_member_id
        from statement_now s
        join order_cycle c on c.id = s.cycle_id
        join member m on m.id = s.member_id
        left join person p on p.id = s.said_by_id
        """;

    private const string SelectOfMember = Columns + " where s.member_id = @member order by c.code desc";
    private const string SelectOne = Columns + " where s.member_id = @member and c.code = @cycle";
    private const string SelectOfCycle = Columns + " where s.cycle_id = @cycle order by m.number";

    /// <summary>All of a member, the newest first.</summary>
    public static List<StatementRow> Of(Db db, Id<Member> member) => db.Query<StatementRow>(SelectOfMember, new { member });

    /// <summary>A member's own for a cycle's code; null where there is none, also when it is another member's.</summary>
    public static StatementRow? Find(Db db, Id<Member> member, string? cycle) => db.Find<StatementRow>(SelectOne, new { member, cycle });

    /// <summary>All of a cycle, by member number.</summary>
    public static List<StatementRow> Of(Db db, Id<OrderCycle> cycle) => db.Query<StatementRow>(SelectOfCycle, new { cycle });

    public bool IsSaid => SaidId is not null;

    /// <summary>Asked and not answered yet.</summary>
    public bool IsOpen => !IsSaid && !Withdrawn;

    /// <summary>Said by somebody of the member itself, who may also take it back.</summary>
    public bool IsOwnWord => IsSaid && SaidMemberId == MemberId;
}

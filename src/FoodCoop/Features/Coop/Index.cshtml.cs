using FoodCoop.Features.Room;

namespace FoodCoop.Features.Coop;

public sealed record DecisionRow(DateOnly DecidedOn, string Words);

/// <summary>Somebody with a role, who may be called about it.</summary>
public sealed record ToAskRow(string Role, string Name, string Phone);

public sealed record NameRow(int Number, string Name);

/// <summary>The co-op for all its members: the room and its seats, what the assembly decided, people to ask, members by name.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, CoopContext coop) : CoopPage
{
    private const string SelectDecisions = "select decided_on, words from decision order by decided_on desc, id desc";

    private const string SelectToAsk = """
        select r.role, p.name, p.phone
        from person_role r
        join person p on p.id = r.person_id
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null
        order by r.role, p.name
        """;

    // names only: addresses and phones of members are for those whose role needs them
    private const string SelectMembers = "select number, name from member where left_on is null and kind = 'member' order by number";

    /// <summary>The floor for balances; null: there is none.</summary>
    public Money? Floor { get; private set; }

    public CoopRow Settings { get; private set; } = null!;
    public RoomNow Room { get; private set; } = null!;
    public IReadOnlyList<DecisionRow> Decisions { get; private set; } = [];
    public IReadOnlyList<ToAskRow> ToAsk { get; private set; } = [];
    public IReadOnlyList<NameRow> Members { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Settings = coop.Settings(db);
        Room = RoomNow.Of(db);
        Floor = Ledger.Floor.Of(db);
        Decisions = db.Query<DecisionRow>(SelectDecisions);
        ToAsk = db.Query<ToAskRow>(SelectToAsk);
        Members = db.Query<NameRow>(SelectMembers);
        return null;
    }
}

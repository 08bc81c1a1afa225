using System.Globalization;
using FoodCoop.Features.Room;

namespace FoodCoop.Features.Membership;

public sealed record MemberRow(int Number, string Name, int Seats, DateOnly JoinedOn, DateOnly? LeftOn, string Persons);

/// <summary>The members: number, name, seats, persons; present ones or those who left; with a search.</summary>
[Authorize(Policy = Role.MembershipCoordinator)]
public sealed class IndexModel(Db db) : CoopPage
{
    private const string Select = """
        select m.number, m.name, m.seats, m.joined_on, m.left_on, coalesce(p.names, '') as persons
        from member m
        left join (
          select member_id, group_concat(name, ', ') as names
          from person
          where (left_on is null) = @present
          group by member_id) p on p.member_id = m.id
        where m.kind = 'member' and (m.left_on is null) = @present
        order by m.number
        """;

    [BindProperty(SupportsGet = true)] public string? Search { get; set; }

    /// <summary>"left" shows those who are gone.</summary>
    [BindProperty(SupportsGet = true)] public string? Show { get; set; }

    public bool Left => Show == "left";
    public RoomNow Room { get; private set; } = null!;
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Room = RoomNow.Of(db);
        Members = [.. db.Query<MemberRow>(Select, new { present = !Left }).Where(m => Matches(m, Search))];
        return null;
    }

    /// <summary>Every word stands somewhere in the number or the names; accents and capitals do not matter.</summary>
    internal static bool Matches(MemberRow member, string? search)
    {
        var text = $"{member.Number} {member.Name} {member.Persons}";
        return (search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word =>
            CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
    }
}

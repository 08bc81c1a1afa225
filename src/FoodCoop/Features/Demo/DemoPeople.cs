using System.Globalization;

namespace FoodCoop.Features.Demo;

/// <param name="Email">Null: others order and sign for this person.</param>
/// <param name="Phone">In a range that no provider has given out, or "".</param>
/// <param name="Roles">As the table <c>person_role</c> names them.</param>
public sealed record DemoPerson(string Name, string Language, string? Email, string Phone, IReadOnlyList<string> Roles);

/// <param name="Kind"><c>single</c>, <c>household</c> (two persons), <c>house</c> (shared), or <c>shelf</c>.</param>
public sealed record DemoMember(int Number, string Name, int Seats, string Kind, DateOnly JoinedOn, IReadOnlyList<DemoPerson> Persons)
{
    /// <summary>As the table <c>member</c> names it.</summary>
    public string TableKind => Kind == "shelf" ? "shelf" : "member";
}

/// <summary>Someone to sign in as with one click.</summary>
/// <param name="Key">member, buyer, coordinator, host, treasurer, membership or admin.</param>
public sealed record DemoRole(string Key, int MemberNumber, string Email);

/// <summary>The members of the demo co-op: 187 of a multilingual Amsterdam, and the co-op's own shelf.</summary>
public static class DemoPeople
{
    private static readonly DateOnly s_founded = new(2014, 1, 1);

    private static readonly Dictionary<string, string> s_roles = new(StringComparer.Ordinal)
    {
        ["buyer"] = "Buyer", ["coordinator"] = "ShiftCoordinator", ["host"] = "PickupHost", ["treasurer"] = "Treasurer",
        ["membership"] = "MembershipCoordinator", ["admin"] = "Admin",
    };

    private static readonly IReadOnlyList<DemoMember> s_all = [.. DemoCorpus.Lines("people").Select(Member)];

    /// <summary>Goods that buyers order for the co-op itself; takes no seat.</summary>
    public static DemoMember Shelf { get; } = s_all.Single(m => m.Kind == "shelf");

    /// <summary>By number, which has gaps where people left.</summary>
    public static IReadOnlyList<DemoMember> Members { get; } = [.. s_all.Where(m => m.Kind != "shelf")];

    /// <summary>One for each button of the demo's front page.</summary>
    public static IReadOnlyList<DemoRole> Cast { get; } =
    [
        Named("member", "amara"), Named("buyer", "maaike"), Named("coordinator", "tomas"), Named("host", "elif"),
        Named("treasurer", "ingrid"), Named("membership", "hanneke"), Named("admin", "dirk"),
    ];

    private static DemoRole Named(string key, string mailbox)
    {
        var email = mailbox + "@demo.example";
        return new(key, Members.Single(m => m.Persons.Any(p => p.Email == email)).Number, email);
    }

    private static DemoMember Member(string line)
    {
        var cells = line.Split('|');
        var number = int.Parse(cells[0], CultureInfo.InvariantCulture);
        var persons = cells[4..].Select(Person).ToList();
        var name = cells[3].Length > 0 ? cells[3] : string.Join(" & ", persons.Select(p => p.Name));
        // Some two members a month from the founding on, until the room was full in the autumn of 2025.
        return new(number, name, int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], s_founded.AddDays((number - 1) * 18), persons);
    }

    private static DemoPerson Person(string cell)
    {
        var p = cell.Split('~');
        return new(p[0], p[1], p[2].Length > 0 ? p[2] : null, p[3], p[4].Length > 0 ? [s_roles[p[4]]] : []);
    }
}

using System.Globalization;

namespace FoodCoop.Platform.Web;

/// <summary>Who looks at this page: the signed-in person, or a visitor. Filled once per request, fresh from the database.</summary>
public sealed class Viewer
{
    private HashSet<string> roles = [];

    public bool IsSignedIn => PersonId.Value > 0;
    public Id<Person> PersonId { get; private set; }
    public Id<Member> MemberId { get; private set; }
    public int MemberNumber { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>"nl" or "en".</summary>
    public string Language { get; private set; } = "en";

    public CultureInfo Culture => Languages.Culture(Language);

    public IReadOnlyCollection<string> Roles => roles;

    public bool Has(string role) => roles.Contains(role);

    internal void SignedIn(ViewerRow row)
    {
        (PersonId, MemberId, MemberNumber, Name, Language) = (row.PersonId, row.MemberId, row.MemberNumber, row.Name, row.Language);
        roles = [.. row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (roles.Count > 0) roles.Add(Role.Coordinator);
        if (Has(Role.ShiftCoordinator) || Has(Role.PickupHost)) roles.Add(Role.DayHost);
        roles.Add(Role.Member);
    }

    internal void Visits(string language) => Language = language;

    /// <summary>The rest of this answer is in another language: of who is meant by a mailed link, whoever's browser it opens in.</summary>
    /// <remarks>Only for what is called from here on: a culture goes down the calls and not up again.</remarks>
    internal void Reads(string language)
    {
        Language = language;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture;
    }
}

/// <summary>What is loaded of the viewer at each request.</summary>
public sealed record ViewerRow(
    Id<Person> PersonId, Id<Member> MemberId, int MemberNumber, string Name, string Language, string SecurityStamp, string Roles);

/// <summary>Marks rows of the table person: somebody with a login (or a phone) who belongs to a member.</summary>
public sealed class Person : IEntity;

/// <summary>Marks rows of the table member: a membership with one order, one balance, one shift duty.</summary>
public sealed class Member : IEntity;

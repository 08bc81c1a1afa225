namespace FoodCoop.Features.Settings;

public sealed record RoleRow(Id<Person> PersonId, string Name, int Number, string Role, DateTimeOffset GrantedAt, string? GrantedBy);

public sealed record PastRoleRow(string Name, string Role, DateTimeOffset GrantedAt, DateTimeOffset EndedAt, string? EndedBy);

public sealed record PersonRow(Id<Person> Id, string Name, int Number);

/// <summary>Who has which role, since when and by whom; to give and to end. It takes effect at the person's next request.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class RolesModel(Db db, Viewer viewer) : CoopPage
{
    private const string Select = """
        select r.person_id, p.name, m.number, r.role, r.granted_at, g.name as granted_by
        from person_role r
        join person p on p.id = r.person_id
        join member m on m.id = p.member_id
        left join person g on g.id = r.granted_by
        order by p.name
        """;

    private const string SelectPast = """
        select p.name, r.role, r.granted_at, r.ended_at, e.name as ended_by
        from past_role r
        join person p on p.id = r.person_id
        left join person e on e.id = r.ended_by
        order by r.ended_at desc, r.id desc
        limit 50
        """;

    private const string SelectPersons = """
        select p.id, p.name, m.number
        from person p
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null
        order by p.name
        """;

    public IReadOnlyList<RoleRow> Given { get; private set; } = [];
    public IReadOnlyList<PastRoleRow> Past { get; private set; } = [];
    public IReadOnlyList<PersonRow> Persons { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Given = db.Query<RoleRow>(Select);
        Past = db.Query<PastRoleRow>(SelectPast);
        Persons = db.Query<PersonRow>(SelectPersons);
        return null;
    }

    public IActionResult OnPostGive(Id<Person> person, string? role)
    {
        Load();
        if (Persons.FirstOrDefault(p => p.Id == person) is not { } to || !Role.Given.Contains(role)) throw new Refused("", "Settings.ChooseBoth");
        RoleGrant.Give(db, Now, person, role!, viewer.PersonId);
        return Done("/settings/roles", "Settings.RoleGiven", to.Name, T["Coop.Role." + role]);
    }

    public IActionResult OnPostEnd(Id<Person> person, string? role)
    {
        Load();
        if (Given.FirstOrDefault(r => r.PersonId == person && r.Role == role) is not { } given) return LocalRedirect("/settings/roles"); // ended already
        RoleGrant.End(db, Now, person, given.Role, viewer.PersonId);
        // whoever ends the own admin role is sent where they may still be
        return Done(person == viewer.PersonId && role == Role.Admin ? "/" : "/settings/roles", "Settings.RoleEnded", given.Name, T["Coop.Role." + role]);
    }

    private static Texts T { get; } = new();
}

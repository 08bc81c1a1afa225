namespace FoodCoop.Features.Settings;

/// <summary>Giving roles to persons and ending them; who did it and when is kept. A right belongs to a role, never to a name.</summary>
public static class RoleGrant
{
    private const string Insert = """
        insert into person_role (person_id, role, granted_at, granted_by)
        values (@person, @role, @now, @by)
        on conflict (person_id, role) do nothing
        """;

    private const string SelectRoles = "select role from person_role where person_id = @person";

    private const string CountOtherAdmins = """
        select count(*)
        from person_role r
        join person p on p.id = r.person_id
        join member m on m.id = p.member_id
        where r.role = 'Admin' and r.person_id <> @person and p.left_on is null and m.left_on is null and p.email is not null
        """;

    private const string InsertPast = """
        insert into past_role (person_id, role, granted_at, granted_by, ended_at, ended_by)
        select person_id, role, granted_at, granted_by, @now, @by
        from person_role
        where person_id = @person and role = @role
        """;

    private const string Delete = "delete from person_role where person_id = @person and role = @role";

    /// <param name="by">Null: the set-up.</param>
    public static void Give(Db db, DateTimeOffset now, Id<Person> person, string role, Id<Person>? by) =>
        db.Execute(Insert, new { person, role, now, by });

    /// <exception cref="Refused">Nobody would be admin any more.</exception>
    public static void End(Db db, DateTimeOffset now, Id<Person> person, string role, Id<Person> by)
    {
        if (role == Role.Admin && db.One<int>(CountOtherAdmins, new { person }) == 0) throw new Refused("", "Settings.LastAdmin");
        db.Execute(InsertPast, new { person, role, now, by });
        db.Execute(Delete, new { person, role });
    }

    /// <inheritdoc cref="End"/>
    public static void EndAll(Db db, DateTimeOffset now, Id<Person> person, Id<Person> by)
    {
        foreach (var role in db.Query<string>(SelectRoles, new { person })) End(db, now, person, role, by);
    }
}

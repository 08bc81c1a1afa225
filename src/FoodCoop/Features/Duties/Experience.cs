using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>Somebody of whom a coordinator says that they have done a duty before.</summary>
public sealed record ExperiencedPerson(Id<Duty> DutyId, Id<Person> PersonId, string Name, int Number, DateTimeOffset GivenAt, string? GivenBy);

/// <summary>
/// Experience that is not in the duty account: from before the co-op kept its shifts here, or from elsewhere. It counts for the member of
/// that person, as a shift done does.
/// </summary>
/// <remarks>Source: design, shifts.md section 1 ("experienced": a shift done here, or marked at import).</remarks>
public static class Experience
{
    private const string SelectAll = """
        select k.duty_id, k.person_id, p.name, m.number, k.given_at, g.name as given_by
        from person_duty k
        join person p on p.id = k.person_id
        join member m on m.id = p.member_id
        left join person g on g.id = k.given_by
        where p.left_on is null and m.left_on is null
        order by p.name
        """;

    // Who, and what: null for all of those there are now.
    private const string InsertGiven = """
        insert into person_duty (person_id, duty_id, given_at, given_by)
        select p.id, d.id, @now, @by
        from person p
        join member m on m.id = p.member_id and m.kind = 'member' and m.left_on is null
        join duty d on d.ended_at is null
        where p.left_on is null and (@person is null or p.id = @person) and (@duty is null or d.id = @duty)
        on conflict do nothing
        """;

    private const string DeleteGiven = "delete from person_duty where duty_id = @duty and (@person is null or person_id = @person)";

    public static List<ExperiencedPerson> All(Db db) => db.Query<ExperiencedPerson>(SelectAll);

    /// <summary>Says it of one person or (null) of everybody who is a member now, for one duty or (null) for all.</summary>
    public static int Give(Db db, Id<Person>? person, Id<Duty>? duty, DateTimeOffset now, Id<Person> by) =>
        db.Execute(InsertGiven, new { person, duty, now, by });

    /// <summary>Takes it back, of one person or (null) of everybody; what was done here stays done.</summary>
    public static int Take(Db db, Id<Person>? person, Id<Duty> duty) => db.Execute(DeleteGiven, new { person, duty });
}

namespace FoodCoop.Features.Setup;

/// <summary>What a co-op that has just been set up still needs, and whose role it is. An admin has the settings and gives roles, and nothing else.</summary>
/// <param name="Key">Its words: <c>Setup.Step.Key</c>.</param>
/// <param name="For">The role that does it.</param>
/// <param name="IsHeld">Somebody has that role.</param>
/// <remarks>Source: design, domain.md section 1 (a right belongs to a role) and experience.md (First minutes).</remarks>
public sealed record NextStep(string Key, string For, string Address, bool IsDone, bool IsHeld)
{
    private const string Select = """
        select
          coalesce((
            select group_concat(distinct r.role)
            from person_role r
            join person p on p.id = r.person_id and p.left_on is null
            join member m on m.id = p.member_id and m.left_on is null), '') as roles,
          (select count(*) from member where kind = 'member' and left_on is null) as members,
          exists (select 1 from product) as products,
          exists (select 1 from duty) as duties
        """;

    private sealed record Row(string Roles, int Members, bool Products, bool Duties);

    /// <summary>In the order in which they come; none any more once all are done.</summary>
    public static IReadOnlyList<NextStep> Of(Db db)
    {
        var row = db.One<Row>(Select);
        var held = row.Roles.Split(',');
        NextStep Step(string key, string role, string address, bool isDone) => new(key, role, address, isDone, held.Contains(role));
        NextStep[] steps =
        [
            Step("Roles", Role.Admin, "/settings/roles", Role.Given.All(held.Contains)),
            Step("Members", Role.MembershipCoordinator, "/membership", row.Members > 1),
            Step("Products", Role.Buyer, "/buying", row.Products),
            Step("Duties", Role.ShiftCoordinator, "/roster/duties", row.Duties),
        ];
        return steps.All(s => s.IsDone) ? [] : steps;
    }
}

namespace FoodCoop.Features.Duties;

/// <summary>Who is exempt now or soon, and the way to any member's own page.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class ExemptAllModel(Db db, CoopDates dates) : TablePage
{
    private const string SelectMembers = "select number, name from member where kind = 'member' and left_on is null order by name";

    public sealed record MemberName(int Number, string Name);

    [FromQuery(Name = "member")] public int? Chosen { get; set; }

    public IReadOnlyList<ExemptionRow> Coming { get; private set; } = [];
    public IReadOnlyList<MemberName> Members { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Members = db.Query<MemberName>(SelectMembers);
        if (Members.Any(m => m.Number == Chosen)) return LocalRedirect($"/roster/exemptions/{Chosen}");
        Coming = Exemptions.Coming(db, dates.DateOf(Now));
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t) => [ExemptionRow.Table("exempt", t["Duties.Exemptions"], Coming, t, dates)];
}

using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>A member's exemptions and pauses, for coordinators only: to give one, and to end one.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class ExemptModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : TablePage
{
    private const string SelectMember = "select id, number, name from member where number = @number and kind = 'member' and left_on is null";

    private const string SelectComing = """
        select n.shift_id
        from spot_now n
        join shift s on s.id = n.shift_id
        where n.member_id = @member and s.cancelled_at is null and s.starts_at > @now
        order by s.starts_at
        """;

    public sealed record MemberRow(Id<Member> Id, int Number, string Name);

    [FromRoute] public int Number { get; set; }
    [BindProperty] public string? Kind { get; set; }
    [BindProperty] public DateOnly? From { get; set; }
    [BindProperty] public DateOnly? Until { get; set; }
    [BindProperty] public string? Note { get; set; }

    public MemberRow Member { get; private set; } = null!;
    public IReadOnlyList<ExemptionRow> All { get; private set; } = [];
    public IReadOnlyList<Shift> Coming { get; private set; } = [];
    public int Balance { get; private set; }
    public DateOnly Today { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (db.Find<MemberRow>(SelectMember, new { number = Number }) is not { } member) return NotFound();
        Member = member;
        var now = Now;
        Today = dates.DateOf(now);
        All = Exemptions.Of(db, member.Id);
        Coming = [.. db.Query<Id<ShiftDay>>(SelectComing, new { member = member.Id, now }).Select(s => Shift.Find(db, s)!)];
        Balance = DutyAccount.Balance(db, member.Id);
        if (Request.Method != HttpMethods.Post) From ??= Today;
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t) => [ExemptionRow.Table("exemptions", t["Duties.ExemptTitle", Member.Name], All, t, dates)];

    public bool Holds(ExemptionRow e) => e.EndedAt is null && (e.UntilOn is null || e.UntilOn >= Today);

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        if (Kind is null || !Exemptions.Kinds.Contains(Kind)) ModelState.Wrong(nameof(Kind), "Web.FieldNeeded");
        if (From is null && ModelState.GetFieldValidationState(nameof(From)) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            ModelState.Wrong(nameof(From), "Web.FieldNeeded");
        var note = ModelState.Text(nameof(Note), Note, 500);
        if (Until < From) ModelState.Wrong(nameof(Until), "Duties.UntilBeforeFrom");
        if (!ModelState.IsValid) return Page();
        var freed = Exemptions.Give(db, context.Settings(db), Member.Id, Kind!, From!.Value, Until, note, Now, viewer.PersonId);
        return Done(Here, "Duties.ExemptDone", Member.Name, freed.Count);
    }

    public IActionResult OnPostEnd(Id<Exemption> exemption)
    {
        if (Load() is { } other) return other;
        if (All.FirstOrDefault(e => e.Id == exemption) is not { } row) return NotFound();
        if (!Holds(row)) return LocalRedirect(Here); // ended already
        Exemptions.End(db, context.Settings(db), row, Now, viewer.PersonId);
        return Done(Here, "Duties.ExemptEnded", Member.Name);
    }

    private string Here => $"/roster/exemptions/{Number}";
}

using System.Globalization;
using FoodCoop.Features.Shifts.Mine;

namespace FoodCoop.Features.Shifts.Accounts;

/// <summary>One member's duty account, line by line with who made it, and a coordinator's own entry with its reason.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class OneModel(Db db, Viewer viewer, CoopDates dates) : TablePage
{
    private const string SelectMember = "select id, name from member where number = @number and kind = 'member' and left_on is null";

    private const int MostAtOnce = 9;

    public sealed record MemberRow(Id<Member> Id, string Name);

    [FromRoute] public int Number { get; set; }
    [BindProperty] public int? Amount { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>The last line that the page showed: a second click enters nothing twice.</summary>
    [BindProperty] public string? Seen { get; set; }

    public MemberRow Member { get; private set; } = null!;
    public IReadOnlyList<DutyLine> Lines { get; private set; } = [];
    public int Balance { get; private set; }
    public string Newest => Lines.Count > 0 ? Lines[0].Id.ToString() : "0";

    protected internal override IActionResult? Load()
    {
        if (db.Find<MemberRow>(SelectMember, new { number = Number }) is not { } member) return NotFound();
        Member = member;
        Lines = DutyAccount.Lines(db, member.Id);
        Balance = Lines.Sum(l => l.Amount);
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("lines", t["Accounts.Of", Member.Name], Lines,
            (t["Accounts.On"], l => dates.DateOf(l.At)),
            (t["Accounts.What"], l => DutyStanding.Line(l, t, dates)),
            (t["Accounts.Reason"], l => l.Reason),
            (t["Accounts.Counts"], l => l.Amount),
            (t["Accounts.By"], l => l.By),
            (t["Accounts.TakenBack"], l => l.Reversed));
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        var amount = ModelState.Number(nameof(Amount), Amount, -MostAtOnce, MostAtOnce);
        if (Amount == 0) ModelState.Wrong(nameof(Amount), "Accounts.NotNought");
        var reason = ModelState.Need(nameof(Reason), Reason, 200);
        if (!ModelState.IsValid) return Page();
        if (Seen != Newest) throw new Refused("", "Accounts.ChangedMeanwhile");
        DutyAccount.Correct(db, Member.Id, amount, reason, Now, viewer.PersonId);
        return Done($"/roster/accounts/{Number.ToString(CultureInfo.InvariantCulture)}", "Accounts.Entered", Member.Name, Balance + amount);
    }
}

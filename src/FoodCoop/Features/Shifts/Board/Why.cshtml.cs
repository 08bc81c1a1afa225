using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>"Why this person?": what speaks for and against, who else could have been here and where else this member, and what that would cost.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class WhyModel(Db db, CoopContext context, Viewer viewer, CoopDates dates) : CoopPage
{
    [FromRoute] public string Code { get; set; } = "";
    [FromRoute(Name = "member")] public int Number { get; set; }
    [FromRoute(Name = "shift")] public long ShiftId { get; set; }

    public RosterBoard Board { get; private set; } = null!;
    public RosterMember Member { get; private set; } = null!;
    public Shift Shift { get; private set; } = null!;
    public BoardSpot Spot { get; private set; } = null!;

    /// <summary>Null where the spot is not the plan's: a coordinator put the member here, or it took the spot itself.</summary>
    public PlanExplanation? Explanation { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (RotationRow.ByCode(db, Code) is not { } rotation) return NotFound();
        Board = RosterInput.Load(db, rotation, CoopZone.Of(context.Settings(db).Zone), Now);
        var member = Board.Members.FirstOrDefault(m => m.Number == Number);
        var shift = Board.Shifts.FirstOrDefault(s => s.Id.Value == ShiftId);
        if (member is null || shift is null || Board.Spots.FirstOrDefault(s => s.MemberId == member.Id && s.ShiftId == shift.Id) is not { } spot) return NotFound();
        (Member, Shift, Spot) = (member, shift, spot);
        if (KeptPlan.Last(db, rotation.Id) is not { } kept) return null;
        var (plan, m, s) = (kept.Plan(), member.Id.ToString(), shift.Id.ToString());
        if (plan.Spots.Any(p => p.Member == m && p.Shift == s && p.Origin == SpotOrigin.Planned)) Explanation = Planner.Explain(kept.Given(), plan, m, s);
        return null;
    }

    /// <summary>What speaks for or against this member here, in sentences.</summary>
    public IEnumerable<string> Reasons(Texts t)
    {
        var m = Board.Planned[Member.Id.ToString()];
        if (!Board.PlannedShifts.TryGetValue(Shift.Id.ToString(), out var shift)) yield break;
        yield return !m.HasWishes() ? t["Board.ReasonNoWishes"] : m.WishCost(shift) switch
        {
            1 => t["Board.ReasonFirst"],
            4 => t["Board.ReasonSecond"],
            9 => t["Board.ReasonThird"],
            PlanCost.RatherNot => t["Board.ReasonRatherNot"],
            _ => t["Board.ReasonNoOpinion"],
        };
        if (m.Partner is { } partner)
            yield return Board.Spots.Any(s => s.ShiftId == Shift.Id && s.MemberId.ToString() == partner) ? t["Board.ReasonTogether", Name(partner)] : t["Board.ReasonApart", Name(partner)];
        if (m.Skills.Contains(RosterInput.ExperienceIn(Shift.DutyId))) yield return t["Board.ReasonExperienced"];
        if (Shift.Effort == 3) yield return t.Count("Board.ReasonHeavy", m.HeavyDone);
        if (m.Carried > 0) yield return t.Count("Board.ReasonCarried", m.Carried);
        if (m.LastShift is { } last) yield return t["Board.ReasonLast", dates.Date(last)];
    }

    public string Name(string member) => Board.ById.Values.FirstOrDefault(m => m.Id.ToString() == member)?.Name ?? member;

    public string NameOfShift(string? shift) => Board.Shifts.FirstOrDefault(s => s.Id.ToString() == shift) is { } s
        ? $"{s.Name(viewer.Language)}, {dates.Day(dates.DateOf(s.StartsAt))}"
        : new Texts()["Board.NoSpot"];
}

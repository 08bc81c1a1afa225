using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>What stands on the board, as files.</summary>
public sealed partial class OneModel
{
    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        var (language, code) = (viewer.Language, Board.Rotation.FirstCode);
        var shifts = Board.Shifts.Where(s => !s.IsCancelled).ToList();
        var people = Board.Spots.Where(s => Board.ById.ContainsKey(s.MemberId)).ToLookup(s => s.ShiftId);
        yield return PageTable.Of("roster", $"{t["Board.Title"]} {code}",
            shifts.SelectMany(s => people[s.Id].OrderBy(p => Board.ById[p.MemberId].Name, StringComparer.CurrentCulture).DefaultIfEmpty().Select(p => (Shift: s, Spot: p, Member: p is null ? null : Board.ById[p.MemberId]))),
            (t["Board.Day"], r => dates.DateOf(r.Shift.StartsAt)),
            (t["Board.From"], r => dates.Time(r.Shift.StartsAt)),
            (t["Board.Until"], r => dates.Time(r.Shift.EndsAt)),
            (t["Board.Shift"], r => r.Shift.Name(language)),
            (t["Board.Place"], r => r.Shift.Place),
            (t["Board.MemberNumber"], r => r.Member?.Number),
            (t["Board.Member"], r => r.Member?.Name),
            (t["Board.AsSkill"], r => r.Spot?.SkillId is { } skill ? SkillName(skill.ToString()) : null),
            (t["Board.IsFixed"], r => r.Spot?.Fixed),
            (t["Board.TookIt"], r => r.Spot?.IsOwn),
            (t["Board.Looking"], r => r.Spot?.IsLooking),
            (t["Board.Wish"], r => r.Spot is null ? null : Wish(t, r.Spot)),
            (t["Board.Against"], r => r.Spot is null ? null : Against(t, r.Spot)));
        yield return PageTable.Of("shifts", $"{t["Board.Shifts"]} {code}", shifts,
            (t["Board.Day"], s => dates.DateOf(s.StartsAt)),
            (t["Board.From"], s => dates.Time(s.StartsAt)),
            (t["Board.Until"], s => dates.Time(s.EndsAt)),
            (t["Board.Shift"], s => s.Name(language)),
            (t["Board.Place"], s => s.Place),
            (t["Board.People"], s => people[s.Id].Count()),
            (t["Board.Fewest"], s => s.Fewest),
            (t["Board.Usual"], s => s.Usual),
            (t["Board.Most"], s => s.Most),
            (t["Board.Short"], s => Math.Max(s.Fewest - people[s.Id].Count(), 0)),
            (t["Board.Lacking"], s => string.Join(", ", Figures.Unfilled.Where(u => u.Shift == s.Id.ToString() && u.Skill is not null).Select(u => SkillName(u.Skill!)))));
        yield return PageTable.Of("without", $"{t["Board.Without"]} {code}", Board.Without(),
            (t["Board.MemberNumber"], m => m.Number),
            (t["Board.Member"], m => m.Name),
            (t["Board.CarriedOver"], m => m.Carried));
        yield return PageTable.Of("figures", $"{t["Board.Figures"]} {code}", FigureRows(t), (t["Board.Figure"], f => f.What), (t["Board.Count"], f => f.Number));
    }

    private IEnumerable<(string What, int Number)> FigureRows(Texts t)
    {
        var figures = Figures.Figures;
        yield return (t["Board.FigureShort"], Figures.Unfilled.Sum(u => u.Short));
        yield return (t["Board.FigureWithout"], Board.Without().Count);
        yield return (t["Board.FigureApart"], figures.PairsApart);
        yield return (t["Board.FigureWithWishes"], figures.WithWishes);
        yield return (t["Board.FigureFirst"], figures.FirstWish);
        yield return (t["Board.FigureTopThree"], figures.TopThree - figures.FirstWish);
        yield return (t["Board.FigureHeavyLeast"], figures.HeavyLeast);
        yield return (t["Board.FigureHeavyMost"], figures.HeavyMost);
        if (Board.Rotation.IsPublished) yield return (t["Board.FigureMoved"], Board.Moved());
    }

    private string Wish(Texts t, BoardSpot spot) => Board.PlannedShifts.GetValueOrDefault(spot.ShiftId.ToString()) is not { } shift
        || Board.Planned[spot.MemberId.ToString()] is var member && !member.HasWishes() ? "" : member.WishCost(shift) switch
        {
            1 => t["Board.Liked1"],
            4 => t["Board.Liked2"],
            9 => t["Board.Liked3"],
            PlanCost.RatherNot => t["Board.RatherNot"],
            _ => "",
        };

    private string Against(Texts t, BoardSpot spot)
    {
        if (Board.PlannedShifts.GetValueOrDefault(spot.ShiftId.ToString()) is not { } shift) return "";
        var member = Board.Planned[spot.MemberId.ToString()];
        return member.CannotDates.Contains(shift.Date) ? t["Board.Cannot"] : member.Allows(shift) ? "" : t["Board.MayNot"];
    }
}

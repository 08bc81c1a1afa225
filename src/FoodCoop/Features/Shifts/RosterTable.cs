using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts;

/// <summary>A plan as lines to read in a terminal.</summary>
internal static class RosterTable
{
    public static void Write(PlanInput input, RosterPlan plan, Texts texts, TextWriter output)
    {
        output.WriteLine(texts["Planning.TableSeed", input.Members.Count, input.Shifts.Count, plan.Seed]);
        var people = plan.Spots.ToLookup(s => s.Shift, StringComparer.Ordinal);
        foreach (var shift in input.Shifts.OrderBy(s => s.Date).ThenBy(s => s.Id, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine(texts["Planning.TableShift", shift.Date, shift.Duty, shift.Id, people[shift.Id].Count(), shift.Fewest, shift.Most]);
            foreach (var spot in people[shift.Id]) output.WriteLine($"    {spot.Member}{(spot.Skill is { } skill && !spot.Lacking ? $" ({skill})" : "")}");
        }
        output.WriteLine();
        foreach (var u in plan.Unfilled)
            output.WriteLine(u.Skill is null ? texts["Planning.TableShort", u.Date, u.Duty, u.Shift, u.Short] : texts["Planning.TableShortSkill", u.Date, u.Duty, u.Shift, u.Short, u.Skill]);
        foreach (var u in plan.Unplaced) output.WriteLine(texts["Planning.TableUnplaced", u.Member, u.Carried, u.Possible]);
        foreach (var p in plan.Pairs.Where(p => p.Shift is null)) output.WriteLine(texts["Planning.TablePair", p.Member, p.Partner]);
        var figures = plan.Figures;
        output.WriteLine(texts["Planning.TableWishes", figures.FirstWish, figures.WithWishes, figures.TopThree]);
        output.WriteLine(texts["Planning.TableHeavy", figures.HeavyLeast, figures.HeavyMost]);
        if (figures.Moved > 0) output.WriteLine(texts["Planning.TableMoved", figures.Moved]);
        output.WriteLine(Proof(plan.Gap, texts));
    }

    private static string Proof(PlanCost gap, Texts texts)
    {
        var open = ((string Level, int Units)[])
        [
            (nameof(gap.EmptySpots), gap.EmptySpots), (nameof(gap.Without), gap.Without), (nameof(gap.Moved), gap.Moved), (nameof(gap.Apart), gap.Apart),
            (nameof(gap.Unskilled), gap.Unskilled), (nameof(gap.Wishes), gap.Wishes), (nameof(gap.Heavy), gap.Heavy),
            (nameof(gap.Soon), gap.Soon), (nameof(gap.BeyondUsual), gap.BeyondUsual),
        ];
        var first = open.FirstOrDefault(level => level.Units > 0);
        return first.Level is null ? texts["Planning.TableExact"] : texts["Planning.TableGap", first.Units, texts[$"Planning.Level{first.Level}"]];
    }
}

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>Says which skill is scarce, from the prices of the optimum.</summary>
internal static class SkillPrices
{
    public static List<SkillScarcity> Of(PlanGrid grid, Assignment assignment, IReadOnlyList<PlannedSpot> spots)
    {
        var asked = grid.Places.Index().Where(p => p.Item.Skill is not null).ToLookup(p => p.Item.Skill!, StringComparer.Ordinal);
        return
        [
            .. asked.Select(skill => (Skill: skill.Key, Worth: Worth(grid, assignment, skill.Key, skill.Select(p => p.Index)), Asked: skill.Sum(p => p.Item.Capacity)))
                .OrderByDescending(s => s.Worth).ThenBy(s => s.Skill, StringComparer.Ordinal)
                .Select(s => new SkillScarcity(s.Skill, s.Asked, spots.Count(p => p.Skill == s.Skill && !p.Lacking),
                    grid.Rows.Select(r => r.Member).Distinct().Count(m => m.Skills.Contains(s.Skill)), PlanCost.Read(s.Worth))),
        ];
    }

    /// <summary>
    /// The most that the plan could be better by if one of those without the skill had it: by how much the pair would be below
    /// the prices that now prove the plan the best.
    /// </summary>
    private static Int128 Worth(PlanGrid grid, Assignment assignment, string skill, IEnumerable<int> places)
    {
        Int128 worth = 0;
        var all = places.ToList();
        for (var row = 0; row < grid.Rows.Length; row++)
        {
            if (grid.Rows[row].Held || grid.Rows[row].Member.Skills.Contains(skill)) continue;
            var able = grid.Rows[row] with { Member = grid.Rows[row].Member with { Skills = [.. grid.Rows[row].Member.Skills, skill] } };
            foreach (var place in all)
                if (grid.CostOf(able, place) is { } cost) worth = Int128.Max(worth, -assignment.Reduced(row, place, cost.Weight));
        }
        return worth;
    }
}

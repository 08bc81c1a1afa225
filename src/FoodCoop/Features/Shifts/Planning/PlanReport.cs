namespace FoodCoop.Features.Shifts.Planning;

/// <summary>Makes of a solved assignment what is shown and kept: spots, what is short, figures and the proof.</summary>
internal static class PlanReport
{
    /// <param name="bound">What no plan can be below, without what the grid starts with.</param>
    public static RosterPlan Of(PlanInput input, PlanGrid grid, Assignment assignment, int seed, Int128 bound)
    {
        var columns = new int[grid.Rows.Length];
        for (var row = 0; row < columns.Length; row++) columns[row] = assignment.ColumnOf(row);
        var cost = grid.CostOf(columns);
        var least = bound + grid.Base.Weight;
        var spots = Spots(grid, columns);
        var unfilled = Unfilled(grid, columns);
        var unplaced = Unplaced(grid, columns);
        var pairs = grid.Partners().Select(p => new PlannedPair(p.Member, p.Partner, Shared(spots, p.Member, p.Partner))).ToList();
        return new()
        {
            Seed = seed,
            Spots = spots,
            Unfilled = unfilled,
            Unplaced = unplaced,
            Pairs = pairs,
            Skills = SkillPrices.Of(grid, assignment, spots),
            Figures = PlanFiguring.Of(input, spots, unfilled, unplaced, pairs, cost),
            Cost = cost,
            Bound = PlanCost.Read(least - least % PlanCost.HeaviestIn(cost.Weight - least)),
            Gap = GapOf(cost.Weight - least),
        };
    }

    /// <summary>On the heaviest level that is open only, rounded up: what is lighter says nothing then.</summary>
    private static PlanCost GapOf(Int128 open) =>
        PlanCost.HeaviestIn(open) is var unit && open == 0 ? default : PlanCost.Read((open + unit - 1) / unit * unit);

    private static List<PlannedSpot> Spots(PlanGrid grid, int[] columns) =>
    [
        .. Enumerable.Range(0, columns.Length).Where(row => columns[row] >= 0)
            .Select(row => (Row: grid.Rows[row], Shift: grid.Shifts[grid.PlaceShift[columns[row]]], Place: grid.Places[columns[row]]))
            .OrderBy(s => s.Shift.Date).ThenBy(s => s.Shift.Id, StringComparer.Ordinal).ThenBy(s => s.Row.Member.Id, StringComparer.Ordinal)
            .Select(s => new PlannedSpot(s.Row.Member.Id, s.Shift.Id, s.Place.Skill, s.Place.Tier, s.Row.Origin,
                s.Place.Skill is { } skill && !s.Row.Member.Skills.Contains(skill))),
    ];

    private static List<UnfilledSpots> Unfilled(PlanGrid grid, int[] columns)
    {
        var filled = new int[grid.Places.Length];
        for (var row = 0; row < columns.Length; row++)
            if (columns[row] >= 0 && grid.CostOf(row, columns[row])!.Value.EmptySpots < 0) filled[columns[row]]++;
        return
        [
            .. Enumerable.Range(0, filled.Length)
                .Where(p => grid.Places[p].Tier == SpotTier.Fewest && filled[p] < grid.Places[p].Capacity)
                .Select(p => (Shift: grid.Shifts[grid.PlaceShift[p]], Place: grid.Places[p], Short: grid.Places[p].Capacity - filled[p]))
                .OrderBy(u => u.Shift.Date).ThenBy(u => u.Shift.Id, StringComparer.Ordinal).ThenBy(u => u.Place.Skill, StringComparer.Ordinal)
                .Select(u => new UnfilledSpots(u.Shift.Id, u.Shift.Duty, u.Shift.Date, u.Place.Skill, u.Short)),
        ];
    }

    private static List<UnplacedMember> Unplaced(PlanGrid grid, int[] columns) =>
    [
        .. Enumerable.Range(0, columns.Length).Where(row => columns[row] < 0).Select(row => grid.Rows[row].Member)
            .OrderByDescending(m => m.Carried).ThenBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => new UnplacedMember(m.Id, m.Carried, PossibleShifts(grid, m))),
    ];

    private static int PossibleShifts(PlanGrid grid, PlanMember member) => Enumerable.Range(0, grid.Shifts.Length).Count(s =>
        member.Allows(grid.Shifts[s]) && grid.Places[grid.First[s]..grid.First[s + 1]].Any(p => p.Cost(member, false, null) is not null));

    private static string? Shared(List<PlannedSpot> spots, string member, string partner) =>
        spots.Where(s => s.Member == member).Select(s => s.Shift).Intersect(spots.Where(s => s.Member == partner).Select(s => s.Shift)).FirstOrDefault();
}

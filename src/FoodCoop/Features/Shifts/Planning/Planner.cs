namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// Plans one rotation: who does which shift. A pure function; the rules are those of the rotation (docs/decisions/0009-planner.md).
/// Without pairs of partners the plan is the best possible; with them it says how far it can be off at most.
/// </summary>
public static partial class Planner
{
    /// <param name="seed">Draws between those who are alike; kept with the plan.</param>
    /// <returns>The same plan for the same input, in whatever order its members and shifts stand, and the same seed.</returns>
    /// <exception cref="Refused">The input contradicts itself; the text says what to mend.</exception>
    public static RosterPlan Plan(PlanInput input, int seed)
    {
        PlanInputRules.Hold(input);
        var grid = new PlanGrid(input, seed);
        var assignment = grid.Open();
        for (var row = 0; row < grid.Rows.Length; row++) assignment.Enter(row);
        var bound = assignment.Total;
        if (grid.Pairs.Length == 0) return PlanReport.Of(input, grid, assignment, seed, bound);
        var alone = assignment.Room();
        assignment.Keep(alone);
        var descent = new PairDescent(grid, assignment);
        descent.Run();
        var plan = assignment.Room();
        assignment.Keep(plan);
        var (together, value) = (assignment.Total, descent.Value);
        assignment.Restore(alone);
        bound = grid.Pairs.Length == 1 ? value : PairBound.Find(grid, assignment, together); // of one pair all shifts were tried
        assignment.Restore(plan);
        return PlanReport.Of(input, grid, assignment, seed, bound);
    }
}

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// A proof of how good a plan with partners can be at best. Lagrangian relaxation: for each pair and shift a price is paid by the one and given to
/// the other when they stand there. Together it cancels; apart it may not come to more than the pair's own cost. So the optimum of the
/// assignment with these prices is a bound on all plans, and the prices are moved to where the partners disagree.
/// </summary>
internal static class PairBound
{
    private const int Rounds = 60;
    private const int Patience = 4;

    /// <param name="assignment">Standing at the optimum without partners, which is the bound to begin with; left in that standing.</param>
    /// <param name="plan">What the best plan known costs, without the pairs that are apart in it.</param>
    public static Int128 Find(PlanGrid grid, Assignment assignment, Int128 plan)
    {
        var start = assignment.Room();
        assignment.Keep(start);
        var (best, width) = (assignment.Total, grid.Places.Length);
        var (share, since) = ((Int128)1, 0); // how much of the way to the plan a round tries: less when it did not help
        var prices = grid.Pairs.Select(_ => new Int128[grid.Shifts.Length]).ToArray();
        for (var round = 0; round < Rounds && best < plan; round++)
        {
            var apart = Enumerable.Range(0, grid.Pairs.Length).Where(p => At(grid.Pairs[p].A) != At(grid.Pairs[p].B)).ToList();
            if (apart.Count == 0) break;
            var change = Int128.Min((plan - assignment.Total) / (2 * share * apart.Count), PlanCost.UnitApart / (4 * Rounds));
            if (change <= 0) break;
            foreach (var p in apart)
            {
                var (a, b) = grid.Pairs[p];
                var (shiftA, shiftB) = (At(a), At(b));
                if (shiftA < 0 || shiftB < 0) continue;
                (prices[p][shiftA], prices[p][shiftB]) = (prices[p][shiftA] + change, prices[p][shiftB] - change);
                Charge(a, shiftA, change);
                Charge(a, shiftB, -change);
                assignment.Free(a); // one row at a time: until it is placed anew the proof of the others stands on its old costs
                Charge(b, shiftA, -change);
                Charge(b, shiftB, change);
                assignment.Free(b);
            }
            if (assignment.Total > best) (best, since) = (assignment.Total, 0);
            else if (++since == Patience) (share, since) = (2 * share, 0);
        }
        for (var p = 0; p < prices.Length; p++)
        {
            for (var shift = 0; shift < grid.Shifts.Length; shift++)
            {
                Charge(grid.Pairs[p].A, shift, -prices[p][shift]);
                Charge(grid.Pairs[p].B, shift, prices[p][shift]);
            }
        }
        assignment.Restore(start);
        return Raised(grid, best);

        int At(int row) => assignment.ColumnOf(row) is var place and >= 0 ? grid.PlaceShift[place] : -1;

        void Charge(int row, int shift, Int128 amount)
        {
            for (var place = grid.First[shift]; place < grid.First[shift + 1]; place++)
                if (grid.Costs[row * width + place] != Assignment.Forbidden) grid.Costs[row * width + place] += amount;
        }
    }

    /// <summary>A bound between two wish points is the upper one where what is lighter than wishes cannot come to so much.</summary>
    private static Int128 Raised(PlanGrid grid, Int128 bound)
    {
        var lighter = grid.Rows.Aggregate((Int128)0, (sum, row) => sum + grid.Shifts.Max(s => (row.Member.Cost(s) with { Wishes = 0, BeyondUsual = 1 }).Weight));
        var above = (bound % PlanCost.UnitWishes + PlanCost.UnitWishes) % PlanCost.UnitWishes;
        return above > lighter ? bound + PlanCost.UnitWishes - above : bound;
    }
}

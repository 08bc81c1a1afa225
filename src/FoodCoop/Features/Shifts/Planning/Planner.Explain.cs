namespace FoodCoop.Features.Shifts.Planning;

public static partial class Planner
{
    private const int Shown = 3;

    /// <summary>Answers "why this person?" for one spot of a plan, by solving the plan again with the person elsewhere or others here.</summary>
    /// <param name="input">What the plan was made from.</param>
    /// <exception cref="Refused">The plan has no such spot.</exception>
    public static PlanExplanation Explain(PlanInput input, RosterPlan plan, string member, string shift)
    {
        var spot = plan.Spots.FirstOrDefault(s => s.Member == member && s.Shift == shift) ?? throw new Refused("", "Planning.NoSuchSpot", member, shift);
        var open = new OpenPlan(input, plan);
        var row = open.Grid.RowOf(member, shift);
        var own = open.Own(row);
        if (open.Grid.Rows[row].Held) return new(spot, own, [], []);
        var at = open.Grid.ShiftOf[shift];
        var elsewhere = open.Best(Enumerable.Range(0, open.Grid.Shifts.Length).Where(s => s != at).Select(s => (row, s)));
        return new(spot, own, open.Without(row, at).Best(open.OthersFor(at)), elsewhere);
    }

    /// <summary>A plan opened again at its optimum, its pairs together where they are, to ask what a change would cost.</summary>
    private sealed class OpenPlan
    {
        private readonly Assignment _assignment;
        private readonly Standing _start;
        private readonly int[] _planned;
        private readonly PlanCost _cost;

        public OpenPlan(PlanInput input, RosterPlan plan)
        {
            Grid = new PlanGrid(input, plan.Seed);
            _assignment = Grid.Open();
            _planned = [.. Grid.Rows.Select((_, row) => PlaceIn(plan, row))];
            _cost = Grid.CostOf(_planned);
            for (var row = 0; row < _planned.Length; row++) _assignment.Enter(row);
            foreach (var (a, b) in Grid.Pairs)
            {
                if (Shift(_planned[a]) != Shift(_planned[b]) || _planned[a] < 0) continue;
                HoldTo(a, Shift(_planned[a]));
                HoldTo(b, Shift(_planned[a]));
            }
            // Among plans that are equally good this one: then nobody moves in an answer without need.
            if (Grid.CostOf(Columns()).Weight == _cost.Weight) _assignment.Seat(_planned);
            _start = Kept();
        }

        public PlanGrid Grid { get; }

        public PlanCost Own(int row) => Grid.CostOf(row, _planned[row])!.Value;

        /// <summary>From now on this member may not be in this shift.</summary>
        public OpenPlan Without(int row, int shift)
        {
            for (var place = Grid.First[shift]; place < Grid.First[shift + 1]; place++) Grid.Costs[row * Grid.Places.Length + place] = Assignment.Forbidden;
            _assignment.Restore(_start);
            _assignment.Free(row);
            _assignment.Keep(_start);
            return this;
        }

        /// <summary>Those who are not in the shift, and might be.</summary>
        public IEnumerable<(int Row, int Shift)> OthersFor(int shift) =>
            Enumerable.Range(0, _planned.Length).Where(row => !Grid.Rows[row].Held && Shift(_planned[row]) != shift).Select(row => (row, shift));

        /// <summary>The best plans in which one of these members is in that shift; prices rule out most without solving.</summary>
        public List<PlanAlternative> Best(IEnumerable<(int Row, int Shift)> choices)
        {
            _assignment.Restore(_start);
            var ranked = choices.Select(c => (Least: Least(c.Row, c.Shift), c.Row, c.Shift)).Where(c => c.Least is not null).OrderBy(c => c.Least).ToList();
            var found = new List<PlanAlternative>();
            var begin = _assignment.Total;
            foreach (var (least, row, shift) in ranked)
            {
                if (found.Count == Shown && begin + Grid.Base.Weight + least >= found[^1].Difference.Weight + _cost.Weight) break;
                _assignment.Restore(_start);
                if (!HoldTo(row, shift)) continue;
                found.Add(Told(row, shift));
                found = [.. found.OrderBy(f => f.Difference.Weight).Take(Shown)];
            }
            return found;
        }

        private PlanAlternative Told(int row, int shift)
        {
            var columns = Columns();
            var moves = Enumerable.Range(0, columns.Length).Where(r => Shift(columns[r]) != Shift(_planned[r]))
                .OrderBy(r => r != row).ThenBy(r => Grid.Rows[r].Member.Id, StringComparer.Ordinal)
                .Select(r => new PlanMove(Grid.Rows[r].Member.Id, Id(Shift(_planned[r])), Id(Shift(columns[r])))).ToList();
            return new(Grid.Rows[row].Member.Id, Id(shift), Grid.CostOf(columns) - _cost, moves);
        }

        /// <summary>The least that it costs to have the row in this shift; pairs that stand apart might come together by it.</summary>
        private Int128? Least(int row, int shift)
        {
            var least = Assignment.Forbidden;
            for (var place = Grid.First[shift]; place < Grid.First[shift + 1]; place++)
            {
                var cost = Grid.Costs[row * Grid.Places.Length + place];
                if (cost != Assignment.Forbidden) least = Int128.Min(least, _assignment.Reduced(row, place, cost));
            }
            return least == Assignment.Forbidden ? null : least;
        }

        private int PlaceIn(RosterPlan plan, int row)
        {
            var planned = Grid.Rows[row];
            var spot = plan.Spots.FirstOrDefault(s => s.Member == planned.Member.Id && (!planned.Held || s.Shift == Grid.Shifts[planned.Shift].Id));
            if (spot is null || !Grid.ShiftOf.TryGetValue(spot.Shift, out var shift)) return -1;
            for (var place = Grid.First[shift]; place < Grid.First[shift + 1]; place++)
                if (Grid.Places[place].Skill == spot.Skill && Grid.Places[place].Tier == spot.Tier) return place;
            throw new Refused("", "Planning.OtherPlan");
        }

        private bool HoldTo(int row, int shift) => _assignment.Hold(row, Grid.First[shift], Grid.First[shift + 1], false, Assignment.Forbidden);

        private int[] Columns() => [.. Grid.Rows.Select((_, row) => _assignment.ColumnOf(row))];

        private int Shift(int place) => place < 0 ? -1 : Grid.PlaceShift[place];

        private string? Id(int shift) => shift < 0 ? null : Grid.Shifts[shift].Id;

        private Standing Kept()
        {
            var kept = _assignment.Room();
            _assignment.Keep(kept);
            return kept;
        }
    }
}

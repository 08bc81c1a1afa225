using System.Globalization;
using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData("1  7", "7")]
    [InlineData("3  4 1 3  2 0 5  3 2 2", "5")] // 1 + 2 + 2
    [InlineData("3  1 2 3  2 4 6  3 6 9", "10")] // the anti-diagonal
    [InlineData("4  82 83 69 92  77 37 49 92  11 69 5 86  8 9 98 23", "140")] // Munkres' algorithm as it is often shown
    [InlineData("4  9 11 14 11  6 15 13 13  12 13 6 8  11 9 10 12", "32")]
    [InlineData("2  -5 -9223372036854775808  -1 -5", "-9223372036854775809")] // costs of any size: no sum overflows
    public void Small_instances_come_to_their_known_least_totals(string problem, string least) =>
        Assert.Equal(Int128.Parse(least, CultureInfo.InvariantCulture), AssignmentFile.LeastTotal(problem, "test"));

    [Fact]
    public void OR_Librarys_instance_of_100_comes_to_305()
    {
        var file = Path.Combine(Conventions.Sources.Root, "..", "shared", "data", "assignment", "assign100.txt");
        if (!File.Exists(file)) return; // only where the folder stands beside the repository
        Assert.Equal(305, AssignmentFile.LeastTotal(File.ReadAllText(file), file));
    }

    [Fact]
    public void The_least_total_is_that_of_trying_all_with_any_shape_and_forbidden_pairs()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = new Problem(seed);
            var assignment = problem.Open();
            var placed = Enumerable.Range(0, problem.Rows).Count(assignment.Enter);
            if (problem.Best() is not { } best)
            {
                Assert.NotEqual(problem.Rows, placed);
                continue;
            }
            Assert.Equal((problem.Rows, best), (placed, assignment.Total));
            problem.HoldsProof(assignment);
        }
    }

    [Fact]
    public void It_stays_solved_while_rows_are_held_freed_and_leave()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = new Problem(seed) { MayStayOut = true };
            var (assignment, dice) = (problem.Open(), new Dice(seed + 1000));
            for (var row = 0; row < problem.Rows; row++) Assert.True(assignment.Enter(row));
            for (var change = 0; change < 12; change++)
            {
                var row = dice.Below(problem.Rows);
                if (assignment.ColumnOf(row) == -2) Assert.True(assignment.Enter(row));
                else if (dice.In(4))
                {
                    assignment.Leave(row);
                    problem.Absent[row] = true;
                    Assert.Equal(problem.Best(), assignment.Total);
                    problem.Absent[row] = false;
                    Assert.True(assignment.Enter(row));
                }
                else if (dice.In(2))
                {
                    var first = dice.Below(problem.Columns);
                    problem.Held[row] = (first, first + 1 + dice.Below(problem.Columns - first));
                    Assert.True(assignment.Hold(row, problem.Held[row].First, problem.Held[row].End, true, Assignment.Forbidden));
                }
                else
                {
                    problem.Held[row] = (0, problem.Columns);
                    Assert.True(assignment.Free(row));
                }
                Assert.Equal(problem.Best(), assignment.Total);
            }
        }
    }

    [Fact]
    public void A_hold_that_is_not_below_its_limit_says_so_and_what_was_kept_comes_back()
    {
        var assignment = new Assignment([1, 5, 2, 4], [1, 1], [100, 100]);
        Assert.True(assignment.Enter(0) && assignment.Enter(1));
        Assert.Equal(5, assignment.Total); // 1 + 4
        var kept = assignment.Room();
        assignment.Keep(kept);
        Assert.False(assignment.Hold(0, 1, 2, false, 7)); // 5 + 2 = 7 is not below 7
        assignment.Restore(kept);
        Assert.Equal((5, 0), (assignment.Total, assignment.ColumnOf(0)));
        Assert.True(assignment.Hold(0, 1, 2, false, 8));
        Assert.Equal((7, 1, 0), (assignment.Total, assignment.ColumnOf(0), assignment.ColumnOf(1)));
    }

    [Fact]
    public void The_price_of_a_column_is_what_one_more_place_in_it_saves()
    {
        Int128[] costs = [1, 10, 1, 20, 1, 30];
        Int128 Total(int places)
        {
            var assignment = new Assignment(costs, [places, 3], [.. Enumerable.Repeat(Assignment.Forbidden, 3)]);
            for (var row = 0; row < 3; row++) assignment.Enter(row);
            return assignment.Total;
        }
        var solved = new Assignment(costs, [1, 3], [.. Enumerable.Repeat(Assignment.Forbidden, 3)]);
        for (var row = 0; row < 3; row++) solved.Enter(row);
        Assert.InRange(solved.PriceOf(0), Total(1) - Total(2), Total(0) - Total(1)); // between what the next place saves and the last one did
        Assert.Equal(0, solved.PriceOf(1));
    }

    /// <summary>A problem of chance, with its answer from trying all.</summary>
    private sealed class Problem
    {
        private readonly Int128[] _costs;
        private readonly int[] _capacity;
        private readonly Int128[] _outside;

        public Problem(int seed)
        {
            var dice = new Dice(seed);
            (Rows, Columns) = (1 + dice.Below(5), 1 + dice.Below(5));
            _costs = [.. Enumerable.Range(0, Rows * Columns).Select(_ => dice.In(5) ? Assignment.Forbidden : (Int128)dice.Below(12) - 3)];
            _capacity = [.. Enumerable.Range(0, Columns).Select(_ => 1 + dice.Below(2))];
            _outside = [.. Enumerable.Range(0, Rows).Select(_ => dice.In(2) ? Assignment.Forbidden : (Int128)dice.Below(20))];
            Held = [.. Enumerable.Repeat((0, Columns), Rows)];
            Absent = new bool[Rows];
        }

        public int Rows { get; }
        public int Columns { get; }
        public (int First, int End)[] Held { get; }
        public bool[] Absent { get; }

        public bool MayStayOut
        {
            init
            {
                for (var row = 0; row < Rows; row++)
                    if (_outside[row] == Assignment.Forbidden) _outside[row] = 15;
            }
        }

        public Assignment Open() => new(_costs, _capacity, _outside);

        public Int128? Best(int row = 0, int[]? used = null)
        {
            if (row == Rows) return 0;
            used ??= new int[Columns];
            if (Absent[row]) return Best(row + 1, used);
            var best = _outside[row] == Assignment.Forbidden ? null : Best(row + 1, used) + _outside[row];
            for (var column = Held[row].First; column < Held[row].End; column++)
            {
                var cost = _costs[row * Columns + column];
                if (cost == Assignment.Forbidden || used[column] == _capacity[column]) continue;
                used[column]++;
                if (Best(row + 1, used) + cost is { } total && (best is null || total < best)) best = total;
                used[column]--;
            }
            return best;
        }

        /// <summary>The prices prove the total: no pair is below them, and pairs that are taken are at them.</summary>
        public void HoldsProof(Assignment assignment)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++)
                {
                    if (_costs[row * Columns + column] == Assignment.Forbidden) continue;
                    var above = assignment.Reduced(row, column, _costs[row * Columns + column]);
                    Assert.True(assignment.ColumnOf(row) == column ? above == 0 : above >= 0);
                }
            }
            for (var column = 0; column < Columns; column++)
                Assert.True(assignment.Count(column) < _capacity[column] ? assignment.PriceOf(column) == 0 : assignment.PriceOf(column) >= 0);
        }
    }
}

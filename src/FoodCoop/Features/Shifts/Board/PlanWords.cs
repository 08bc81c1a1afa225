using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>The planner's numbers in words.</summary>
public static class PlanWords
{
    /// <summary>The levels on which two plans differ, the heaviest first.</summary>
    public static IEnumerable<(string Level, int Units)> Levels(PlanCost cost) =>
        ((string Level, int Units)[])
        [
            (nameof(cost.EmptySpots), cost.EmptySpots), (nameof(cost.Without), cost.Without), (nameof(cost.Moved), cost.Moved), (nameof(cost.Apart), cost.Apart),
            (nameof(cost.Unskilled), cost.Unskilled), (nameof(cost.Wishes), cost.Wishes), (nameof(cost.Heavy), cost.Heavy),
            (nameof(cost.Soon), cost.Soon), (nameof(cost.BeyondUsual), cost.BeyondUsual),
        ];

    /// <summary>How far the plan may be from the best possible one.</summary>
    public static string Proof(PlanCost gap, Texts t)
    {
        var first = Levels(gap).FirstOrDefault(l => l.Units > 0);
        return first.Level is null ? t["Planning.TableExact"] : t["Planning.TableGap", first.Units, t["Planning.Level" + first.Level]];
    }

    /// <summary>"wishes +5, heavy duties −3"; equal when there is no difference.</summary>
    public static string Difference(PlanCost difference, Texts t)
    {
        var parts = Levels(difference).Where(l => l.Units != 0).Select(l => $"{t["Planning.Level" + l.Level]} {(l.Units > 0 ? "+" : "−")}{Math.Abs(l.Units)}").ToList();
        return parts.Count == 0 ? t["Board.Equal"] : string.Join(", ", parts);
    }
}

using System.Numerics;
using System.Reflection;
using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

public sealed class PlanCostTests
{
    /// <summary>All that the most rows can come to on every level at once.</summary>
    private static readonly PlanCost s_most = new(
        EmptySpots: PlanCost.MostRows, Without: PlanCost.MostRows * (1 + PlanCost.MostCarried), Moved: PlanCost.MostRows, Apart: PlanCost.MostRows,
        Unskilled: PlanCost.MostRows, Wishes: PlanCost.MostRows * PlanCost.RatherNot,
        Heavy: PlanCost.MostRows * PlanCost.MostEffort * (2 * PlanCost.MostHeavyDone + 1), Soon: PlanCost.MostRows, BeyondUsual: PlanCost.MostRows);

    private static readonly PropertyInfo[] s_levels = [.. typeof(PlanCost).GetConstructors().Single(c => c.GetParameters().Length == 9)
        .GetParameters().Select(p => typeof(PlanCost).GetProperty(p.Name!)!)];

    [Fact]
    public void One_unit_of_a_level_weighs_more_than_all_lighter_levels_can_come_to()
    {
        var lighter = default(PlanCost);
        foreach (var level in s_levels.Reverse())
        {
            Assert.True(With(default, level, 1).Weight > lighter.Weight, level.Name);
            lighter = With(lighter, level, (int)level.GetValue(s_most)!);
        }
    }

    [Fact]
    public void The_most_of_all_levels_leaves_room_for_sums_in_128_bits() =>
        Assert.True((BigInteger)s_most.Weight * 1000 < (BigInteger)Int128.MaxValue);

    [Fact]
    public void Levels_are_read_back_from_the_number_they_make()
    {
        var dice = new Dice(1);
        for (var i = 0; i < 100; i++)
        {
            var cost = s_levels.Aggregate(default(PlanCost), (sum, level) => With(sum, level, dice.Below((int)level.GetValue(s_most)! + 1)));
            Assert.Equal(cost, PlanCost.Read(cost.Weight));
        }
        Assert.Equal(s_most, PlanCost.Read(s_most.Weight));
    }

    private static PlanCost With(PlanCost cost, PropertyInfo level, int units)
    {
        object boxed = cost;
        level.SetValue(boxed, units);
        return (PlanCost)boxed;
    }
}

using FoodCoop.Features.Shifts.Planning;
using Xunit.Abstractions;

namespace FoodCoop.Tests.Features.Shifts.Planning;

/// <summary>How good plans are, beside trying all plans where that is possible and beside the proven bound where it is not.</summary>
public sealed class PlannerOptimumTests(ITestOutputHelper output)
{
    [Fact]
    public void Without_partners_a_plan_is_the_best_of_all_plans()
    {
        for (var seed = 0; seed < 250; seed++)
        {
            var input = Rotations.Small(seed, 0);
            var plan = Planner.Plan(input, seed);
            Same(new AllPlans(input).Best, plan.Cost, seed);
            Assert.Equal((plan.Cost, default), (plan.Bound, plan.Gap));
        }
    }

    [Fact]
    public void With_one_pair_a_plan_is_the_best_of_all_plans_and_proven()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var input = Rotations.Small(seed, 1);
            var plan = Planner.Plan(input, seed);
            Same(new AllPlans(input).Best, plan.Cost, seed);
            Assert.Equal(default, plan.Gap);
        }
    }

    // Two pairs are no assignment problem any more: the descent could miss the best. Of 3,000 seeds tried it missed none; here 120 stand.
    [Fact]
    public void With_two_pairs_a_plan_is_the_best_of_all_plans_and_the_bound_never_above_it()
    {
        var proven = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var input = Rotations.Small(seed, 2);
            var plan = Planner.Plan(input, seed);
            Same(new AllPlans(input).Best, plan.Cost, seed);
            Assert.True(plan.Bound.Weight <= plan.Cost.Weight);
            if (plan.Gap == default) proven++;
        }
        output.WriteLine($"proven best: {proven} of 120");
        Assert.InRange(proven, 60, 120);
    }

    [Theory]
    [InlineData(180)]
    [InlineData(200)]
    [InlineData(600)]
    public void A_rotation_without_partners_equals_the_bound(int members)
    {
        var plan = Planner.Plan(Rotations.Real(1, members, 0), 1);
        Assert.Equal(plan.Cost, plan.Bound);
        Assert.Equal(default, plan.Gap);
        output.WriteLine($"{members} members: {plan.Cost}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void With_twenty_pairs_the_gap_to_the_bound_is_known_and_small(int seed)
    {
        var plan = Planner.Plan(Rotations.Real(seed, 200, 20), 1);
        output.WriteLine($"plan {plan.Cost}\nbound {plan.Bound}\ngap {plan.Gap}");
        Assert.True(plan.Bound.Weight <= plan.Cost.Weight);
        Assert.Equal((0, 0, 0, 0, 0), (plan.Gap.EmptySpots, plan.Gap.Without, plan.Gap.Moved, plan.Gap.Apart, plan.Gap.Unskilled));
        Assert.InRange(plan.Gap.Wishes, 0, 30); // of about 500
    }

    private static void Same(int[] best, PlanCost cost, int seed) => Assert.True(
        best.SequenceEqual([cost.EmptySpots, cost.Without, cost.Moved, cost.Apart, cost.Unskilled, cost.Wishes, cost.Heavy, cost.Soon, cost.BeyondUsual]),
        $"seed {seed}: planned {cost}, best {string.Join(' ', best)}");
}

using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Shifts.Planning;

public sealed class PlannerExplainTests
{
    [Fact]
    public void Why_this_person_names_the_next_best_and_what_they_would_cost()
    {
        var input = new PlanInput
        {
            Shifts = [Shift("Setup"), Shift("Cleaning")],
            Members = [new() { Id = "A", Likes = [Liking("Setup"), Liking("Cleaning")] }, new() { Id = "B", Likes = [Liking("Setup")], RatherNot = [Liking("Cleaning")] }],
        };
        var why = Planner.Explain(input, Planner.Plan(input, 1), "B", "Setup");
        Assert.Equal(1, why.Own.Wishes);
        var instead = Assert.Single(why.Instead);
        Assert.Equal(("A", 1 + 64 - 1 - 4), (instead.Member, instead.Difference.Wishes));
        Assert.Equal([new PlanMove("A", "Cleaning", "Setup"), new PlanMove("B", "Setup", "Cleaning")], instead.Moves);
        Assert.Equal("Cleaning", Assert.Single(why.Elsewhere).Shift);
    }

    [Fact]
    public void The_next_best_place_costs_what_trying_all_plans_says()
    {
        var asked = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var input = Rotations.Soft(seed);
            var plan = Planner.Plan(input, seed);
            foreach (var spot in plan.Spots)
            {
                var why = Planner.Explain(input, plan, spot.Member, spot.Shift);
                var best = input.Shifts.Where(s => s.Id != spot.Shift && why.Elsewhere.Any(e => e.Shift == s.Id))
                    .Select(s => Weight(new AllPlans(input with { Fixed = [new() { Member = spot.Member, Shift = s.Id }] }).Best)).DefaultIfEmpty(0).Min();
                if (why.Elsewhere.Count == 0) continue;
                Assert.Equal(best, plan.Cost.Weight + why.Elsewhere[0].Difference.Weight);
                Assert.True(why.Elsewhere.Concat(why.Instead).All(a => a.Difference.Weight >= 0), "nothing is better than the plan");
                asked++;
            }
        }
        Assert.True(asked > 50);
    }

    [Fact]
    public void In_a_large_rotation_with_partners_there_are_three_of_each_and_none_better()
    {
        var input = Rotations.Real(1, 200, 20);
        var plan = Planner.Plan(input, 1);
        foreach (var spot in plan.Spots.Where((_, i) => i % 40 == 0))
        {
            var why = Planner.Explain(input, plan, spot.Member, spot.Shift);
            Assert.Equal((3, 3), (why.Instead.Count, why.Elsewhere.Count));
            foreach (var alternatives in (PlanAlternative[][])[[.. why.Instead], [.. why.Elsewhere]])
                Assert.Equal(alternatives.OrderBy(a => a.Difference.Weight), alternatives);
            Assert.All(why.Instead, a => Assert.Contains(a.Moves, m => m.Member == a.Member && m.To == spot.Shift));
            Assert.All(why.Instead, a => Assert.Contains(a.Moves, m => m.Member == spot.Member && m.From == spot.Shift));
        }
    }

    [Fact]
    public void A_fixed_spot_is_its_own_reason()
    {
        var input = new PlanInput { Shifts = [Shift("Setup")], Members = [new() { Id = "A" }, new() { Id = "B" }], Fixed = [new() { Member = "A", Shift = "Setup" }] };
        var why = Planner.Explain(input, Planner.Plan(input, 1), "A", "Setup");
        Assert.Equal((SpotOrigin.Fixed, 0, 0), (why.Spot.Origin, why.Instead.Count, why.Elsewhere.Count));
        Assert.Equal("Planning.NoSuchSpot", Assert.Throws<Refused>(() => Planner.Explain(input, Planner.Plan(input, 1), "B", "Setup")).TextKey);
    }

    private static PlanShift Shift(string duty) => new() { Id = duty, Duty = duty, Date = new(2026, 11, 27), Fewest = 1, Usual = 1, Most = 1 };

    private static Wish Liking(string duty) => new() { Duty = duty };

    private static Int128 Weight(int[] levels) =>
        new PlanCost(levels[0], levels[1], levels[2], levels[3], levels[4], levels[5], levels[6], levels[7], levels[8]).Weight;
}

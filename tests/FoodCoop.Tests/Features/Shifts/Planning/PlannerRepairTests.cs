using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

public sealed class PlannerRepairTests
{
    [Fact]
    public void Volunteers_come_first_and_move_nobody()
    {
        var input = Input([Shift("Setup", 1, 1), Shift("Bread", 1, 3)], "A", "B", "C") with { Fixed = [Taken("A", "Setup")] };
        input = input with { Members = [.. input.Members, new() { Id = "V", NeedsSpot = false }, new() { Id = "W", NeedsSpot = false, CannotDates = [Date] }] };
        var offer = Planner.Repair(input, Planner.Plan(input, 1), "A", "Setup", ["V", "W"]);
        Assert.True(offer.Needed);
        Assert.Equal([new PlanMove("V", null, "Setup")], Assert.Single(offer.Volunteers).Moves); // W cannot on that day
        Assert.Equal(["B", "C"], offer.Chains.Select(c => Assert.Single(c.Moves).Member).Order());
    }

    [Fact(DisplayName = "one drop-out moves at most one other where a chain of one exists")]
    public void One_drop_out_moves_at_most_one_other_where_a_chain_of_one_exists()
    {
        var found = 0;
        for (var seed = 1; seed <= 2; seed++)
        {
            var input = Rotations.Real(seed, 180, 10);
            var plan = Planner.Plan(input, seed);
            // shifts that are down to their fewest people, so that whoever drops out is missed
            foreach (var spot in plan.Spots.Where(s => plan.Spots.Count(o => o.Shift == s.Shift) == input.Shifts.Single(x => x.Id == s.Shift).Fewest).Take(5))
            {
                var offer = Planner.Repair(input, plan, spot.Member, spot.Shift, []);
                Assert.True(offer.Needed);
                if (!AnyOneCan(input, plan, spot)) continue;
                Assert.Single(offer.Chains[0].Moves);
                found++;
            }
        }
        Assert.True(found > 0);
    }

    [Fact]
    public void A_chain_of_two_is_found_where_one_move_is_not_enough()
    {
        // Only B may do the checkout, and B is needed for the setup; D can be missed at the bread.
        var input = Input([Shift("Checkout", 1, 1) with { Skills = [new() { Skill = "checkout" }] }, Shift("Setup", 1, 1), Shift("Bread", 1, 3)], "C", "D") with
        {
            Published = [Taken("A", "Checkout"), Taken("B", "Setup"), Taken("C", "Bread"), Taken("D", "Bread")],
        };
        input = input with { Members = [.. input.Members, new() { Id = "A", Skills = ["checkout"] }, new() { Id = "B", Skills = ["checkout"] }] };
        input = input with { Members = [.. input.Members.Select(m => m.Id == "C" ? m with { RatherNot = [new() { Duty = "Setup" }] } : m)] };
        var offer = Planner.Repair(input, Planner.Plan(input, 1), "A", "Checkout", []);
        Assert.Equal(["D", "C"], offer.Chains.Select(c => c.Moves[1].Member)); // the cheaper first
        Assert.All(offer.Chains, c => Assert.Equal((new PlanMove("B", "Setup", "Checkout"), 2), (c.Moves[0], c.Moves.Count)));
        Assert.All(offer.Chains, c => Assert.Equal((-1, 2), (c.Difference.EmptySpots, c.Difference.Moved)));
    }

    [Fact]
    public void Chains_are_the_cheapest_of_all_with_the_fewest_moves()
    {
        var compared = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var input = Rotations.Soft(seed);
            var plan = Planner.Plan(input, seed);
            foreach (var spot in plan.Spots)
            {
                var offer = Planner.Repair(input, plan, spot.Member, spot.Shift, []);
                Assert.Equal(offer.Chains.OrderBy(c => c.Moves.Count).ThenBy(c => c.Difference.Weight), offer.Chains);
                foreach (var chain in offer.Chains.Concat(offer.Volunteers)) Assert.Equal(Recount(input, plan, spot, chain.Moves), chain.Difference);
                if (!offer.Needed) continue;
                var all = AllChains(input, plan, spot).Select(moves => (moves.Count, Recount(input, plan, spot, moves))).Where(c => c.Item2.EmptySpots < 0)
                    .Select(c => (c.Count, c.Item2.Weight)).Order().ToList();
                Assert.Equal(all.Count > 0, offer.Chains.Count > 0);
                if (all.Count == 0) continue;
                Assert.Equal(all[0], (offer.Chains[0].Moves.Count, offer.Chains[0].Difference.Weight));
                compared++;
            }
        }
        Assert.True(compared > 20, $"{compared}");
    }

    [Fact]
    public void Nobody_is_asked_to_move_when_the_shift_has_people_enough()
    {
        var input = Input([Shift("Bread", 1, 3), Shift("Setup", 1, 2)], "A", "B", "C", "D") with
        {
            Published = [Taken("A", "Bread"), Taken("B", "Bread"), Taken("C", "Setup"), Taken("D", "Setup")],
        };
        var offer = Planner.Repair(input, Planner.Plan(input, 1), "A", "Bread", []);
        Assert.Equal((false, 0, 0), (offer.Needed, offer.Volunteers.Count, offer.Chains.Count));
    }

    private static DateOnly Date => new(2026, 11, 27);

    /// <summary>Somebody in a shift with people to spare, who may come and whose own spot asks for no skill.</summary>
    private static bool AnyOneCan(PlanInput input, RosterPlan plan, PlannedSpot hole) => plan.Spots.Any(s =>
        s.Shift != hole.Shift && s.Skill is null && (hole.Skill is null or "experienced" || input.Members.Single(m => m.Id == s.Member).Skills.Contains(hole.Skill))
        && plan.Spots.Count(o => o.Shift == s.Shift) > input.Shifts.Single(x => x.Id == s.Shift).Fewest
        && input.Shifts.Single(x => x.Id == hole.Shift) is var shift && input.Members.Single(m => m.Id == s.Member) is var member
        && !member.CannotDates.Contains(shift.Date) && !(shift.Lifting && member.MayNotLift));

    /// <summary>All chains of one and two moves that begin with somebody of another shift.</summary>
    private static IEnumerable<IReadOnlyList<PlanMove>> AllChains(PlanInput input, RosterPlan plan, PlannedSpot hole)
    {
        foreach (var first in plan.Spots.Where(s => s.Shift != hole.Shift && s.Member != hole.Member && May(s.Member, hole.Shift)))
        {
            var move = new PlanMove(first.Member, first.Shift, hole.Shift);
            yield return [move];
            foreach (var second in plan.Spots.Where(s => s.Shift != hole.Shift && s.Shift != first.Shift && s.Member != hole.Member && May(s.Member, first.Shift)))
                yield return [move, new PlanMove(second.Member, second.Shift, first.Shift)];
            foreach (var free in plan.Unplaced.Where(u => May(u.Member, first.Shift))) yield return [move, new PlanMove(free.Member, null, first.Shift)];
        }

        bool May(string member, string shift) => input.Members.Single(m => m.Id == member) is var m && input.Shifts.Single(s => s.Id == shift) is var s
            && !m.CannotDates.Contains(s.Date) && !(s.Lifting && m.MayNotLift) && s.SkillsOfAll.All(m.Skills.Contains);
    }

    /// <summary>The difference a chain makes, counted from two whole plans of which every spot is fixed.</summary>
    private static PlanCost Recount(PlanInput input, RosterPlan plan, PlannedSpot hole, IReadOnlyList<PlanMove> moves)
    {
        var before = plan.Spots.Where(s => s != hole).ToDictionary(s => s.Member, s => s.Shift);
        var after = new Dictionary<string, string>(before);
        foreach (var move in moves) after[move.Member] = move.To!;
        return Cost(after) - Cost(before) + new PlanCost(Moved: moves.Count(m => m.From is not null), Without: moves.Where(m => m.From is null)
            .Sum(m => -1 - input.Members.Single(x => x.Id == m.Member).Carried));

        PlanCost Cost(Dictionary<string, string> spots) => Planner.Plan(input with
        {
            Members = [.. input.Members.Where(m => spots.ContainsKey(m.Id))],
            Fixed = [.. spots.Select(s => Taken(s.Key, s.Value))],
        }, 1).Cost;
    }

    private static TakenSpot Taken(string member, string shift) => new() { Member = member, Shift = shift };

    private static PlanShift Shift(string duty, int fewest, int most) => new() { Id = duty, Duty = duty, Date = Date, Fewest = fewest, Usual = fewest, Most = most };

    private static PlanInput Input(PlanShift[] shifts, params string[] members) => new() { Shifts = shifts, Members = [.. members.Select(m => new PlanMember { Id = m })] };
}

using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

/// <summary>What a co-op may rely on, whatever the rotation.</summary>
public sealed class PlannerTests
{
    private static readonly DateOnly s_november = new(2026, 11, 27);
    private static readonly DateOnly s_december = new(2026, 12, 18);

    [Fact]
    public void The_worked_example_of_two_spots_comes_out_as_it_is_worked()
    {
        var plan = Plan([Shift("Setup", 1), Shift("Cleaning", 1)],
            new PlanMember { Id = "A", Likes = [Liking("Setup"), Liking("Cleaning")] },
            new PlanMember { Id = "B", Likes = [Liking("Setup")], RatherNot = [Liking("Cleaning")] });
        Assert.Equal(("Cleaning", "Setup"), (At(plan, "A"), At(plan, "B")));
        Assert.Equal(1 + 4, plan.Cost.Wishes); // not 1 + 64
    }

    [Fact(DisplayName = "fills every minimum when that is possible")]
    public void Fills_every_minimum_when_that_is_possible()
    {
        // Everybody likes the same shift best, and it has room for all: the others are filled nevertheless.
        var members = Enumerable.Range(1, 9).Select(i => new PlanMember { Id = $"{i}", Likes = [Liking("Cheese")], RatherNot = [Liking("Cleaning")] }).ToArray();
        var plan = Plan([Shift("Cheese", 1, 9), Shift("Cleaning", 3), Shift("Setup", 3)], members);
        Assert.Empty(plan.Unfilled);
        Assert.Equal((3, 3, 3), (Count(plan, "Cheese"), Count(plan, "Cleaning"), Count(plan, "Setup")));
        for (var seed = 1; seed <= 3; seed++) Assert.Empty(Planner.Plan(Rotations.Real(seed, 200, 20), seed).Unfilled);
    }

    [Fact(DisplayName = "names what is short when not")]
    public void Names_what_is_short_when_not()
    {
        var plan = Plan(
            [Shift("Setup", 3, 4), Shift("Checkout", 2) with { Skills = [new() { Skill = "checkout" }], Date = s_december }],
            new PlanMember { Id = "A" }, new PlanMember { Id = "B" }, new PlanMember { Id = "C", CannotDates = [s_november, s_december], Carried = 2 });
        Assert.Equal(3, plan.Unfilled.Sum(u => u.Short));
        Assert.Contains(new UnfilledSpots("Checkout", "Checkout", s_december, "checkout", 1), plan.Unfilled);
        Assert.Equal(3, plan.Figures.ShortByDuty.Sum(d => d.Short));
        Assert.Equal([new UnplacedMember("C", 2, 0)], plan.Unplaced);
        Assert.Equal(("checkout", 1, 0, 0), (plan.Skills[0].Skill, plan.Skills[0].Asked, plan.Skills[0].Filled, plan.Skills[0].Have));
        Assert.Equal(0, plan.Skills[0].Worth.EmptySpots); // one more who has it leaves another spot empty: there are too few people
    }

    [Fact]
    public void A_scarce_skill_has_its_price()
    {
        var plan = Plan([Shift("Setup", 1, 4), Shift("Checkout", 1) with { Skills = [new() { Skill = "checkout" }] }], new PlanMember { Id = "A" }, new PlanMember { Id = "B" });
        Assert.Equal(1, plan.Skills[0].Worth.EmptySpots);
        Assert.Equal("checkout", plan.Unfilled.Single().Skill);
    }

    [Fact(DisplayName = "no date, skill or exemption broken")]
    public void No_date_skill_or_exemption_broken()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var input = Rotations.Real(seed, 180, 10);
            input = input with { Members = [.. input.Members.Select((m, i) => m with { Exempt = i % 9 == 0, NeedsSpot = i % 7 != 0 })] };
            var plan = Planner.Plan(input, seed);
            var members = input.Members.ToDictionary(m => m.Id);
            var shifts = input.Shifts.ToDictionary(s => s.Id);
            Assert.All(plan.Spots, spot =>
            {
                var (member, shift) = (members[spot.Member], shifts[spot.Shift]);
                Assert.True(member is { Exempt: false, NeedsSpot: true });
                Assert.DoesNotContain(shift.Date, member.CannotDates);
                Assert.False(shift.Lifting && member.MayNotLift);
                if (spot.Skill is { } skill && shift.Skills.Any(s => s.Skill == skill && !s.Soft)) Assert.Contains(skill, member.Skills);
            });
            Assert.Equal(plan.Spots.Count, plan.Spots.Select(s => s.Member).Distinct().Count());
            Assert.All(input.Shifts, s => Assert.InRange(Count(plan, s.Id), 0, s.Most));
            Assert.Equal(input.Members.Count(m => m is { Exempt: false, NeedsSpot: true }), plan.Spots.Count + plan.Unplaced.Count);
        }
    }

    [Fact(DisplayName = "pairs together or reported")]
    public void Pairs_together_or_reported()
    {
        var plan = Plan([Shift("Setup", 2), Shift("Cleaning", 2), Shift("Bread", 1)],
            new PlanMember { Id = "A", Partner = "B", Likes = [Liking("Setup")] }, new PlanMember { Id = "B", Likes = [Liking("Cleaning")] },
            new PlanMember { Id = "C", Partner = "D", CannotDates = [s_november] }, new PlanMember { Id = "D" }, new PlanMember { Id = "E" });
        Assert.Equal(At(plan, "A"), At(plan, "B"));
        Assert.Equal([new PlannedPair("A", "B", At(plan, "A")), new PlannedPair("C", "D", null)], plan.Pairs);
        Assert.Equal((1, 1), (plan.Figures.PairsTogether, plan.Figures.PairsApart));
        var large = Planner.Plan(Rotations.Real(4, 200, 20), 1);
        Assert.Equal(20, large.Pairs.Count);
        Assert.All(large.Pairs, p => Assert.Equal(p.Shift, At(large, p.Member) == At(large, p.Partner) ? At(large, p.Member) : null));
    }

    [Fact(DisplayName = "same input and seed, same plan")]
    public void Same_input_and_seed_same_plan()
    {
        var input = Rotations.Real(3, 180, 10);
        var plan = RosterJson.Write(Planner.Plan(input, 42));
        Assert.Equal(plan, RosterJson.Write(Planner.Plan(input, 42)));
        Assert.Equal(plan, RosterJson.Write(Planner.Plan(input with { Members = [.. input.Members.Reverse()], Shifts = [.. input.Shifts.Reverse()] }, 42)));
        Assert.NotEqual(plan, RosterJson.Write(Planner.Plan(input, 43)));
    }

    [Fact]
    public void Between_two_who_are_alike_the_lot_decides_and_favours_nobody()
    {
        var first = Enumerable.Range(0, 400).Count(seed => At(Planner.Plan(new()
        {
            Shifts = [Shift("Cheese", 1), Shift("Cleaning", 1)],
            Members = [new() { Id = "A", Likes = [Liking("Cheese")] }, new() { Id = "B", Likes = [Liking("Cheese")] }],
        }, seed), "A") == "Cheese");
        Assert.InRange(first, 160, 240);
    }

    [Fact(DisplayName = "who did more heavy duties gets fewer")]
    public void Who_did_more_heavy_duties_gets_fewer()
    {
        var members = Enumerable.Range(0, 6).Select(i => new PlanMember { Id = $"{i}", HeavyDone = i }).ToArray();
        var plan = Plan([Shift("Unloading", 3) with { Effort = 3 }, Shift("Bread", 3)], members);
        Assert.Equal(["0", "1", "2"], plan.Spots.Where(s => s.Shift == "Unloading").Select(s => s.Member));
        Assert.Equal((1, 5), (plan.Figures.HeavyLeast, plan.Figures.HeavyMost));
    }

    [Fact]
    public void Who_was_carried_over_comes_first()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var plan = Planner.Plan(new() { Shifts = [Shift("Bread", 2)], Members = [new() { Id = "A" }, new() { Id = "B", Carried = 1 }, new() { Id = "C", Carried = 2, RatherNot = [Liking("Bread")] }] }, seed);
            Assert.Equal(["B", "C"], plan.Spots.Select(s => s.Member));
        }
    }

    [Fact(DisplayName = "a published spot is not moved by planning again unless asked")]
    public void A_published_spot_is_not_moved_by_planning_again_unless_asked()
    {
        var input = Rotations.Real(5, 180, 0);
        var first = Planner.Plan(input, 1);
        var told = first.Spots.Select(s => new TakenSpot { Member = s.Member, Shift = s.Shift }).ToList();
        // Since then all have other wishes, one is exempt, and one more is needed for the first shift.
        var news = input with
        {
            Published = told,
            Members = [.. input.Members.Select((m, i) => m with { Likes = [Liking(input.Shifts[^1].Duty)], Exempt = i == 7 })],
            Shifts = [.. input.Shifts.Select((s, i) => i == 0 ? s with { Fewest = s.Usual } : s)],
        };
        var again = Planner.Plan(news, 2);
        Assert.All(told.Where(t => t.Member != input.Members[7].Id), t => Assert.Equal(t.Shift, At(again, t.Member)));
        Assert.Equal(1, again.Figures.Moved);
        var asked = Planner.Plan(news with { MovePublished = true }, 2);
        Assert.True(asked.Cost.EmptySpots <= again.Cost.EmptySpots);
        Assert.InRange(asked.Figures.Moved, 1, 6); // moves where it fills a shift, and no further: a wish moves nobody
    }

    [Fact]
    public void A_spot_fixed_by_hand_stays_whatever_the_rules_say()
    {
        var input = new PlanInput
        {
            Shifts = [Shift("Checkout", 1) with { Skills = [new() { Skill = "checkout" }], SkillsOfAll = ["key"] }, Shift("Bread", 1)],
            Members = [new() { Id = "A", CannotDates = [s_november] }, new() { Id = "B", Exempt = true }, new() { Id = "C", Skills = ["checkout", "key"] }],
            Fixed = [new() { Member = "A", Shift = "Checkout" }, new() { Member = "B", Shift = "Bread" }, new() { Member = "A", Shift = "Bread" }],
        };
        var plan = Planner.Plan(input, 1);
        Assert.Equal([("A", "Bread"), ("B", "Bread"), ("A", "Checkout")], plan.Spots.Select(s => (s.Member, s.Shift)));
        Assert.Equal("checkout", plan.Unfilled.Single().Skill); // A stands there, but cannot do it: that is said
        Assert.Equal("C", plan.Unplaced.Single().Member);
    }

    [Fact]
    public void Experienced_is_asked_softly_and_never_leaves_a_spot_empty()
    {
        var bread = Shift("Bread", 1) with { Skills = [new() { Skill = "experienced", Soft = true }] };
        var plan = Plan([bread, Shift("Setup", 1)], new PlanMember { Id = "A", Likes = [Liking("Bread")] }, new PlanMember { Id = "B", Skills = ["experienced"], RatherNot = [Liking("Bread")] });
        Assert.Equal(("Setup", "Bread"), (At(plan, "A"), At(plan, "B")));
        var alone = Plan([bread], new PlanMember { Id = "A" });
        Assert.Equal((0, true), (alone.Unfilled.Count, alone.Spots.Single().Lacking));
    }

    private static PlanShift Shift(string duty, int fewest, int? most = null) =>
        new() { Id = duty, Duty = duty, Date = s_november, Effort = 1, Fewest = fewest, Usual = fewest, Most = most ?? fewest };

    private static Wish Liking(string duty) => new() { Duty = duty };

    private static RosterPlan Plan(PlanShift[] shifts, params PlanMember[] members) => Planner.Plan(new() { Shifts = shifts, Members = members }, 1);

    private static string? At(RosterPlan plan, string member) => plan.Spots.FirstOrDefault(s => s.Member == member)?.Shift;

    private static int Count(RosterPlan plan, string shift) => plan.Spots.Count(s => s.Shift == shift);
}

using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Shifts.Planning;

public sealed class PlanInputTests
{
    private static readonly PlanInput s_sound = new()
    {
        Shifts = [new() { Id = "s", Duty = "setup", Date = new(2026, 11, 27), Fewest = 1, Usual = 1, Most = 2 }],
        Members = [new() { Id = "A" }, new() { Id = "B" }],
    };

    public static TheoryData<string, PlanInput> Contradictions => new()
    {
        { "Planning.MemberTwice", s_sound with { Members = [new() { Id = "A" }, new() { Id = "A" }] } },
        { "Planning.ShiftTwice", s_sound with { Shifts = [s_sound.Shifts[0], s_sound.Shifts[0]] } },
        { "Planning.UnknownMember", s_sound with { Fixed = [new() { Member = "C", Shift = "s" }] } },
        { "Planning.UnknownShift", s_sound with { Fixed = [new() { Member = "A", Shift = "t" }] } },
        { "Planning.UnknownPartner", s_sound with { Members = [new() { Id = "A", Partner = "C" }] } },
        { "Planning.OwnPartner", s_sound with { Members = [new() { Id = "A", Partner = "A" }] } },
        { "Planning.UnknownWish", s_sound with { Members = [new() { Id = "A", Likes = [new() { Shift = "t" }] }] } },
        { "Planning.EmptyWish", s_sound with { Members = [new() { Id = "A", RatherNot = [new()] }] } },
        { "Planning.Likes", s_sound with { Members = [new() { Id = "A", Likes = [.. Enumerable.Repeat(new Wish { Duty = "setup" }, 4)] }] } },
        { "Planning.Negative", s_sound with { Members = [new() { Id = "A", Carried = -1 }] } },
        { "Planning.Numbers", s_sound with { Shifts = [s_sound.Shifts[0] with { Fewest = 2 }] } },
        { "Planning.Effort", s_sound with { Shifts = [s_sound.Shifts[0] with { Effort = 4 }] } },
        { "Planning.SkillsAboveMost", s_sound with { Shifts = [s_sound.Shifts[0] with { Skills = [.. Enumerable.Repeat(new SkillSpot { Skill = "k" }, 3)] }] } },
        { "Planning.TooMany", s_sound with { Members = [.. Enumerable.Range(0, PlanCost.MostRows + 1).Select(i => new PlanMember { Id = $"{i}" })] } },
    };

    [Theory, MemberData(nameof(Contradictions))]
    public void What_contradicts_itself_is_refused_in_a_sentence(string key, PlanInput input) =>
        Assert.Equal(key, Assert.Throws<Refused>(() => Planner.Plan(input, 1)).TextKey);

    [Fact]
    public void A_published_shift_that_is_gone_frees_its_people_and_counts_as_a_move()
    {
        var plan = Planner.Plan(s_sound with { Published = [new() { Member = "A", Shift = "cancelled" }] }, 1);
        Assert.Equal((2, 1), (plan.Spots.Count, plan.Figures.Moved));
    }

    [Fact]
    public void An_empty_rotation_has_an_empty_plan()
    {
        var plan = Planner.Plan(new() { Members = [], Shifts = [] }, 1);
        Assert.Equal((0, default, default), (plan.Spots.Count, plan.Cost, plan.Gap));
        Assert.Equal("A", Planner.Plan(new() { Members = [new() { Id = "A" }], Shifts = [] }, 1).Unplaced.Single().Member);
    }

    [Fact]
    public void A_plan_kept_as_JSON_comes_back_the_same()
    {
        var plan = RosterJson.Write(Planner.Plan(Rotations.Small(3, 1), 5));
        Assert.Equal(plan, RosterJson.Write(RosterJson.Plan(plan)));
    }

    [Theory]
    [InlineData("", 1, "$")]
    [InlineData("null", 1, "$")]
    [InlineData("{ \"members\": [] }", 1, "$")]
    [InlineData("{ \"members\": [null], \"shifts\": [] }", 1, "$")]
    [InlineData("{ \"members\": [],\n \"shifts\": [{ \"id\": 3 }] }", 2, "$.shifts[0].id")]
    [InlineData("{ \"members\": [],\n\n \"shifts\": [], \"seed\": 3 }", 3, "$.seed")]
    public void A_file_of_another_shape_is_refused_with_its_place(string json, long line, string path)
    {
        var refused = Assert.Throws<Refused>(() => RosterJson.Input(json, "file"));
        Assert.Equal(("Planning.NotAPlan", "file", line, path), (refused.TextKey, refused.Arguments[0], refused.Arguments[1], refused.Arguments[2]));
    }
}

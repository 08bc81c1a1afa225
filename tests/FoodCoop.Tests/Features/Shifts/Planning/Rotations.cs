using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

/// <summary>Rotations made up from a seed: the same seed gives the same rotation, always.</summary>
internal static class Rotations
{
    private static readonly DateOnly[] s_days = [new(2026, 11, 27), new(2026, 12, 18)];

    private static readonly (string Duty, int Effort, string? Skill, bool Lifting)[] s_duties =
    [
        ("unloading", 3, "driver", true), ("setting up", 2, null, true), ("packing early", 2, null, false), ("packing late", 2, null, false),
        ("cheese", 1, "cheese", false), ("checkout", 1, "checkout", false), ("cleaning up", 3, null, false), ("welcome", 1, "lead", false),
        ("vegetables", 2, null, false), ("bread", 1, null, false), ("ordering from home", 1, "checkout", false), ("crates", 3, null, true),
    ];

    /// <summary>
    /// A rotation as a co-op has it: two pickup days, as many usual spots as members, three quarters of them needed, skills with one in five to twelve,
    /// one in five who may not lift, one in five who cannot on one of the days, seven in ten with wishes, history, carried over members.
    /// </summary>
    /// <param name="members">180 to 600 and around.</param>
    public static PlanInput Real(int seed, int members, int pairs)
    {
        var dice = new Dice(seed);
        var shifts = new List<PlanShift>();
        for (var left = members; left > 0; left -= 8)
        {
            var i = shifts.Count;
            var (duty, effort, skill, lifting) = s_duties[i / 2 % s_duties.Length];
            var usual = Math.Min(left, 8);
            SkillSpot[] asked = skill is null ? [new() { Skill = "experienced", Soft = true }] : [new() { Skill = skill }, new() { Skill = "experienced", Soft = true }];
            shifts.Add(new()
            {
                Id = $"{duty} {i / 2 / s_duties.Length + 1} day {i % 2 + 1}", Date = s_days[i % 2], Duty = duty, Effort = effort,
                Fewest = usual * 3 / 4, Usual = usual, Most = usual + dice.Below(3), Skills = asked, Lifting = lifting,
            });
        }
        var people = Enumerable.Range(1, members).Select(i => Member(dice, $"{i:000}", shifts)).ToList();
        var order = Enumerable.Range(0, members).OrderBy(_ => dice.Below(1 << 30)).ToArray();
        for (var p = 0; p < pairs; p++) people[order[2 * p]] = people[order[2 * p]] with { Partner = people[order[2 * p + 1]].Id };
        return new() { Members = people, Shifts = shifts };
    }

    /// <summary>A rotation small enough to try all plans of, with everything that a plan can be about.</summary>
    public static PlanInput Small(int seed, int pairs)
    {
        var dice = new Dice(seed);
        var shifts = Enumerable.Range(1, 2 + dice.Below(2)).Select(i =>
        {
            var fewest = dice.Below(3);
            var usual = fewest + dice.Below(2);
            return new PlanShift
            {
                Id = $"s{i}", Date = s_days[dice.Below(2)], Duty = dice.In(2) ? "setup" : "cleaning", Effort = 1 + dice.Below(3),
                Fewest = fewest, Usual = usual, Most = usual + 1 + dice.Below(2), Lifting = dice.In(4),
                Skills = dice.In(2) ? [] : dice.In(3) ? [new() { Skill = "k" }, new() { Skill = "x", Soft = true }] : [new() { Skill = dice.In(2) ? "k" : "x", Soft = dice.In(2) }],
                SkillsOfAll = dice.In(6) ? ["x"] : [],
            };
        }).ToList();
        var people = Enumerable.Range(1, 3 + dice.Below(3)).Select(i => Member(dice, $"m{i}", shifts) with
        {
            Skills = dice.In(2) ? [] : dice.In(2) ? ["k"] : ["k", "x"],
            NeedsSpot = !dice.In(10),
            Exempt = dice.In(12),
        }).ToList();
        for (var p = 0; p < pairs; p++) people[p] = people[p] with { Partner = people[^(p + 1)].Id == people[p].Id ? null : people[^(p + 1)].Id };
        return new()
        {
            Members = people, Shifts = shifts, MovePublished = dice.In(2),
            Fixed = dice.In(3) ? [new() { Member = people[0].Id, Shift = shifts[0].Id }] : [],
            Published = dice.In(3) ? [new() { Member = people[1].Id, Shift = shifts[^1].Id }, new() { Member = people[2].Id, Shift = shifts[0].Id }] : [],
        };
    }

    /// <summary>A small one in which skills are asked softly only, and nothing is fixed or published: for what is tried by fixing people by hand, who may stand anywhere.</summary>
    public static PlanInput Soft(int seed)
    {
        var small = Small(seed, 0);
        return small with { Fixed = [], Published = [], Shifts = [.. small.Shifts.Select(s => s with { Skills = [.. s.Skills.Select(k => k with { Soft = true })] })] };
    }

    private static PlanMember Member(Dice dice, string id, List<PlanShift> shifts)
    {
        Wish Wish() => dice.Below(3) switch
        {
            0 => new() { Duty = shifts[dice.Below(shifts.Count)].Duty },
            1 => new() { Date = s_days[dice.Below(2)], Duty = shifts[dice.Below(shifts.Count)].Duty },
            _ => new() { Shift = shifts[dice.Below(shifts.Count)].Id },
        };
        List<string> skills = [];
        foreach (var (skill, one) in ((string, int)[])[("checkout", 5), ("lead", 10), ("driver", 12), ("cheese", 8), ("experienced", 2)])
            if (dice.In(one)) skills.Add(skill);
        var wishes = dice.Below(10) < 7;
        return new()
        {
            Id = id, Skills = skills, MayNotLift = dice.In(5), Carried = dice.In(12) ? 1 + dice.Below(2) : 0,
            CannotDates = dice.In(5) ? [s_days[dice.Below(2)]] : [],
            Likes = wishes ? [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => Wish())] : [],
            RatherNot = wishes && dice.In(2) ? [Wish()] : [],
            HeavyDone = dice.Below(5), LastShift = dice.In(3) ? s_days[0].AddDays(-10 - dice.Below(60)) : null,
        };
    }
}

/// <summary>Chance that comes out the same on every machine.</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = (ulong)seed * 2862933555777941757 + 3037000493;

    public int Below(int end)
    {
        _state = unchecked(_state * 6364136223846793005 + 1442695040888963407);
        return (int)((_state >> 33) % (ulong)end);
    }

    public bool In(int one) => Below(one) == 0;
}

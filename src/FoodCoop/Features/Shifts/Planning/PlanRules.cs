namespace FoodCoop.Features.Shifts.Planning;

/// <summary>What holds for one member and one shift, whatever the others do.</summary>
internal static class PlanRules
{
    private const int DaysBetween = 6 * 7;
    private const int NoOpinion = 16;
    public const int HeavyEffort = 3;

    /// <summary>The hard rules: dates, exemptions, lifting, and the skills that everyone there must have.</summary>
    public static bool Allows(this PlanMember member, PlanShift shift) =>
        !member.Exempt && !member.CannotDates.Contains(shift.Date) && !(shift.Lifting && member.MayNotLift) && shift.SkillsOfAll.All(member.Skills.Contains);

    /// <summary>Wishes, heavy duties and the time since the last shift (levels e, f and g).</summary>
    public static PlanCost Cost(this PlanMember member, PlanShift shift) => new(
        Wishes: member.WishCost(shift),
        Heavy: shift.Effort * (2 * Math.Min(member.HeavyDone, PlanCost.MostHeavyDone) + 1),
        Soon: member.LastShift is { } last && shift.Date.DayNumber - last.DayNumber < DaysBetween ? 1 : 0);

    public static bool HasWishes(this PlanMember member) => member.Likes.Count + member.RatherNot.Count > 0;

    public static int WishCost(this PlanMember member, PlanShift shift)
    {
        if (!member.HasWishes()) return 1;
        if (member.RatherNot.Any(w => w.Meets(shift))) return PlanCost.RatherNot;
        for (var rank = 1; rank <= member.Likes.Count; rank++)
            if (member.Likes[rank - 1].Meets(shift)) return rank * rank;
        return NoOpinion;
    }

    public static int WithoutCost(this PlanMember member) => 1 + Math.Min(member.Carried, PlanCost.MostCarried);

    /// <summary>Some spots of a shift that are alike. All of a shift's: first those of the skills, then the fewest people, the usual, the most.</summary>
    /// <param name="atLeast">People who stand there by hand: never more than the most, unless a hand has put them there.</param>
    public static IEnumerable<Place> Places(this PlanShift shift, int atLeast)
    {
        var hard = shift.Skills.Where(s => !s.Soft).GroupBy(s => s.Skill, StringComparer.Ordinal).ToList();
        var fewest = Math.Max(shift.Fewest, hard.Sum(g => g.Count()));
        var usual = Math.Max(shift.Usual, fewest);
        var (filled, most) = (0, Math.Max(Math.Max(shift.Most, usual), atLeast));
        foreach (var group in hard)
        {
            filled += group.Count();
            yield return new(group.Key, false, SpotTier.Fewest, group.Count());
        }
        foreach (var soft in shift.Skills.Where(s => s.Soft))
        {
            if (filled == most) yield break; // no room for another: then nobody is asked for it
            yield return new(soft.Skill, true, filled < fewest ? SpotTier.Fewest : filled < usual ? SpotTier.Usual : SpotTier.Most, 1);
            filled++;
        }
        foreach (var (tier, end) in ((SpotTier, int)[])[(SpotTier.Fewest, fewest), (SpotTier.Usual, usual), (SpotTier.Most, most)])
        {
            if (end <= filled) continue;
            yield return new(null, false, tier, end - filled);
            filled = end;
        }
    }
}

/// <summary>Spots of one shift that are alike for everybody.</summary>
internal sealed record Place(string? Skill, bool Soft, SpotTier Tier, int Capacity)
{
    /// <summary>What it counts that this member stands here: a filled spot of the fewest people is one empty spot less. Null when it may not.</summary>
    /// <param name="held">Stands in the shift by hand: may, but fills a spot only with the skill or when named for it.</param>
    public PlanCost? Cost(PlanMember member, bool held, string? heldSkill)
    {
        var able = Skill is null || member.Skills.Contains(Skill) || held && heldSkill == Skill;
        if (!able && !Soft) return held ? default(PlanCost) : null;
        return new(EmptySpots: Tier == SpotTier.Fewest ? -1 : 0, Unskilled: able ? 0 : 1, BeyondUsual: Tier == SpotTier.Most ? 1 : 0);
    }
}

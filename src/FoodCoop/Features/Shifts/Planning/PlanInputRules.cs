namespace FoodCoop.Features.Shifts.Planning;

/// <summary>What an input must keep to be planned; each breach is a sentence that says what to mend.</summary>
internal static class PlanInputRules
{
    private const int MostLikes = 3;
    private const int MostPeople = 500;

    public static void Hold(PlanInput input)
    {
        var members = Distinct(input.Members.Select(m => m.Id), "Planning.MemberTwice");
        var shifts = Distinct(input.Shifts.Select(s => s.Id), "Planning.ShiftTwice");
        foreach (var shift in input.Shifts) Hold(shift);
        foreach (var member in input.Members) Hold(member, members, shifts);
        foreach (var taken in input.Fixed.Concat(input.Published))
        {
            Refuse(!members.Contains(taken.Member), "Planning.UnknownMember", taken.Member);
            // A published shift may be gone since: then its people are looked for another. A fixed one is today's own word.
            Refuse(input.Fixed.Contains(taken) && !shifts.Contains(taken.Shift), "Planning.UnknownShift", taken.Shift);
        }
        var rows = input.Members.Count + input.Fixed.Count + input.Published.Count;
        Refuse(rows > PlanCost.MostRows, "Planning.TooMany", rows, PlanCost.MostRows);
    }

    private static void Hold(PlanShift shift)
    {
        Refuse(shift.Fewest < 0 || shift.Usual < shift.Fewest || shift.Most < shift.Usual || shift.Most > MostPeople,
            "Planning.Numbers", shift.Id, shift.Fewest, shift.Usual, shift.Most, MostPeople);
        Refuse(shift.Effort is < 1 or > PlanCost.MostEffort, "Planning.Effort", shift.Id, shift.Effort);
        var hard = shift.Skills.Count(s => !s.Soft);
        Refuse(hard > shift.Most, "Planning.SkillsAboveMost", shift.Id, hard, shift.Most);
    }

    private static void Hold(PlanMember member, HashSet<string> members, HashSet<string> shifts)
    {
        Refuse(member.Likes.Count > MostLikes, "Planning.Likes", member.Id, member.Likes.Count);
        Refuse(member.Carried < 0 || member.HeavyDone < 0, "Planning.Negative", member.Id);
        Refuse(member.Partner == member.Id, "Planning.OwnPartner", member.Id);
        Refuse(member.Partner is { } partner && !members.Contains(partner), "Planning.UnknownPartner", member.Id, member.Partner ?? "");
        foreach (var wish in member.Likes.Concat(member.RatherNot))
        {
            Refuse(wish is { Shift: null, Duty: null, Date: null }, "Planning.EmptyWish", member.Id);
            Refuse(wish.Shift is { } shift && !shifts.Contains(shift), "Planning.UnknownWish", member.Id, wish.Shift ?? "");
        }
    }

    private static HashSet<string> Distinct(IEnumerable<string> ids, string refusal)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids) Refuse(!seen.Add(id), refusal, id);
        return seen;
    }

    private static void Refuse(bool broken, string textKey, params object[] arguments)
    {
        if (broken) throw new Refused("", textKey, arguments);
    }
}

using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Tests.Features.Shifts.Planning;

/// <summary>
/// The best plan found by trying all, written from the rules alone and without a line of the planner: levels are compared one by one, spots
/// stand singly, and who may stand where is asked for each.
/// </summary>
internal sealed class AllPlans
{
    private readonly PlanInput _input;
    private readonly List<(PlanShift Shift, string? Skill, bool Soft, int Tier)> _spots = []; // tier 0 fewest, 1 usual, 2 most
    private readonly List<(PlanMember Member, string? HeldTo, bool ByHand)> _people = [];
    private readonly int[] _at;
    private int[]? _best;

    public AllPlans(PlanInput input)
    {
        _input = input;
        foreach (var m in input.Members)
        {
            var hand = input.Fixed.Where(f => f.Member == m.Id).ToList();
            var told = input.Published.Where(p => p.Member == m.Id && May(m, input.Shifts.Single(s => s.Id == p.Shift))).ToList();
            if (hand.Count > 0) _people.AddRange(hand.Select(f => (m, (string?)f.Shift, true)));
            else if (told.Count > 0 && (!input.MovePublished || !m.NeedsSpot)) _people.AddRange(told.Select(p => (m, (string?)p.Shift, true)));
            else if (m.NeedsSpot && !m.Exempt) _people.Add((m, null, false));
        }
        foreach (var s in input.Shifts)
        {
            var skills = s.Skills.OrderBy(k => k.Soft).ToList();
            var fewest = Math.Max(s.Fewest, skills.Count(k => !k.Soft));
            for (var i = 0; i < Math.Max(s.Most, _people.Count(p => p.HeldTo == s.Id)); i++)
                _spots.Add((s, i < skills.Count ? skills[i].Skill : null, i < skills.Count && skills[i].Soft, i < fewest ? 0 : i < Math.Max(s.Usual, fewest) ? 1 : 2));
        }
        _at = new int[_people.Count];
        Try(0, new bool[_spots.Count]);
    }

    /// <summary>The nine levels of the best plan, the heaviest first.</summary>
    public int[] Best => _best!;

    private static bool May(PlanMember m, PlanShift s) =>
        !m.Exempt && !m.CannotDates.Contains(s.Date) && !(s.Lifting && m.MayNotLift) && s.SkillsOfAll.All(k => m.Skills.Contains(k));

    private void Try(int i, bool[] taken)
    {
        if (i == _people.Count)
        {
            var cost = Cost();
            if (_best is null || Compare(cost, _best) < 0) _best = cost;
            return;
        }
        var (member, heldTo, byHand) = _people[i];
        if (!byHand)
        {
            _at[i] = -1;
            Try(i + 1, taken);
        }
        for (var s = 0; s < _spots.Count; s++)
        {
            var (shift, skill, soft, _) = _spots[s];
            if (s > 0 && _spots[s] == _spots[s - 1] && !taken[s - 1]) continue; // alike, and the one before is free
            if (taken[s] || (byHand ? heldTo != shift.Id : !May(member, shift))) continue;
            if (!byHand && skill is not null && !soft && !member.Skills.Contains(skill)) continue;
            (taken[s], _at[i]) = (true, s);
            Try(i + 1, taken);
            taken[s] = false;
        }
    }

    private int[] Cost()
    {
        var cost = new int[9];
        cost[0] = _spots.Count(s => s.Tier == 0);
        for (var i = 0; i < _people.Count; i++)
        {
            var m = _people[i].Member;
            if (_at[i] < 0)
            {
                cost[1] += 1 + m.Carried;
                continue;
            }
            var (shift, skill, soft, tier) = _spots[_at[i]];
            var able = skill is null || m.Skills.Contains(skill);
            if (tier == 0 && (able || soft)) cost[0]--;
            if (soft && !able) cost[4]++;
            if (tier == 2 && (able || soft)) cost[8]++;
            var wish = m.Likes.Count + m.RatherNot.Count == 0 ? 1 : 16;
            for (var k = m.Likes.Count - 1; k >= 0; k--) if (Meets(m.Likes[k], shift)) wish = (k + 1) * (k + 1);
            if (m.RatherNot.Any(w => Meets(w, shift))) wish = 64;
            cost[5] += wish;
            cost[6] += shift.Effort * (2 * m.HeavyDone + 1);
            if (m.LastShift is { } last && shift.Date < last.AddDays(42)) cost[7]++;
        }
        cost[2] = _input.Published.Count(p => !Shifts(p.Member).Contains(p.Shift));
        cost[3] = _input.Members.Where(m => m.Partner is not null && _people.Any(p => p.Member == m) && _people.Any(p => p.Member.Id == m.Partner))
            .Select(m => (string.CompareOrdinal(m.Id, m.Partner) < 0 ? m.Id : m.Partner!, string.CompareOrdinal(m.Id, m.Partner) < 0 ? m.Partner! : m.Id)).Distinct()
            .Count(p => !Shifts(p.Item1).Intersect(Shifts(p.Item2)).Any());
        return cost;
    }

    private List<string> Shifts(string member) =>
        [.. Enumerable.Range(0, _people.Count).Where(i => _people[i].Member.Id == member && _at[i] >= 0).Select(i => _spots[_at[i]].Shift.Id)];

    private static bool Meets(Wish wish, PlanShift shift) =>
        (wish.Shift ?? shift.Id) == shift.Id && (wish.Duty ?? shift.Duty) == shift.Duty && (wish.Date ?? shift.Date) == shift.Date;

    private static int Compare(int[] a, int[] b)
    {
        for (var level = 0; level < a.Length; level++)
            if (a[level] != b[level]) return a[level].CompareTo(b[level]);
        return 0;
    }
}

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>The figures that are kept with a plan.</summary>
internal static class PlanFiguring
{
    public static PlanFigures Of(
        PlanInput input, List<PlannedSpot> spots, List<UnfilledSpots> unfilled, List<UnplacedMember> unplaced, List<PlannedPair> pairs, PlanCost cost)
    {
        var members = input.Members.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var shifts = input.Shifts.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var wishes = spots.Where(s => members[s.Member].HasWishes()).Select(s => members[s.Member].WishCost(shifts[s.Shift])).ToList();
        var heavy = input.Members.Where(m => m is { NeedsSpot: true, Exempt: false })
            .Select(m => m.HeavyDone + spots.Count(s => s.Member == m.Id && shifts[s.Shift].Effort >= PlanRules.HeavyEffort)).DefaultIfEmpty(0).ToList();
        return new(
            [.. unfilled.GroupBy(u => u.Duty, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new DutyShortage(g.Key, g.Sum(u => u.Short)))],
            unplaced.Count,
            pairs.Count(p => p.Shift is not null), pairs.Count(p => p.Shift is null),
            wishes.Count, wishes.Count(w => w == 1), wishes.Count(w => w <= 9), wishes.DefaultIfEmpty(0).Max(),
            cost.Moved,
            heavy.Min(), heavy.Max(), Spread(heavy));
    }

    private static decimal Spread(List<int> numbers)
    {
        var mean = numbers.Average();
        return Math.Round((decimal)Math.Sqrt(numbers.Average(n => (n - mean) * (n - mean))), 2, MidpointRounding.AwayFromZero);
    }
}

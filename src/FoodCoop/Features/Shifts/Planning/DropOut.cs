namespace FoodCoop.Features.Shifts.Planning;

/// <summary>A roster with a hole in it, and what somebody's coming and going would change.</summary>
internal sealed class DropOut
{
    private const int Shown = 3;
    private readonly PlanMember _member;
    private readonly PlanShift _hole;
    private readonly ILookup<string, Standing> _in;
    private readonly ILookup<string, string> _shiftsOf;
    private readonly ILookup<string, string> _partners;
    private readonly List<(PlanMember Member, Standing? From)> _askable;
    private readonly Dictionary<(string Shift, string? Without, string? Skills), PlanCost?> _fillings = [];

    /// <summary>A member in a shift.</summary>
    private sealed record Standing(PlanMember Member, PlanShift Shift, bool Fixed, string? Skill);

    public DropOut(PlanInput input, RosterPlan plan, string member, string shift, IReadOnlyCollection<string> volunteers)
    {
        var members = input.Members.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var shifts = input.Shifts.ToDictionary(s => s.Id, StringComparer.Ordinal);
        (_member, _hole) = (members[member], shifts[shift]);
        var standing = plan.Spots.Where(s => s.Member != member || s.Shift != shift)
            .Select(s => new Standing(members[s.Member], shifts[s.Shift], s.Origin == SpotOrigin.Fixed, s.Skill)).ToList();
        _in = standing.ToLookup(s => s.Shift.Id, StringComparer.Ordinal);
        _shiftsOf = standing.ToLookup(s => s.Member.Id, s => s.Shift.Id, StringComparer.Ordinal);
        _partners = input.Members.Where(m => m.Partner is not null).SelectMany(m => new[] { (m.Id, Partner: m.Partner!), (Id: m.Partner!, Partner: m.Id) }).Distinct()
            .ToLookup(p => p.Id, p => p.Partner, StringComparer.Ordinal);
        // Who offers to come may, also when exempt.
        var free = plan.Unplaced.Select(u => u.Member).Union(volunteers, StringComparer.Ordinal)
            .Where(v => v != member && !_shiftsOf[v].Any() && members.ContainsKey(v)).Order(StringComparer.Ordinal).Select(v => members[v] with { Exempt = false });
        _askable =
        [
            .. free.Select(m => (m, (Standing?)null)),
            .. standing.Where(s => !s.Fixed && s.Shift != _hole && s.Member != _member).Select(s => (s.Member, (Standing?)s)),
        ];
    }

    public RepairOffer Offer()
    {
        var steps = _askable.Where(a => !_shiftsOf[a.Member.Id].Contains(_hole.Id))
            .Select(a => (Who: a, Come: Come(a.Member, _hole, null))).Where(s => s.Come is not null)
            .Select(s => (s.Who, Come: s.Come!.Value, Go: Go(s.Who))).Where(s => s.Go is not null)
            .Select(s => (s.Who, s.Come, Whole: s.Come + s.Go!.Value)).ToList();
        List<RepairChain> volunteers =
            [.. steps.Where(s => s.Who.From is null).Select(s => Chain(s.Whole, (s.Who, _hole))).OrderBy(c => c.Difference.Weight)];
        var needed = Filling(_hole, null, null) is not { } without || without.EmptySpots > (Filling(_hole, null, _member)?.EmptySpots ?? 0);
        if (!needed) return new(false, volunteers, []);
        var useful = steps.Where(s => s.Who.From is not null && s.Come.EmptySpots < 0).ToList();
        var one = useful.Where(s => s.Whole.EmptySpots < 0).Select(s => Chain(s.Whole, (s.Who, _hole)));
        var two = useful.Where(s => s.Whole.EmptySpots >= 0).SelectMany(s => Cheapest(s.Who, s.Whole));
        return new(true, volunteers, [.. one.OrderBy(c => c.Difference.Weight).Concat(two.OrderBy(c => c.Difference.Weight)).Take(Shown)]);
    }

    /// <summary>Who could take the place of the one that goes into the hole.</summary>
    private IEnumerable<RepairChain> Cheapest((PlanMember Member, Standing? From) first, PlanCost soFar) => _askable
        .Where(z => z.Member != first.Member && z.From?.Shift != first.From!.Shift && !_shiftsOf[z.Member.Id].Contains(first.From!.Shift.Id))
        .Select(z => (Who: z, Come: Come(z.Member, first.From!.Shift, first.From)))
        .Where(z => z.Come is { EmptySpots: < 0 })
        .Select(z => (z.Who, Come: z.Come!.Value, Go: Go(z.Who))).Where(z => z.Go is not null)
        .Select(z => (z.Who, Whole: soFar + z.Come + z.Go!.Value))
        .Where(z => z.Whole.EmptySpots < 0)
        .Select(z => Chain(z.Whole, (first, _hole), (z.Who, first.From!.Shift)))
        .OrderBy(c => c.Difference.Weight).Take(Shown);

    /// <summary>What changes when a member comes into a shift, which another may have left; null when it may not or there is no room.</summary>
    private PlanCost? Come(PlanMember member, PlanShift shift, Standing? left) =>
        member.Allows(shift) && Filling(shift, left, member) is { } with && Filling(shift, left, null) is { } without ? with - without + member.Cost(shift) : null;

    /// <summary>What changes when somebody leaves where it was; null where those who stand there can be seated by hand only.</summary>
    private PlanCost? Go((PlanMember Member, Standing? From) who) => who.From is not { } from
        ? new(Without: who.Member.NeedsSpot ? -who.Member.WithoutCost() : 0)
        : Filling(from.Shift, from, null) is { } after && Filling(from.Shift, null, null) is { } before
            ? after - before - who.Member.Cost(from.Shift) + new PlanCost(Moved: 1)
            : null;

    private RepairChain Chain(PlanCost change, params ReadOnlySpan<((PlanMember Member, Standing? From) Who, PlanShift To)> steps)
    {
        List<PlanMove> moves = [];
        foreach (var (who, to) in steps) moves.Add(new(who.Member.Id, who.From?.Shift.Id, to.Id));
        var pairs = moves.SelectMany(m => _partners[m.Member].Select(p => string.CompareOrdinal(m.Member, p) < 0 ? (m.Member, p) : (p, m.Member))).Distinct().ToList();
        var apart = pairs.Sum(p => (Share(p.Item1, p.Item2, []) ? 1 : 0) - (Share(p.Item1, p.Item2, moves) ? 1 : 0));
        return new(moves, change + new PlanCost(Apart: apart));
    }

    private bool Share(string a, string b, List<PlanMove> moves) => Shifts(a, moves).Intersect(Shifts(b, moves)).Any();

    private IEnumerable<string> Shifts(string member, List<PlanMove> moves) =>
        moves.Find(m => m.Member == member) is { } move ? _shiftsOf[member].Where(s => s != move.From).Append(move.To!) : _shiftsOf[member];

    /// <summary>What the people of a shift come to, each in the spot where all are used best: empty spots, skills, the usual number.</summary>
    private PlanCost? Filling(PlanShift shift, Standing? without, PlanMember? with)
    {
        // Only skills tell in which spots somebody can be.
        var key = (shift.Id, without?.Member.Id, with is null ? null : string.Join('\n', with.Skills.Order(StringComparer.Ordinal)));
        if (_fillings.TryGetValue(key, out var known)) return known;
        var people = _in[shift.Id].Where(s => s != without).Select(s => (s.Member, Held: s.Fixed, s.Skill)).ToList();
        if (with is not null) people.Add((with, false, null));
        var places = shift.Places(_in[shift.Id].Count()).ToArray();
        var costs = people.SelectMany(p => places.Select(place => place.Cost(p.Member, p.Held, p.Skill))).ToArray();
        var assignment = new Assignment([.. costs.Select(c => c?.Weight ?? Assignment.Forbidden)], [.. places.Select(p => p.Capacity)], [.. people.Select(_ => Assignment.Forbidden)]);
        if (!Enumerable.Range(0, people.Count).All(assignment.Enter)) return _fillings[key] = null;
        return _fillings[key] = Enumerable.Range(0, people.Count)
            .Aggregate(default(PlanCost), (sum, person) => sum + costs[person * places.Length + assignment.ColumnOf(person)]!.Value);
    }
}

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>A member that is looked for a spot, or one that stands in a shift already (then <paramref name="Shift"/> says where).</summary>
/// <param name="Shift">The shift it is held to, or −1.</param>
internal sealed record PlanRow(PlanMember Member, SpotOrigin Origin, int Shift, string? Skill)
{
    public bool Held => Shift >= 0;
}

/// <summary>The rotation as an assignment problem: a row for each member to be placed or held, a column for each place of each shift.</summary>
internal sealed class PlanGrid
{
    private readonly PlanInput _input;
    private readonly ILookup<string, string> _published;
    private readonly ILookup<string, string> _partners;
    private readonly Dictionary<string, List<PlanRow>> _rowsOf;

    /// <param name="seed">Who comes first where two are alike.</param>
    public PlanGrid(PlanInput input, int seed)
    {
        (_input, Lots) = (input, new Lots(seed));
        Shifts = Lots.Shuffle(input.Shifts.OrderBy(s => s.Id, StringComparer.Ordinal));
        ShiftOf = Shifts.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        _published = input.Published.ToLookup(t => t.Member, t => t.Shift, StringComparer.Ordinal);
        Rows = [.. Lots.Shuffle(input.Members.OrderBy(m => m.Id, StringComparer.Ordinal)).SelectMany(RowsOf)];
        _rowsOf = Rows.GroupBy(r => r.Member.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var held = Rows.Where(r => r.Held).CountBy(r => r.Shift).ToDictionary();
        var places = Shifts.Select((s, i) => s.Places(held.GetValueOrDefault(i)).ToArray()).ToArray();
        Places = [.. places.SelectMany(p => p)];
        PlaceShift = [.. places.SelectMany((p, i) => p.Select(_ => i))];
        First = new int[Shifts.Length + 1];
        for (var s = 0; s < Shifts.Length; s++) First[s + 1] = First[s] + places[s].Length;
        _partners = Partners().SelectMany(p => new[] { p, (Member: p.Partner, Partner: p.Member) }).ToLookup(p => p.Member, p => p.Partner, StringComparer.Ordinal);
        Costs = new Int128[Rows.Length * Places.Length];
        for (var row = 0; row < Rows.Length; row++) Fill(row);
        Staying = [.. Rows.Select(r => r.Held ? Assignment.Forbidden : Outside(r).Weight)];
        var free = Partners().Where(p => !IsHeld(p.Member) && !IsHeld(p.Partner)).Select(p => (A: RowOf(p.Member, null), B: RowOf(p.Partner, null))).ToList();
        Pairs = [.. free.Where(p => Enumerable.Range(0, Shifts.Length).Any(s => MayBeIn(p.A, s) && MayBeIn(p.B, s)))];
        Base = new(
            EmptySpots: Places.Where(p => p.Tier == SpotTier.Fewest).Sum(p => p.Capacity),
            Moved: _published.Where(p => !_rowsOf.ContainsKey(p.Key) || IsHeld(p.Key)).Sum(p => p.Distinct().Count(s => !StandsIn(p.Key, s))),
            Apart: free.Count - Pairs.Length + Partners().Count(p => IsHeld(p.Member) && IsHeld(p.Partner) && !_rowsOf[p.Member].Any(r => StandsIn(p.Partner, Shifts[r.Shift].Id))));
    }

    public Lots Lots { get; }
    public PlanShift[] Shifts { get; }
    public Dictionary<string, int> ShiftOf { get; }
    public PlanRow[] Rows { get; }
    public Place[] Places { get; }

    /// <summary>The shift of each place.</summary>
    public int[] PlaceShift { get; }

    /// <summary>The first place of each shift, and at the end how many there are.</summary>
    public int[] First { get; }

    /// <summary>Pairs of rows that are both still to be placed and have a shift in common: what makes the problem hard.</summary>
    public (int A, int B)[] Pairs { get; }

    public Int128[] Costs { get; }
    public Int128[] Staying { get; }
    /// <summary>What is there before anybody is placed: all spots empty, published ones that are gone, partners who stand apart or have no shift in common.</summary>
    public PlanCost Base { get; }

    /// <summary>The problem without the pairs, nobody placed yet.</summary>
    public Assignment Open() => new(Costs, [.. Places.Select(p => p.Capacity)], Staying);

    public int RowOf(string member, string? shift) =>
        Array.FindIndex(Rows, r => r.Member.Id == member && (!r.Held || shift is null || Shifts[r.Shift].Id == shift));

    /// <summary>What a row costs in a place by itself, without the pairs of <see cref="Pairs"/>; null where it may not be.</summary>
    public PlanCost? CostOf(PlanRow row, int place) =>
        Allowed(row, PlaceShift[place]) && Places[place].Cost(row.Member, row.Held, row.Skill) is { } cost ? cost + InShift(row, PlaceShift[place]) : null;

    public PlanCost? CostOf(int row, int place) => CostOf(Rows[row], place);

    /// <summary>What the whole standing costs: rows, empty spots, pairs.</summary>
    /// <param name="columns">The place of each row, −1 for none.</param>
    public PlanCost CostOf(ReadOnlySpan<int> columns)
    {
        var cost = Base;
        for (var row = 0; row < Rows.Length; row++) cost += columns[row] < 0 ? Outside(Rows[row]) : CostOf(row, columns[row])!.Value;
        foreach (var (a, b) in Pairs)
            if (columns[a] < 0 || columns[b] < 0 || PlaceShift[columns[a]] != PlaceShift[columns[b]]) cost += new PlanCost(Apart: 1);
        return cost;
    }

    /// <summary>Those that both have a row, each pair once.</summary>
    public IEnumerable<(string Member, string Partner)> Partners() => _input.Members
        .Where(m => m.Partner is { } p && _rowsOf.ContainsKey(m.Id) && _rowsOf.ContainsKey(p))
        .Select(m => string.CompareOrdinal(m.Id, m.Partner) < 0 ? (m.Id, m.Partner!) : (m.Partner!, m.Id))
        .Distinct().Order();

    public bool MayBeIn(int row, int shift) => Costs.AsSpan(row * Places.Length)[First[shift]..First[shift + 1]].ContainsAnyExcept(Assignment.Forbidden);

    private bool IsHeld(string member) => _rowsOf[member][0].Held;

    private bool StandsIn(string member, string shift) =>
        _rowsOf.TryGetValue(member, out var rows) && rows.Any(r => r.Held && Shifts[r.Shift].Id == shift);

    private IEnumerable<PlanRow> RowsOf(PlanMember member)
    {
        var hand = _input.Fixed.Where(t => t.Member == member.Id).DistinctBy(t => t.Shift).ToList();
        if (hand.Count > 0) return hand.Select(t => new PlanRow(member, SpotOrigin.Fixed, ShiftOf[t.Shift], t.Skill));
        var published = _input.Published.Where(t => t.Member == member.Id && ShiftOf.ContainsKey(t.Shift) && member.Allows(Shifts[ShiftOf[t.Shift]])).DistinctBy(t => t.Shift).ToList();
        var stays = !_input.MovePublished || !member.NeedsSpot || published.Count > 1;
        if (published.Count > 0 && stays) return published.Select(t => new PlanRow(member, SpotOrigin.Published, ShiftOf[t.Shift], t.Skill));
        return member is { NeedsSpot: true, Exempt: false } ? [new PlanRow(member, SpotOrigin.Planned, -1, null)] : [];
    }

    private void Fill(int row)
    {
        for (var shift = 0; shift < Shifts.Length; shift++)
        {
            var (allowed, inShift) = (Allowed(Rows[row], shift), InShift(Rows[row], shift).Weight);
            for (var place = First[shift]; place < First[shift + 1]; place++)
                Costs[row * Places.Length + place] = allowed && Places[place].Cost(Rows[row].Member, Rows[row].Held, Rows[row].Skill) is { } cost
                    ? cost.Weight + inShift
                    : Assignment.Forbidden;
        }
    }

    private bool Allowed(PlanRow row, int shift) => row.Held ? row.Shift == shift : row.Member.Allows(Shifts[shift]);

    private PlanCost InShift(PlanRow row, int shift) => row.Member.Cost(Shifts[shift]) + Tied(row, shift);

    private PlanCost Outside(PlanRow row) => new PlanCost(Without: row.Member.WithoutCost()) + Tied(row, -1);

    /// <summary>What it costs to be away from one's published spot, and from partners who stand somewhere already.</summary>
    private PlanCost Tied(PlanRow row, int shift)
    {
        if (row.Held) return default;
        var id = shift < 0 ? null : Shifts[shift].Id;
        return new(
            Moved: _published[row.Member.Id].Any() && !_published[row.Member.Id].Contains(id) ? 1 : 0,
            Apart: _partners[row.Member.Id].Count(p => IsHeld(p) && (id is null || !StandsIn(p, id))));
    }
}

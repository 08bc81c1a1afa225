namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// Brings partners together: from the optimum without them, each pair in turn is held to the shift that is best for all, given where the
/// others are, until no pair can do better; then some pairs are let go and begin in another order, and what is better is kept. Each try costs
/// two paths, and prices rule most of them out beforehand.
/// </summary>
/// <remarks>Being together with a pair is not an assignment problem any more, so this is not proven best; <see cref="PairBound"/> says how far it can be off.</remarks>
internal sealed class PairDescent(PlanGrid grid, Assignment assignment)
{
    private readonly int[] _together = [.. grid.Pairs.Select(_ => -1)];
    private readonly Standing _start = assignment.Room();
    private readonly Standing _freed = assignment.Room();
    private readonly Standing _best = assignment.Room();

    /// <summary>Fresh starts in vain before it stops: more win little and cost 600 members with 60 pairs a second.</summary>
    private const int Kicks = 20;

    private const int LetGo = 3;
    private readonly Standing _kept = assignment.Room();

    /// <summary>What the standing costs with its pairs; one that is only by accident together counts as apart, until it is held.</summary>
    public Int128 Value => assignment.Total + PlanCost.UnitApart * _together.Count(s => s < 0);

    public void Run()
    {
        Settle();
        for (var pair = 0; pair < _together.Length; pair++)
            if (_together[pair] < 0 && MakeRoom(pair)) Settle();
        for (var vain = 0; vain < Kicks && _together.Length > 1; vain++)
        {
            var (before, together) = (Value, _together.ToArray());
            assignment.Keep(_kept);
            var first = grid.Lots.Shuffle(Enumerable.Range(0, _together.Length)).Take(LetGo).ToList();
            foreach (var pair in first) Part(pair);
            foreach (var pair in first) Improve(pair);
            Settle();
            if (Value < before)
            {
                vain = -1;
                continue;
            }
            assignment.Restore(_kept);
            together.CopyTo(_together, 0);
        }
    }

    private void Settle()
    {
        for (var better = true; better;)
        {
            better = false;
            for (var pair = 0; pair < _together.Length; pair++) better |= Improve(pair);
        }
    }

    /// <summary>A pair that found no shift takes one where other pairs are, and they look for another.</summary>
    private bool MakeRoom(int pair)
    {
        var (a, b) = grid.Pairs[pair];
        var (before, together) = (Value, _together.ToArray());
        assignment.Keep(_kept);
        for (var shift = 0; shift < grid.Shifts.Length; shift++)
        {
            var there = Enumerable.Range(0, together.Length).Where(p => together[p] == shift).ToList();
            if (there.Count == 0 || !grid.MayBeIn(a, shift) || !grid.MayBeIn(b, shift)) continue;
            foreach (var other in there) Part(other);
            if (HoldTo(a, shift, Assignment.Forbidden) && HoldTo(b, shift, Assignment.Forbidden))
            {
                _together[pair] = shift;
                foreach (var other in there) Improve(other);
                if (Value < before) return true;
            }
            assignment.Restore(_kept);
            together.CopyTo(_together, 0);
        }
        return false;
    }

    private void Part(int pair)
    {
        if (_together[pair] < 0) return;
        assignment.Free(grid.Pairs[pair].A);
        assignment.Free(grid.Pairs[pair].B);
        _together[pair] = -1;
    }

    /// <summary>Finds a pair its best shift while the others stay together where they are. Whether that was better than before.</summary>
    private bool Improve(int pair)
    {
        var (a, b) = grid.Pairs[pair];
        assignment.Keep(_start);
        var (found, best) = (_together[pair], assignment.Total + (_together[pair] < 0 ? PlanCost.UnitApart : 0));
        var (was, before) = (found, best);
        Part(pair);
        assignment.Keep(_freed);
        var apart = assignment.Total;
        if (apart + PlanCost.UnitApart < best) Take(-1, apart + PlanCost.UnitApart);
        foreach (var (least, shift) in Candidates(a, b))
        {
            if (apart + least >= best) break;
            if (shift == was) continue;
            assignment.Restore(_freed);
            if (HoldTo(a, shift, best) && HoldTo(b, shift, best) && assignment.Total < best) Take(shift, assignment.Total);
        }
        assignment.Restore(best < before ? _best : _start);
        _together[pair] = found;
        return best < before;

        void Take(int shift, Int128 cost)
        {
            (found, best) = (shift, cost);
            assignment.Keep(_best);
        }
    }

    /// <summary>The shifts where both may be, with the least that it would cost to have them there.</summary>
    private List<(Int128 Least, int Shift)> Candidates(int a, int b)
    {
        var candidates = new List<(Int128, int)>();
        for (var shift = 0; shift < grid.Shifts.Length; shift++)
            if (Least(a, shift) is { } forA && Least(b, shift) is { } forB) candidates.Add((forA + forB, shift));
        candidates.Sort();
        return candidates;
    }

    private Int128? Least(int row, int shift)
    {
        Int128? least = null;
        for (var place = grid.First[shift]; place < grid.First[shift + 1]; place++)
        {
            var cost = grid.Costs[row * grid.Places.Length + place];
            if (cost == Assignment.Forbidden) continue;
            var reduced = assignment.Reduced(row, place, cost);
            if (least is null || reduced < least) least = reduced;
        }
        return least;
    }

    private bool HoldTo(int row, int shift, Int128 limit) => assignment.Hold(row, grid.First[shift], grid.First[shift + 1], false, limit);
}

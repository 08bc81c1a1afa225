namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// The assignment problem: every row is given one column, no column more rows than it holds, and the sum of the costs is the least
/// possible. Solved exactly by shortest augmenting paths with prices (R. Jonker and A. Volgenant, "A shortest augmenting path algorithm
/// for dense and sparse linear assignment problems", Computing 38, 1987), for any shape, with forbidden pairs.
/// </summary>
/// <remarks>
/// <para>A row may have a cost of staying outside; then it is only given a column when that is cheaper for all together.</para>
/// <para>It stays solved while it is changed: a row enters, leaves, or is held to some columns, each for the price of one path. What is free
/// belongs to "nobody", of whom there are always enough; so every change is a path from where a row is missing to where one is wanted.</para>
/// <para>At every moment, with <c>u</c> a row's price, <c>v</c> a column's and <c>n</c> nobody's: <c>cost − u − v ≥ 0</c> for every pair that
/// is allowed and 0 where a row stands; <c>−n − v ≥ 0</c>, and 0 for a column with room. That proves the sum least.</para>
/// <para>Costs are 128 bits wide because the planner keeps nine levels in one number (<see cref="PlanCost"/>).</para>
/// </remarks>
public sealed partial class Assignment
{
    /// <summary>The cost of a pair that is not allowed.</summary>
    public static readonly Int128 Forbidden = Int128.MaxValue;

    private const int Outside = -1;
    private const int Absent = -2;
    private const int Nobody = -1;
    private readonly int _rows;
    private readonly int _columns;
    private readonly Int128[] _cost;
    private readonly Int128[] _outside;
    private readonly int[] _capacity;
    private readonly int[] _seat; // where a column's occupants begin
    private readonly Standing _now;

    /// <param name="cost">Row by row, rows × columns; it is kept, and changes to it count once the row enters, or is held again.</param>
    /// <param name="capacity">How many rows a column holds, for each column.</param>
    /// <param name="outside">What it costs to leave a row without a column, or <see cref="Forbidden"/>.</param>
    public Assignment(Int128[] cost, int[] capacity, Int128[] outside)
    {
        (_cost, _capacity, _outside, _rows, _columns) = (cost, capacity, outside, outside.Length, capacity.Length);
        _seat = new int[_columns + 1];
        for (var k = 0; k < _columns; k++) _seat[k + 1] = _seat[k] + capacity[k];
        _now = Room();
        for (var row = 0; row < _rows; row++) (_now.End[row], _now.MayStayOut[row]) = (_columns, outside[row] != Forbidden);
        (_distance, _from, _rowDistance) = (new Int128[_columns], new int[_columns], new Int128[_rows]);
        (_open, _reached, _waiting) = (new int[_columns], new int[_rows + 1], new int[_rows]);
    }

    /// <summary>The sum of the costs of the rows that have entered.</summary>
    public Int128 Total => _now.Total;

    /// <summary>The row's column; −1 when it stays outside, −2 when it has not entered.</summary>
    public int ColumnOf(int row) => _now.Column[row];

    public int Count(int column) => _now.Count[column];

    /// <summary>What one more place in this column would save (0 or more): its shadow price.</summary>
    public Int128 PriceOf(int column) => -_now.ColumnPrice[column] - _now.NobodyPrice;

    /// <summary>The least by which the sum would grow if this row had to stand in this column; negative for a pair outside the problem that would better it.</summary>
    public Int128 Reduced(int row, int column, Int128 cost) => cost - _now.RowPrice[row] - _now.ColumnPrice[column];

    /// <summary>The same for staying outside.</summary>
    public Int128 ReducedOutside(int row) => _outside[row] == Forbidden ? Forbidden : _outside[row] - _now.RowPrice[row] + _now.NobodyPrice;

    /// <summary>Gives an absent row the place that is cheapest for all. False, and nothing changed, when there is none.</summary>
    public bool Enter(int row)
    {
        if (!Search(row, Nobody, Forbidden)) return false;
        Reprice(row, _nobodyDistance);
        Walk(row, Nobody);
        return true;
    }

    /// <summary>Takes a row out; others move where that is better.</summary>
    public void Leave(int row)
    {
        var hole = _now.Column[row];
        Vacate(row);
        if (hole == Outside) return;
        Search(Nobody, hole, Forbidden); // there always is a way: nobody fills it
        Reprice(Nobody, _distance[hole]);
        Walk(Nobody, hole);
    }

    /// <summary>
    /// Holds a row to the columns from <paramref name="first"/> up to <paramref name="end"/> (and outside, if it may), takes its costs anew, and
    /// finds the best again. False when that is impossible or would not stay below <paramref name="limit"/>: then the standing is
    /// none any more, and the caller goes back to one that it kept.
    /// </summary>
    public bool Hold(int row, int first, int end, bool mayStayOut, Int128 limit)
    {
        var hole = _now.Column[row];
        (_now.First[row], _now.End[row], _now.MayStayOut[row]) = (first, end, mayStayOut);
        Vacate(row);
        var target = hole == Outside ? Nobody : hole;
        var before = _now.Total + (target == Nobody ? -_now.NobodyPrice : _now.ColumnPrice[hole]);
        if (!Search(row, target, limit == Forbidden ? Forbidden : limit - before)) return false;
        Reprice(row, target == Nobody ? _nobodyDistance : _distance[hole]);
        Walk(row, target);
        return true;
    }

    /// <summary>Lets a row go wherever its costs allow.</summary>
    public bool Free(int row) => Hold(row, 0, _columns, _outside[row] != Forbidden, Forbidden);

    /// <summary>Puts every row where it is said. The prices stay: the standing must be as good as the one before, or it is none.</summary>
    public void Seat(ReadOnlySpan<int> columns)
    {
        for (var row = 0; row < _rows; row++) Vacate(row);
        for (var row = 0; row < _rows; row++)
        {
            if (columns[row] == Outside) StayOut(row);
            else Sit(row, columns[row]);
        }
    }

    /// <summary>Keeps how all stands, to come back to.</summary>
    public void Keep(Standing kept) => _now.CopyTo(kept);

    /// <summary>Goes back to what was kept.</summary>
    public void Restore(Standing kept) => kept.CopyTo(_now);

    /// <summary>Room to keep a standing of this problem in.</summary>
    public Standing Room() => new(_rows, _columns, _seat[_columns]);
}

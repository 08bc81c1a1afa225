namespace FoodCoop.Features.Shifts.Planning;

public sealed partial class Assignment
{
    // One search's own: how far each column is, who comes into it on the way, what is still open and which rows were passed.
    private readonly Int128[] _distance;
    private readonly int[] _from;
    private readonly Int128[] _rowDistance;
    private readonly int[] _open;
    private readonly int[] _reached;
    private readonly int[] _waiting; // rows outside that nobody can replace there; reached, not yet passed
    private int _opened;
    private int _rowsReached;
    private int _rowsWaiting;
    private Int128 _nobodyDistance;
    private int _nobodyFrom; // the column with room, or ~row for a row that goes outside
    private bool _nobodyPassed;

    /// <summary>Dijkstra over what pairs cost above their prices, until the target is the nearest. False when it is out of reach or not below the limit.</summary>
    private bool Search(int source, int target, Int128 limit)
    {
        Array.Fill(_distance, Forbidden);
        for (var k = 0; k < _columns; k++) _open[k] = k;
        (_opened, _rowsReached, _rowsWaiting, _nobodyDistance, _nobodyPassed) = (_columns, 0, 0, Forbidden, false);
        if (source == Nobody) PassNobody(0);
        else PassRow(source, 0, 0);
        while (true)
        {
            var (nearest, at) = (Forbidden, -1);
            for (var i = 0; i < _opened; i++)
            {
                if (_distance[_open[i]] >= nearest) continue;
                (nearest, at) = (_distance[_open[i]], i);
            }
            var waiting = -1;
            for (var i = 0; i < _rowsWaiting; i++)
            {
                if (_rowDistance[_waiting[i]] >= nearest) continue;
                (nearest, waiting) = (_rowDistance[_waiting[i]], i);
            }
            var nobodys = !_nobodyPassed && _nobodyDistance != Forbidden && _nobodyDistance <= nearest;
            if (nobodys) nearest = _nobodyDistance;
            if (nearest == Forbidden || nearest >= limit) return false;
            if (target == Nobody ? nobodys : _distance[target] == nearest) return true;
            if (nobodys) PassNobody(nearest);
            else if (waiting >= 0) PassWaiting(waiting);
            else PassColumn(at, nearest);
        }
    }

    private void PassRow(int row, Int128 distance, Int128 price)
    {
        (_rowDistance[row], _reached[_rowsReached++]) = (distance, row);
        var reach = distance - price;
        var (first, end) = (_now.First[row], _now.End[row]);
        var costs = _cost.AsSpan(row * _columns, _columns);
        for (var i = 0; i < _opened; i++)
        {
            var column = _open[i];
            if (column < first || column >= end || costs[column] == Forbidden) continue;
            var through = reach + costs[column] - _now.ColumnPrice[column];
            if (through < _distance[column]) (_distance[column], _from[column]) = (through, row);
        }
        if (!_now.MayStayOut[row]) return;
        var outside = reach + _outside[row] + _now.NobodyPrice;
        if (outside < _nobodyDistance) (_nobodyDistance, _nobodyFrom) = (outside, ~row);
    }

    private void PassColumn(int at, Int128 distance)
    {
        var column = _open[at];
        (_open[at], _open[--_opened]) = (_open[_opened], column); // passed columns stand behind the open ones
        if (_now.Count[column] < _capacity[column] && distance < _nobodyDistance) (_nobodyDistance, _nobodyFrom) = (distance, column);
        for (var i = 0; i < _now.Count[column]; i++)
        {
            var row = _now.Occupant[_seat[column] + i];
            PassRow(row, distance, _now.RowPrice[row]);
        }
    }

    /// <summary>Nobody can go to any column, and to the outside of a row that stands there, which then comes in.</summary>
    private void PassNobody(Int128 distance)
    {
        (_nobodyDistance, _nobodyPassed) = (distance, true);
        var reach = distance - _now.NobodyPrice;
        for (var i = 0; i < _opened; i++)
        {
            var column = _open[i];
            var through = reach - _now.ColumnPrice[column];
            if (through < _distance[column]) (_distance[column], _from[column]) = (through, Nobody);
        }
        for (var row = 0; row < _rows; row++)
        {
            if (_now.Column[row] != Outside) continue;
            (_rowDistance[row], _waiting[_rowsWaiting++]) = (reach - _outside[row] + _now.RowPrice[row], row);
        }
    }

    private void PassWaiting(int at)
    {
        var row = _waiting[at];
        _waiting[at] = _waiting[--_rowsWaiting];
        PassRow(row, _rowDistance[row], _now.RowPrice[row]);
    }

    /// <summary>New prices after a search: all that was passed before the target shares what it was nearer.</summary>
    private void Reprice(int source, Int128 found)
    {
        if (source != Nobody) _now.RowPrice[source] = 0;
        for (var i = 0; i < _rowsReached; i++) _now.RowPrice[_reached[i]] += found - _rowDistance[_reached[i]];
        for (var i = _opened; i < _columns; i++) _now.ColumnPrice[_open[i]] -= found - _distance[_open[i]];
        if (_nobodyPassed) _now.NobodyPrice += found - _nobodyDistance;
    }

    /// <summary>Goes the way back from the target, and moves everyone on it one place on.</summary>
    private void Walk(int source, int target)
    {
        var (to, atNobody) = (target, target == Nobody);
        while (true)
        {
            int row;
            if (atNobody && _nobodyFrom >= 0)
            {
                (to, atNobody) = (_nobodyFrom, false);
                continue;
            }
            if (atNobody) row = ~_nobodyFrom;
            else row = _from[to];
            var old = row == Nobody ? Outside : _now.Column[row];
            if (row != Nobody)
            {
                Vacate(row);
                if (atNobody) StayOut(row);
                else Sit(row, to);
            }
            if (row == source) return;
            (to, atNobody) = (old, old == Outside);
            if (atNobody && source == Nobody) return;
        }
    }

    private void Vacate(int row)
    {
        var column = _now.Column[row];
        if (column == Absent) return;
        _now.Column[row] = Absent;
        _now.Total -= _now.Paid[row];
        if (column == Outside) return;
        var last = _now.Occupant[_seat[column] + --_now.Count[column]];
        (_now.Occupant[_now.Seat[row]], _now.Seat[last]) = (last, _now.Seat[row]);
    }

    private void Sit(int row, int column)
    {
        var seat = _seat[column] + _now.Count[column]++;
        (_now.Column[row], _now.Seat[row], _now.Occupant[seat]) = (column, seat, row);
        _now.Total += _now.Paid[row] = _cost[row * _columns + column];
    }

    private void StayOut(int row)
    {
        _now.Column[row] = Outside;
        _now.Total += _now.Paid[row] = _outside[row];
    }
}

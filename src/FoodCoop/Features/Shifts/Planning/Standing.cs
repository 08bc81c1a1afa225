namespace FoodCoop.Features.Shifts.Planning;

/// <summary>How an <see cref="Assignment"/> stands: who is where, and the prices that prove it the best. Made to be kept and gone back to.</summary>
public sealed class Standing
{
    internal Standing(int rows, int columns, int seats)
    {
        (RowPrice, Paid, ColumnPrice) = (new Int128[rows], new Int128[rows], new Int128[columns]);
        (Column, Seat, First, End, MayStayOut) = (new int[rows], new int[rows], new int[rows], new int[rows], new bool[rows]);
        (Count, Occupant) = (new int[columns], new int[seats]);
        Array.Fill(Column, -2);
    }

    internal Int128[] RowPrice { get; }
    internal Int128[] Paid { get; }
    internal Int128[] ColumnPrice { get; }
    internal Int128 NobodyPrice { get; set; }
    internal Int128 Total { get; set; }
    internal int[] Column { get; }
    internal int[] Seat { get; }
    internal int[] First { get; }
    internal int[] End { get; }
    internal bool[] MayStayOut { get; }
    internal int[] Count { get; }
    internal int[] Occupant { get; }

    internal void CopyTo(Standing other)
    {
        RowPrice.CopyTo(other.RowPrice, 0);
        Paid.CopyTo(other.Paid, 0);
        ColumnPrice.CopyTo(other.ColumnPrice, 0);
        Column.CopyTo(other.Column, 0);
        Seat.CopyTo(other.Seat, 0);
        First.CopyTo(other.First, 0);
        End.CopyTo(other.End, 0);
        MayStayOut.CopyTo(other.MayStayOut, 0);
        Count.CopyTo(other.Count, 0);
        Occupant.CopyTo(other.Occupant, 0);
        (other.NobodyPrice, other.Total) = (NobodyPrice, Total);
    }
}

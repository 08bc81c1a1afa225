using System.Globalization;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.PickupDay;

/// <summary>A product's head: what it is at the left, how many at the right.</summary>
internal sealed record PickHead(Paragraph Left, Paragraph Right)
{
    public double Height { get; } = Math.Max(Left.Height, Right.Height);
}

/// <summary>A product with its members' boxes, measured. The boxes stand in three columns, filled column by column; rows are what
/// a page break may come between.</summary>
internal sealed record PickBlock(PickHead Head, PickHead HeadAgain, IReadOnlyList<PickListPdf.PickCell> Cells)
{
    public const double Above = 6, Between = 2, Below = 5, Around = Above + Between + Below;

    public double Height { get; } = Around + Head.Height + GridHeight(Cells);

    public static PickBlock Of(PickProduct product, CultureInfo culture) => new(
        PickListPdf.Head(product, product.Name, culture),
        PickListPdf.Head(product, Texts.For(culture)["Pdf.Continued", product.Name], culture),
        [.. product.Members.Select(m => PickListPdf.Cell(m, culture))]);

    public static double GridHeight(IReadOnlyList<PickListPdf.PickCell> cells)
    {
        var perColumn = (cells.Count + 2) / 3;
        return perColumn == 0 ? 0 : cells.Chunk(perColumn).Max(column => column.Sum(c => c.Height));
    }

    /// <summary>What must fit where it begins: all of it, or else three rows, so that no head stands over a single row.</summary>
    public double SmallestHeight(double page) =>
        Height <= page / 3 ? Height : Around + Head.Height + GridHeight([.. Cells.Take(9)]);

    /// <summary>The most rows, from a cell on, that fit in a height.</summary>
    public int RowsThatFit(int from, double height)
    {
        // No cell is lower than the amount's line: begin near what can fit.
        var rows = (int)Math.Min((Cells.Count - from + 2) / 3, Math.Max(height, 0) / PickListPdf.PickCell.LowestHeight);
        while (rows > 0 && GridHeight([.. Cells.Skip(from).Take(rows * 3)]) > height) rows--;
        return rows;
    }
}

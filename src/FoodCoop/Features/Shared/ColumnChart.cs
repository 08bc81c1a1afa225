namespace FoodCoop.Features.Shared;

/// <summary>One column of a small chart.</summary>
/// <param name="Value">How high it stands.</param>
/// <param name="Of">What it could have been, shown behind it; 0 where there is no such thing.</param>
/// <param name="Words">The number for who does not see the column: "17 of 20"; "" where it says all itself.</param>
public sealed record ChartColumn(string Label, int Value, int Of = 0, string Words = "");

/// <summary>
/// A few numbers side by side, to be looked at: <c>&lt;partial name="_Columns" model="…" /&gt;</c>. Drawn by the server as SVG, so that it is there
/// without script; each column says its number in words, and the table with all of them stands behind it.
/// </summary>
/// <param name="Title">What the numbers are.</param>
public sealed record ColumnChart(string Title, IReadOnlyList<ChartColumn> Columns)
{
    /// <summary>In hundredths of the whole height.</summary>
    public int Height(int value) => value <= 0 ? 0 : Math.Max(1, (int)(100L * value / Math.Max(1, Columns.Max(c => Math.Max(c.Value, c.Of)))));
}

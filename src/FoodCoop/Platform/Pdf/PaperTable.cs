namespace FoodCoop.Platform.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Repeated on every page.</param>
/// <param name="Width">In points.</param>
/// <param name="Style">Of its cells.</param>
/// <param name="AtRight">For numbers: never wrapped, shrunk when too wide.</param>
public sealed record PaperColumn(string Heading, double Width, Style Style, bool AtRight = false);

/// <summary>A table over the pages of a paper: its heading is repeated, a row never splits, texts are wrapped in their column.</summary>
public sealed class PaperTable(Paper paper, params IReadOnlyList<PaperColumn> columns)
{
    private const double Gap = 6, Pad = 3;
    private static readonly Style HeadingStyle = Style.Bold(8.5);

    /// <summary>The heading, where the table begins.</summary>
    public void Begin(double keep = 60)
    {
        paper.Keep(keep);
        var headings = columns.Select(c => Paragraph.Of(c.Width - Gap, new Run(c.Heading, HeadingStyle))).ToList();
        var height = headings.Max(h => h.Height);
        var x = Paper.Left;
        foreach (var (column, heading) in columns.Zip(headings))
        {
            var top = paper.Y + height - heading.Height;
            foreach (var line in heading.Fragments)
                paper.Sheet.Text(column.AtRight ? x + column.Width - line.Style.Width(line.Text) : x, top + line.Baseline, line.Text, line.Style);
            x += column.Width;
        }
        paper.Y += height + 2;
        paper.Sheet.Rule(Paper.Left, paper.Y, Paper.Right, 1.2);
    }

    public void Row(params IReadOnlyList<string> cells) => Row("", columns[0].Style, cells);

    /// <summary>A row with words below its cells, over the whole width.</summary>
    public void Row(string below, Style style, IReadOnlyList<string> cells)
    {
        var laid = columns.Zip(cells, (c, text) => c.AtRight ? null : Paragraph.Of(c.Width - Gap, new Run(text, c.Style))).ToList();
        var lines = columns.Max(c => c.Style.LineHeight);
        var words = Paragraph.Of(Paper.Width, new Run(below, style));
        var height = Math.Max(laid.Max(p => p?.Height ?? 0), lines) + words.Height + 2 * Pad;
        if (paper.Keep(height)) Begin(0);
        // All first lines stand on one baseline, whatever their sizes.
        var baseline = paper.Y + Pad + columns.Max(c => c.Style.Rise);
        var x = Paper.Left;
        for (var i = 0; i < columns.Count; i++)
        {
            if (laid[i] is { } text) paper.Sheet.Draw(text, x, baseline - columns[i].Style.Rise);
            else paper.Sheet.TextRight(x + columns[i].Width, baseline, cells[i], columns[i].Style, columns[i].Width - Gap);
            x += columns[i].Width;
        }
        paper.Y += height;
        paper.Sheet.Draw(words, Paper.Left, paper.Y - Pad - words.Height);
        paper.Sheet.Rule(Paper.Left, paper.Y, Paper.Right, 0.4);
    }
}

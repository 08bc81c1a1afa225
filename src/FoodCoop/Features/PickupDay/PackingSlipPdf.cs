using System.Globalization;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.PickupDay;

/// <summary>
/// Packing slips: what each member fetches. Two columns to a page and at most two slips to a column, so that short ones are cut into
/// quarters; one that is longer than a column has pages of its own, with its heading repeated in each column.
/// </summary>
public static class PackingSlipPdf
{
    private const double Gutter = 16, Pad = 8, Between = 12;

    /// <param name="onePerPage">Each member's slip on a page of its own, over the full width.</param>
    public static byte[] Of(PackingSlipPaper paper, CultureInfo culture, bool onePerPage = false) => Lay(paper, culture, onePerPage).ToPdf();

    internal static Paper Lay(PackingSlipPaper slips, CultureInfo culture, bool onePerPage = false)
    {
        var stamp = slips.Stamp;
        var name = Texts.For(culture)["PickupDay.PackingSlips"];
        var note = PaperWords.Joined(name, stamp.CoopName, stamp.CycleName, stamp.StateText, PaperWords.Printed(stamp, culture));
        var paper = new Paper(PaperWords.Joined(name, stamp.CycleName, stamp.CoopName), culture, stamp.PrintedAt, note);
        var columns = new Columns(paper, onePerPage ? 1 : 2);
        var rows = new SlipRows(columns.Width - 2 * Pad, culture);
        foreach (var slip in slips.Slips) columns.Add(slip, rows);
        columns.Close();
        if (slips.Slips.Count == 0) LayEmpty(paper, name);
        return paper;
    }

    private static void LayEmpty(Paper paper, string name)
    {
        paper.Part(name);
        paper.Sheet.Draw(Paragraph.Of(Paper.Width, new Run(Texts.For(paper.Culture)["PickupDay.NoSlips"], Style.Regular(12))), Paper.Left, paper.Y + 12);
    }

    /// <summary>A slip, or as much of it as stands in one column.</summary>
    private sealed record Piece(IReadOnlyList<SlipRow> Rows)
    {
        public double Height { get; } = Rows.Sum(r => r.Height) + 2 * Pad;
    }

    /// <summary>Fills columns and pages. A column is drawn when it is full, because the heights of its boxes depend on both.</summary>
    private sealed class Columns(Paper paper, int perPage)
    {
        private const double Full = Paper.Bottom - Paper.Margin;
        private readonly List<Piece> _column = [];
        private bool _pageIsFull = true;
        private int _used;

        public double Width => (Paper.Width - (perPage - 1) * Gutter) / perPage;

        public void Add(PackingSlip slip, SlipRows rows)
        {
            var whole = new Piece([rows.Head(slip, again: false), .. rows.All(slip)]);
            if (whole.Height > Full)
            {
                Close();
                _pageIsFull = true;
                foreach (var piece in Split(slip, rows))
                {
                    Close();
                    _column.Add(piece);
                }
                return;
            }
            if (_column.Count == (perPage == 1 ? 1 : 2) || _column.Sum(p => p.Height + Between) + whole.Height > Full) Close();
            _column.Add(whole);
        }

        public void Close()
        {
            if (_column.Count == 0) return;
            if (_pageIsFull) { paper.Part(); _used = 0; }
            var x = Paper.Left + _used++ * (Width + Gutter);
            _pageIsFull = _used == perPage;
            const double quarter = (Full - Between) / 2;
            var quarters = perPage == 2 && _column.TrueForAll(p => p.Height <= quarter);
            var y = Paper.Margin;
            foreach (var piece in _column)
            {
                var height = quarters ? quarter : piece.Height;
                Draw(piece, x, y, height);
                y += height + Between;
            }
            _column.Clear();
        }

        private void Draw(Piece piece, double x, double y, double height)
        {
            paper.Sheet.Box(x, y, Width, height, 1);
            y += Pad;
            foreach (var row in piece.Rows)
            {
                row.Draw(paper.Sheet, x + Pad, y);
                y += row.Height;
            }
        }

        private static IEnumerable<Piece> Split(PackingSlip slip, SlipRows rows)
        {
            var all = rows.All(slip).ToList();
            var piece = new List<SlipRow> { rows.Head(slip, again: false) };
            var again = rows.Head(slip, again: true);
            for (var i = 0; i < all.Count; i++)
            {
                // A heading must have its first line under it.
                var needed = all[i].Height + (all[i].IsHeading ? all[i + 1].Height : 0);
                if (piece.Count > 1 && piece.Sum(r => r.Height) + needed + 2 * Pad > Full)
                {
                    yield return new Piece([.. piece]);
                    piece = [again];
                    if (all[i].Heading is { } heading) piece.Add(heading);
                }
                piece.Add(all[i]);
            }
            yield return new Piece(piece);
        }
    }
}

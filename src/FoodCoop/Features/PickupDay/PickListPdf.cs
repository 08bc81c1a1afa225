using System.Globalization;
using FoodCoop.Features.Order;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.PickupDay;

/// <summary>The pick list: per product who gets how many, with boxes to tick. Made to be read at arm's length in a cold hall.</summary>
public static class PickListPdf
{
    private const double Tick = 12, ColumnGap = 16, ColumnWidth = (Paper.Width - 2 * ColumnGap) / 3;
    private const double CellPad = 3;
    private static readonly Style ProductName = Style.Bold(13.5);
    private static readonly Style Small = Style.Regular(9.5);
    private static readonly Style Number = Style.Bold(11.5);
    private static readonly Style LargeNumber = Style.Bold(15);
    private static readonly Style MemberName = Style.Regular(11.5);
    private static readonly Style AmountStyle = Style.Bold(14);

    /// <summary>The PDF. The same paper gives the same bytes.</summary>
    public static byte[] Of(PickListPaper paper, CultureInfo culture) => Lay(paper, culture).ToPdf();

    internal static Paper Lay(PickListPaper list, CultureInfo culture)
    {
        var stamp = list.Stamp;
        var title = PaperWords.Joined(Texts.For(culture)["PickupDay.PickList"], stamp.CycleName, stamp.CoopName);
        var paper = new Paper(title, culture, stamp.PrintedAt, Texts.For(culture)["PickupDay.PickListNote"]);
        var places = list.Places.Where(p => p.Categories.Any(c => c.Products.Count > 0)).ToList();
        foreach (var place in places) Lay(paper, place, stamp);
        if (places.Count == 0) LayEmpty(paper, stamp);
        return paper;
    }

    private static void LayEmpty(Paper paper, PaperStamp stamp)
    {
        paper.Part(Texts.For(paper.Culture)["PickupDay.PickList"], Facts(stamp, "", paper.Culture));
        var sentence = Paragraph.Of(Paper.Width, new Run(Texts.For(paper.Culture)["PickupDay.PickListEmpty"], MemberName));
        paper.Sheet.Draw(sentence, Paper.Left, paper.Y + 12);
    }

    private static void Lay(Paper paper, PickPlace place, PaperStamp stamp)
    {
        var heading = PaperWords.Joined(Texts.For(paper.Culture)["PickupDay.PickList"], place.Name);
        paper.Part(heading, Facts(stamp, Counts(place, paper.Culture), paper.Culture));
        foreach (var category in place.Categories.Where(c => c.Products.Count > 0))
        {
            var first = PickBlock.Of(category.Products[0], paper.Culture);
            paper.Bar(category.Name, first.SmallestHeight(paper.FullRoom - 30));
            foreach (var product in category.Products) Lay(paper, product);
        }
    }

    private static IReadOnlyList<string> Facts(PaperStamp stamp, string counts, CultureInfo culture) =>
        [PaperWords.Joined(stamp.CoopName, stamp.CycleName, stamp.PickupText), PaperWords.Joined(counts, stamp.StateText), PaperWords.Printed(stamp, culture)];

    private static string Counts(PickPlace place, CultureInfo culture)
    {
        var products = place.Categories.SelectMany(c => c.Products).ToList();
        var members = products.SelectMany(p => p.Members).Select(m => m.Number).Distinct().Count();
        var texts = Texts.For(culture);
        return texts.Count("PickupDay.Products", products.Count) + ", " + texts.Count("PickupDay.Members", members);
    }

    /// <summary>A product stays together unless that leaves more than a third of a page white; then it splits between rows of
    /// boxes, under its own repeated head.</summary>
    private static void Lay(Paper paper, PickProduct product)
    {
        var block = PickBlock.Of(product, paper.Culture);
        if (block.Height > paper.Room && (paper.Room < paper.FullRoom / 3 || paper.Room < block.SmallestHeight(paper.FullRoom))) paper.Break();
        var done = 0;
        while (true)
        {
            var head = done == 0 ? block.Head : block.HeadAgain;
            var rows = block.RowsThatFit(done, paper.Room - PickBlock.Around - head.Height);
            // A page of its own always takes at least one row, however tall: the texts of a cell are kept short enough for that.
            Draw(paper, block, head, done, Math.Max(rows, 1));
            done += Math.Max(rows, 1) * 3;
            if (done >= block.Cells.Count) return;
            paper.Break();
        }
    }

    private static void Draw(Paper paper, PickBlock block, PickHead head, int from, int rows)
    {
        var sheet = paper.Sheet;
        var top = paper.Y + PickBlock.Above;
        sheet.Draw(head.Left, Paper.Left, top);
        foreach (var f in head.Right.Fragments)
            sheet.Text(Paper.Right - head.Right.Width + f.X, top + f.Baseline, f.Text, f.Style);
        top += head.Height + PickBlock.Between;
        var cells = block.Cells.Skip(from).Take(rows * 3).ToList();
        var perColumn = (cells.Count + 2) / 3;
        for (var column = 0; column < 3; column++)
        {
            var y = top;
            foreach (var cell in cells.Skip(column * perColumn).Take(perColumn))
            {
                cell.Draw(sheet, Paper.Left + column * (ColumnWidth + ColumnGap), y);
                y += cell.Height;
            }
        }
        paper.Y = top + PickBlock.GridHeight(cells) + PickBlock.Below;
        sheet.Rule(Paper.Left, paper.Y, Paper.Right, 0.9);
    }

    internal static PickHead Head(PickProduct product, string name, CultureInfo culture)
    {
        var texts = Texts.For(culture);
        var inCases = product.Cases is not { } cases ? "" : cases == Quantity.One ? texts["PickupDay.InOneCase"] : texts["PickupDay.InCases", cases.ToString(culture)];
        var members = texts.Count("PickupDay.Members", product.Members.Count);
        var over = product.LeftOver.IsZero ? "" : texts["PickupDay.LeftOver", PaperWords.Amount(product.LeftOver, product.Unit, culture)];
        var facts = string.Join(", ", new[] { inCases, members, over }.Where(t => t.Length > 0));
        var right = Paragraph.Of(Paper.Width * 0.5, new Run(PaperWords.Amount(product.Total, product.Unit, culture), ProductName), new Run(facts, Small));
        var ofCase = product.CaseSize is { } size ? texts["PickupDay.CaseOf", PaperWords.Amount(size, product.Unit, culture)] : "";
        var left = Paragraph.Of(Paper.Width - right.Width - 14, new Run(name, ProductName), new Run(PaperWords.Joined(product.From, product.Code, ofCase), Small));
        return new PickHead(left, right);
    }

    internal static PickCell Cell(PickMember member, CultureInfo culture)
    {
        var amount = member.Amount.ToString(culture);
        var amountStyle = AmountStyle.Shrunk(amount, 60, 8);
        var number = member.Number.ToString(culture);
        // Who has a name that cannot be printed is found by a number that stands out.
        var numberStyle = Lettering.Printable(member.Name).Length > 0 ? Number : LargeNumber;
        var nameAt = Tick + 5 + Math.Max(Number.Width("000"), numberStyle.Width(number)) + 4;
        var nameRoom = ColumnWidth - nameAt - amountStyle.Width(amount) - 6;
        var name = Paragraph.Of(nameRoom, new Run(Lettering.Short(member.Name, 60), MemberName), new Run(Lettering.Short(member.Note, LineChange.LongestNote), Small));
        return new PickCell(number, numberStyle, name, nameAt, amount, amountStyle);
    }

    /// <summary>One member's box, number, name, note and amount.</summary>
    internal sealed record PickCell(string Number, Style NumberStyle, Paragraph Name, double NameAt, string Amount, Style AmountStyle)
    {
        public const double LowestHeight = 15;

        public double Height { get; } = Math.Max(LowestHeight, Math.Max(Name.Height, AmountStyle.LineHeight) + 2 * CellPad);

        public void Draw(Sheet sheet, double x, double y)
        {
            var baseline = y + CellPad + AmountStyle.Rise - 0.5;
            sheet.Box(x, baseline - Tick + 1.5, Tick, Tick, 1);
            sheet.Text(x + Tick + 5, baseline, Number, NumberStyle);
            sheet.Draw(Name, x + NameAt, baseline - MemberName.Rise);
            sheet.Text(x + ColumnWidth - AmountStyle.Width(Amount), baseline, Amount, AmountStyle);
            sheet.Rule(x, y + Height, x + ColumnWidth, 0.5, dotted: true);
        }
    }
}

using System.Globalization;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.Deliveries;

/// <summary>The order as the supplier gets it.</summary>
public static class SupplierOrderPdf
{
    private static readonly Style Label = Style.Regular(8.5);
    private static readonly Style Fact = Style.Regular(11);
    private static readonly Style Strong = Style.Bold(11);
    private static readonly Style Cell = Style.Regular(9.5);

    public static byte[] Of(SupplierOrderPaper paper, CultureInfo culture) => Lay(paper, culture).ToPdf();

    internal static Paper Lay(SupplierOrderPaper order, CultureInfo culture)
    {
        string Word(string name, params object[] arguments) => OrderWords.Of(culture, name, arguments);
        var foot = Word("FootNote", order.CoopName, order.OrderNumber, order.SupplierName);
        var paper = new Paper($"{Word("Order")} {order.OrderNumber} · {order.CoopName} · {order.SupplierName}", culture, order.PrintedAt, foot);
        paper.Part(Word("OrderTo", order.SupplierName), order.CoopName, Word("OrderNumber") + " " + order.OrderNumber);
        Letterhead(paper, order);
        if (order.Lines.Count == 0)
        {
            Sentence(paper, Word("Nothing"), Strong);
            return paper;
        }
        var table = new PaperTable(paper,
            new(Word("Code"), 60, Style.Bold(10)), new(Word("Product"), 151, Style.Regular(10.5)), new(Word("Brand"), 76, Cell), new(Word("Unit"), 52, Cell),
            new(Word("CaseSize"), 40, Cell, AtRight: true), new(Word("Cases"), 44, Style.Bold(13), AtRight: true),
            new(Word("CasePrice"), 50, Cell, AtRight: true), new(Word("Sum"), Paper.Width - 473, Cell, AtRight: true));
        table.Begin();
        foreach (var line in order.Lines)
        {
            table.Row(line.Code, line.Product, line.Brand, line.Unit, line.CaseSize.ToString(culture), line.Cases.ToString(culture),
                OrderWords.Price(line.CasePrice, culture), line.Sum.Amount(culture));
        }
        Total(paper, order);
        return paper;
    }

    /// <summary>Who we are and what we ask, in two columns, before the table.</summary>
    private static void Letterhead(Paper paper, SupplierOrderPaper order)
    {
        var culture = paper.Culture;
        paper.Y += 10;
        var top = paper.Y;
        const double half = Paper.Width / 2 - 10;
        var middle = Paper.Left + Paper.Width / 2 + 10;
        Facts(paper, Paper.Left, half, "DeliverTo", [order.CoopName, .. order.Address]);
        Facts(paper, Paper.Left, half, "ReplyTo", order.ReplyTo);
        var left = paper.Y;
        paper.Y = top;
        if (order.DeliverOn is { } day) Facts(paper, middle, half, "DeliverOn", day.ToString("dddd d MMMM yyyy", culture));
        Facts(paper, middle, half, "CustomerNumber", order.CustomerNumber);
        Facts(paper, middle, half, "OrderNumber", order.OrderNumber + " · " + OrderWords.Of(culture, "Printed", order.PrintedAt.ToString("d MMMM yyyy HH:mm", culture)));
        paper.Y = Math.Max(left, paper.Y) + 4;
        if (order.Note.Length > 0) Sentence(paper, order.Note, Fact);
        paper.Y += 6;
    }

    private static void Facts(Paper paper, double x, double width, string label, params IReadOnlyList<string> lines)
    {
        if (lines.All(l => Lettering.Printable(l).Length == 0)) return;
        paper.Sheet.Text(x, paper.Y + Label.Rise, OrderWords.Of(paper.Culture, label), Label);
        paper.Y += Label.LineHeight;
        foreach (var (line, index) in lines.Where(l => Lettering.Printable(l).Length > 0).Select((l, i) => (l, i)))
        {
            var text = Paragraph.Of(width, new Run(line, index == 0 ? Strong : Fact));
            paper.Sheet.Draw(text, x, paper.Y);
            paper.Y += text.Height;
        }
        paper.Y += 6;
    }

    private static void Sentence(Paper paper, string text, Style style)
    {
        var sentence = Paragraph.Of(Paper.Width, new Run(text, style));
        paper.Sheet.Draw(sentence, Paper.Left, paper.Y);
        paper.Y += sentence.Height;
    }

    private static void Total(Paper paper, SupplierOrderPaper order)
    {
        paper.Keep(30);
        paper.Sheet.Rule(Paper.Left, paper.Y, Paper.Right, 1.2);
        var baseline = paper.Y + 18;
        var counts = OrderWords.Of(paper.Culture, "Lines", order.Lines.Count, order.Cases.ToString(paper.Culture));
        paper.Sheet.Text(Paper.Left, baseline, counts, Strong);
        paper.Sheet.TextRight(Paper.Right, baseline, OrderWords.Of(paper.Culture, "Total") + "   " + order.Total.ToString(paper.Culture), Strong, Paper.Width * 0.7);
        paper.Y += 30;
    }
}

using System.Globalization;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.Deliveries;

/// <summary>The order as the supplier gets it.</summary>
public static class SupplierOrderPdf
{
    private static readonly Style Label = Style.Regular(8.5);
    private static readonly Style Fact = Style.Regular(11);
    private static readonly Style Strong = Style.Bold(11);
    private static readonly Style Code = Style.Bold(10);
    private static readonly Style Cell = Style.Regular(9.5);

    /// <summary>Two decimals, and up to four where the supplier's price has them.</summary>
    private const string CasePriceFormat = "#,##0.00##";

    public static byte[] Of(SupplierOrderPaper paper, CultureInfo culture) => Lay(paper, culture).ToPdf();

    internal static Paper Lay(SupplierOrderPaper order, CultureInfo culture)
    {
        string Word(string name, params object[] arguments) => Texts.For(culture)["Deliveries." + name, arguments];
        var foot = Word("FootNote", order.CoopName, order.OrderNumber, order.SupplierName);
        var paper = new Paper($"{Word("Order")} {order.OrderNumber} · {order.CoopName} · {order.SupplierName}", culture, order.PrintedAt, foot);
        paper.Part(Word("OrderTo", order.SupplierName), order.CoopName, Word("OrderNumber") + " " + order.OrderNumber);
        Letterhead(paper, order);
        if (order.Lines.Count == 0)
        {
            Sentence(paper, Word("Nothing"), Strong);
            return paper;
        }
        // Codes are read aloud and typed over: the column is as wide as the longest, up to a GTIN of 14 digits.
        var code = Math.Clamp(order.Lines.Max(l => Code.Width(l.Code)) + 8, 40, 92);
        var table = new PaperTable(paper,
            new(Word("Code"), code, Code), new(Word("Product"), 211 - code, Style.Regular(10.5)), new(Word("Brand"), 76, Cell), new(Word("Unit"), 52, Cell),
            new(Word("CaseSize"), 40, Cell, AtRight: true), new(Word("Cases"), 44, Style.Bold(13), AtRight: true),
            new(Word("CasePrice"), 50, Cell, AtRight: true), new(Word("Sum"), Paper.Width - 473, Cell, AtRight: true));
        table.Begin();
        foreach (var line in order.Lines)
        {
            table.Row(line.Code, line.Product, line.Brand, line.Unit, line.CaseSize.ToString(culture), line.Cases.ToString(culture),
                line.CasePrice.ToString(CasePriceFormat, culture), line.Sum.Amount(culture));
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
        Facts(paper, middle, half, "OrderNumber", order.OrderNumber + " · " + Texts.For(culture)["Deliveries.Printed", order.PrintedAt.ToString("d MMMM yyyy HH:mm", culture)]);
        paper.Y = Math.Max(left, paper.Y) + 4;
        if (order.Note.Length > 0) Sentence(paper, order.Note, Fact);
        paper.Y += 6;
    }

    private static void Facts(Paper paper, double x, double width, string label, params IReadOnlyList<string> lines)
    {
        if (lines.All(l => Lettering.Printable(l).Length == 0)) return;
        paper.Sheet.Text(x, paper.Y + Label.Rise, Texts.For(paper.Culture)["Deliveries." + label], Label);
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
        var texts = Texts.For(paper.Culture);
        // Loose goods are counted in parts, and parts are many.
        var cases = order.Cases == Quantity.One ? texts["Deliveries.CasesCount.One"] : texts["Deliveries.CasesCount.Many", order.Cases.ToString(paper.Culture)];
        var counts = texts.Count("Deliveries.Lines", order.Lines.Count) + ", " + cases;
        paper.Sheet.Text(Paper.Left, baseline, counts, Strong);
        paper.Sheet.TextRight(Paper.Right, baseline, texts["Deliveries.Total"] + "   " + order.Total.ToString(paper.Culture), Strong, Paper.Width - Strong.Width(counts) - 14);
        paper.Y += 30;
    }
}

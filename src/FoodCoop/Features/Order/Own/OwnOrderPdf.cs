using FoodCoop.Features.PickupDay;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.Order.Own;

/// <summary>A member's own order on paper: what was asked and what became of it, what it costs, deposits, and the VAT inside.</summary>
public static class OwnOrderPdf
{
    private const double UnitWidth = 52, MoneyWidth = 46, SumWidth = 54;
    private static readonly Style Name = Style.Regular(10.5);
    private static readonly Style Cell = Style.Regular(9.5);
    private static readonly Style Heading = Style.Bold(8.5); // as in PaperTable
    private static readonly Style Amount = Style.Bold(11);
    private static readonly Style Small = Style.Regular(9);
    private static readonly Style Line = Style.Regular(10.5);
    private static readonly Style Total = Style.Bold(13);

    /// <param name="stamp">What the paper says about itself, and when it is printed.</param>
    public static byte[] Of(OwnOrder order, PaperStamp stamp, Texts texts) => Lay(order, stamp, texts).ToPdf();

    internal static Paper Lay(OwnOrder order, PaperStamp stamp, Texts texts)
    {
        var culture = texts.Culture;
        var who = PaperWords.Joined(order.Member.Number.ToString(culture), order.Member.Name);
        var heading = texts["Own.Title", stamp.CycleName];
        var paper = new Paper(PaperWords.Joined(heading, stamp.CoopName), culture, stamp.PrintedAt, PaperWords.Joined(stamp.CoopName, heading, who, PaperWords.Printed(stamp, culture)));
        paper.Part(heading, who, stamp.PickupText);
        Sentence(paper, stamp.StateText, Line);
        paper.Y += 6;
        Rows(paper, order, texts);
        Sums(paper, order, texts);
        return paper;
    }

    private static void Rows(Paper paper, OwnOrder order, Texts texts)
    {
        List<(string Heading, Func<OwnLine, Quantity?> Of)> amounts = [(texts["Own.Asked"], l => l.Asked)];
        if (order.IsAllocated) amounts.Add((texts["Own.Allocated"], l => l.Allocated));
        if (order.IsDelivered) amounts.Add((texts["Own.Delivered"], l => l.Delivered));
        if (order.IsTaken) amounts.Add((texts["Own.Taken"], l => l.Taken));
        // As narrow as the headings allow: the names of the products have the rest.
        var columns = amounts.Select((a, i) => new PaperColumn(a.Heading, Math.Max(44, Heading.Width(a.Heading) + 9), i == amounts.Count - 1 ? Amount : Cell, AtRight: true)).ToList();
        var rest = Paper.Width - UnitWidth - columns.Sum(c => c.Width) - MoneyWidth - SumWidth;
        var table = new PaperTable(paper,
        [
            new(texts["Own.Product"], rest, Name), new(texts["Own.Unit"], UnitWidth, Cell),
            .. columns,
            new(texts["Own.Price"], MoneyWidth, Cell, AtRight: true), new(texts["Own.Sum"], SumWidth, Cell, AtRight: true),
        ]);
        table.Begin();
        foreach (var line in order.Lines)
        {
            table.Row(line.Note, Small, [
                PaperWords.Joined(line.Name, line.Brand, line.Flex.IsZero ? "" : texts["Own.UpTo", line.Flex.ToString(texts.Culture)],
                    line.Entered.Length > 0 ? texts["Behalf.Entered", line.Entered] : "", line.IsUncertain ? texts["Own.Uncertain"] : "", line.Withdrawn ? texts["Order.WithdrawnFlag"] : ""),
                line.Unit, .. amounts.Select(a => a.Of(line)?.ToString(texts.Culture) ?? ""), line.Price.Amount(texts.Culture), line.Sum.Amount(texts.Culture)]);
        }
    }

    /// <summary>The sums stay together: goods, the VAT inside them, deposits, the total.</summary>
    private static void Sums(Paper paper, OwnOrder order, Texts texts)
    {
        var bill = order.Bill;
        var deposits = order.Lines.Where(l => l.DepositSum != Money.Zero).GroupBy(l => l.Deposit).OrderBy(g => g.Key)
            .Select(g => (Count: Quantity.Sum(g.Select(l => l.Comes)), Each: g.Key, Sum: Money.Sum(g.Select(l => l.DepositSum)))).ToList();
        var rates = bill.Vat.Where(v => v.Goods != Money.Zero).ToList();
        paper.Keep(50 + (rates.Count + deposits.Count + 1) * (Line.LineHeight + 2));
        paper.Y += 8;
        Sum(paper, texts["Own.Goods"], bill.Goods, Line);
        foreach (var vat in rates) Sum(paper, texts["Own.VatIn", vat.Rate.ToString(texts.Culture), vat.Goods.ToString(texts.Culture)], vat.Vat, Small);
        foreach (var d in deposits) Sum(paper, texts["Own.DepositLine", d.Count.ToString(texts.Culture), d.Each.ToString(texts.Culture)], d.Sum, Line);
        paper.Y += 3;
        paper.Sheet.Rule(Paper.Left + Paper.Width / 2, paper.Y, Paper.Right, 1.2);
        Sum(paper, texts["Own.Total"], bill.Total, Total);
        if (order.Uncertain != Money.Zero) Sum(paper, texts["Own.UncertainPart"], order.Uncertain, Line);
    }

    private static void Sum(Paper paper, string words, Money amount, Style style)
    {
        const double left = Paper.Left + Paper.Width / 2;
        var baseline = paper.Y + style.Rise + 1;
        paper.Sheet.TextLeft(left, baseline, words, style, Paper.Width / 2 - 90);
        paper.Sheet.TextRight(Paper.Right, baseline, amount.ToString(paper.Culture), style, 84);
        paper.Y += style.LineHeight + 2;
    }

    private static void Sentence(Paper paper, string text, Style style)
    {
        paper.Y += 4;
        var sentence = Paragraph.Of(Paper.Width, new Run(text, style));
        paper.Sheet.Draw(sentence, Paper.Left, paper.Y);
        paper.Y += sentence.Height;
    }
}

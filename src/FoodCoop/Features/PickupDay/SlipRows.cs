using System.Globalization;
using FoodCoop.Features.Order;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.PickupDay;

/// <summary>A row of a slip, measured, that draws itself at a place.</summary>
/// <param name="Heading">Of the group that the row belongs to, for repeating it; null outside groups.</param>
/// <param name="IsHeading">It must not stand last in its column.</param>
internal sealed record SlipRow(double Height, Action<Sheet, double, double> Draw, SlipRow? Heading = null, bool IsHeading = false);

/// <summary>The rows of packing slips in a width.</summary>
internal sealed class SlipRows(double width, CultureInfo culture)
{
    private const double AmountWidth = 36, EachWidth = 38, SumWidth = 44;
    private static readonly Style AmountStyle = Style.Bold(13);
    private static readonly Style ProductStyle = Style.Regular(11);
    private static readonly Style Small = Style.Regular(8.5);
    private static readonly Style Price = Style.Regular(9.5);
    private static readonly Style Label = Style.Bold(8);
    private static readonly Style Group = Style.Bold(9.5);
    private static readonly Style Total = Style.Bold(12);

    private readonly Texts _texts = Texts.For(culture);

    private double EachRight => width - SumWidth;
    private double TextRoom => width - AmountWidth - EachWidth - SumWidth - 6;

    /// <summary>Name large, number and window; the names of the columns below.</summary>
    public SlipRow Head(PackingSlip slip, bool again)
    {
        var number = slip.Number.ToString(culture);
        var window = Lettering.Printable(slip.Window).Length > 0 ? _texts["PickupDay.Window", slip.Window] : "";
        var name = Lettering.Printable(slip.Name);
        // Whose name cannot be printed is called by the number, just as large.
        var right = Paragraph.Of(width * 0.45, new Run(name.Length > 0 ? number : "", Style.Bold(20)), new Run(window, Style.Regular(11)));
        var shown = name.Length > 0 ? Lettering.Short(name, 60) : _texts["PickupDay.MemberNumber", number];
        if (again) shown = _texts["Pdf.Continued", shown];
        var room = width - right.Width - 10;
        var left = Paragraph.Of(room, new Run(shown, Style.Bold(20).Shrunk(shown, room, 13)));
        var height = Math.Max(left.Height, right.Height);
        return new SlipRow(height + 15, (sheet, x, y) =>
        {
            sheet.Draw(left, x, y);
            sheet.Draw(right, x + width - right.Width, y);
            var baseline = y + height + 10;
            sheet.Text(x + AmountWidth + 4, baseline, _texts["PickupDay.Product"], Label);
            sheet.TextRight(x + EachRight, baseline, _texts["PickupDay.Each"], Label, EachWidth - 2);
            sheet.TextRight(x + width, baseline, _texts["PickupDay.Sum"], Label, SumWidth - 4);
            sheet.Rule(x, y + height + 13, x + width, 0.9);
        });
    }

    public IEnumerable<SlipRow> All(PackingSlip slip)
    {
        if (slip.Note.Length > 0) yield return Note(slip.Note);
        foreach (var group in slip.Groups.Where(g => g.Lines.Count > 0))
        {
            var heading = Heading(PaperWords.Joined(group.Place, group.Category));
            yield return heading;
            foreach (var line in group.Lines) yield return Line(line) with { Heading = heading };
        }
        if (slip.Deposits.Count > 0)
        {
            var heading = Heading(_texts["PickupDay.Deposit"]);
            yield return heading;
            foreach (var deposit in slip.Deposits) yield return Deposit(deposit) with { Heading = heading };
        }
        yield return Foot(slip);
    }

    private static SlipRow Note(Paragraph text) => new(text.Height + 4, (sheet, x, y) => sheet.Draw(text, x, y + 3));

    private SlipRow Note(string note) => Note(Paragraph.Of(width, new Run(note, ProductStyle)));

    private SlipRow Heading(string text)
    {
        var name = Paragraph.Of(width, new Run(text.ToUpper(culture), Group));
        return new SlipRow(name.Height + 6, (sheet, x, y) => sheet.Draw(name, x, y + 4.5), IsHeading: true);
    }

    private SlipRow Line(SlipLine line)
    {
        var weigh = line.Weigh ? _texts["PickupDay.Weigh"] : "";
        var name = Lettering.Printable(line.Product);
        var details = PaperWords.Joined(line.Unit, line.Code, Lettering.Short(line.Note, LineChange.LongestNote));
        var text = Paragraph.Of(TextRoom, new Run(Lettering.Short(name, 100), ProductStyle), new Run(details, Small), new Run(weigh, Price));
        var height = Math.Max(text.Height, AmountStyle.LineHeight) + 2;
        var amount = line.Amount.ToString(culture);
        return new SlipRow(height, (sheet, x, y) =>
        {
            // More than one is what hurried hands miss: a grey box.
            sheet.Box(x, y, AmountWidth, height, 0.75, line.Amount > Quantity.One ? Tone.Grey : null);
            sheet.TextCentred(x + 2, AmountWidth - 4, y + height / 2 + AmountStyle.Size * 0.36, amount, AmountStyle);
            sheet.Draw(text, x + AmountWidth + 4, y + 1);
            Prices(sheet, x, y + 1 + ProductStyle.Rise, line.Each, line.Sum);
            sheet.Rule(x + AmountWidth, y + height, x + width, 0.4);
        });
    }

    private SlipRow Deposit(SlipDeposit deposit)
    {
        var text = Paragraph.Of(TextRoom, new Run(Lettering.Short(deposit.Name, 100), ProductStyle));
        var height = text.Height + 2;
        return new SlipRow(height, (sheet, x, y) =>
        {
            var baseline = y + 1 + ProductStyle.Rise;
            sheet.TextCentred(x + 2, AmountWidth - 4, baseline, deposit.Count.ToString(culture) + " ×", ProductStyle);
            sheet.Draw(text, x + AmountWidth + 4, y + 1);
            Prices(sheet, x, baseline, deposit.Each, deposit.Sum);
            sheet.Rule(x + AmountWidth, y + height, x + width, 0.4);
        });
    }

    private void Prices(Sheet sheet, double x, double baseline, Money each, Money sum)
    {
        sheet.TextRight(x + EachRight, baseline, each.Amount(culture), Price, EachWidth - 2);
        sheet.TextRight(x + width, baseline, sum.Amount(culture), Price, SumWidth - 4);
    }

    /// <summary>The total, and lines to write on. They stay together.</summary>
    private SlipRow Foot(PackingSlip slip)
    {
        var count = slip.Groups.Sum(g => g.Lines.Count);
        var products = _texts.Count("PickupDay.Products", count);
        return new SlipRow(76, (sheet, x, y) =>
        {
            sheet.Text(x + AmountWidth + 4, y + 18, products, Total);
            sheet.TextRight(x + width, y + 18, slip.Total.ToString(culture), Total, width - AmountWidth - 4 - Total.Width(products) - 10);
            var half = width / 2;
            Blank(sheet, x, y + 40, half - 5, "BottlesBack");
            Blank(sheet, x + half + 5, y + 40, half - 5, "CratesBack");
            Blank(sheet, x, y + 59, width, "Notes");
            sheet.Rule(x, y + 74, x + width, 0.5);
        });
    }

    private void Blank(Sheet sheet, double x, double baseline, double room, string label)
    {
        var text = _texts["PickupDay." + label];
        sheet.Text(x, baseline, text, Price);
        sheet.Rule(x + Price.Width(text) + 4, baseline + 1.5, x + room, 0.5);
    }
}

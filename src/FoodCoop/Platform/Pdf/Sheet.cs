namespace FoodCoop.Platform.Pdf;

/// <summary>Black and white printers have these.</summary>
public enum Tone { Black, White, Grey }

/// <summary>Something on a page; points from the page's top left corner.</summary>
public abstract record Mark;

/// <summary>A text on its baseline. Already free of what the font lacks.</summary>
public sealed record TextMark(double X, double Baseline, string Text, Style Style, Tone Tone) : Mark
{
    public double Right => X + Style.Width(Text);
    public double Top => Baseline - Style.Rise;
    public double Bottom => Baseline + Style.Drop;
}

/// <summary>A level line.</summary>
public sealed record RuleMark(double X, double Y, double Right, double Weight, bool Dotted) : Mark;

/// <summary>A rectangle; a weight of 0 has no outline, no fill leaves the paper.</summary>
public sealed record BoxMark(double X, double Y, double Width, double Height, double Weight, Tone? Fill) : Mark;

/// <summary>
/// One page as a list of marks. It is drawn only at the end, when the number of pages is known; and what stands where can be
/// tested without reading a PDF.
/// </summary>
public sealed class Sheet
{
    private readonly List<Mark> _marks = [];

    public IReadOnlyList<Mark> Marks => _marks;

    public void Text(double x, double baseline, string text, Style style, Tone tone = Tone.Black)
    {
        var printable = Lettering.Printable(text);
        if (printable.Length > 0) _marks.Add(new TextMark(x, baseline, printable, style, tone));
    }

    /// <summary>On one line whatever its length: shrunk, and if it is still too wide at 5 points, shortened with an ellipsis.</summary>
    public void TextLeft(double left, double baseline, string text, Style style, double room, Tone tone = Tone.Black)
    {
        var (shown, fitting) = OnOneLine(text, style, room);
        Text(left, baseline, shown, fitting, tone);
    }

    /// <summary>As <see cref="TextLeft"/>, ending at <paramref name="right"/>.</summary>
    public void TextRight(double right, double baseline, string text, Style style, double room)
    {
        var (shown, fitting) = OnOneLine(text, style, room);
        Text(right - fitting.Width(shown), baseline, shown, fitting);
    }

    /// <summary>As <see cref="TextLeft"/>, in the middle of the room.</summary>
    public void TextCentred(double left, double room, double baseline, string text, Style style)
    {
        var (shown, fitting) = OnOneLine(text, style, room);
        Text(left + (room - fitting.Width(shown)) / 2, baseline, shown, fitting);
    }

    public void Draw(Paragraph paragraph, double x, double y)
    {
        foreach (var f in paragraph.Fragments) _marks.Add(new TextMark(x + f.X, y + f.Baseline, f.Text, f.Style, Tone.Black));
    }

    public void Rule(double x, double y, double right, double weight, bool dotted = false) =>
        _marks.Add(new RuleMark(x, y, right, weight, dotted));

    public void Box(double x, double y, double width, double height, double weight, Tone? fill = null) =>
        _marks.Add(new BoxMark(x, y, width, height, weight, fill));

    private static (string Text, Style Style) OnOneLine(string text, Style style, double room)
    {
        var shown = Lettering.Printable(text);
        var fitting = style.Shrunk(shown, room, 5);
        while (shown.Length > 1 && fitting.Width(shown) > room) shown = Lettering.Short(shown, shown.Length - 1);
        return (shown, fitting);
    }
}

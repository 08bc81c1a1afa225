namespace FoodCoop.Platform.Pdf;

/// <summary>A stretch of text in one style.</summary>
public readonly record struct Run(string Text, Style Style);

/// <summary>A piece of a line: where it begins from the paragraph's left edge, and its baseline from the paragraph's top.</summary>
public readonly record struct Fragment(double X, double Baseline, string Text, Style Style);

/// <summary>
/// Runs of text set in a width: words are wrapped, a word wider than the line is broken, nothing is ever cut off. A later
/// run that would break goes to a line of its own if it fits there ("kg · 0112" stays together).
/// </summary>
public sealed class Paragraph
{
    private readonly List<Fragment> _fragments = [];
    private readonly double _width;
    private double _x;
    private double _rise;
    private double _drop;
    private int _lineStart;

    private Paragraph(double width) => _width = width;

    /// <summary>In points, down from the paragraph's top.</summary>
    public double Height { get; private set; }

    /// <summary>Of the widest line.</summary>
    public double Width { get; private set; }

    public IReadOnlyList<Fragment> Fragments => _fragments;

    public static Paragraph Of(double width, params ReadOnlySpan<Run> runs)
    {
        var paragraph = new Paragraph(Math.Max(width, 20));
        foreach (var run in runs) paragraph.Add(Lettering.Printable(run.Text), run.Style);
        paragraph.EndLine();
        return paragraph;
    }

    private void Add(string text, Style style)
    {
        if (text.Length == 0) return;
        var space = style.Width(" ");
        var gap = _x > 0 ? Math.Max(space, 4) : 0;
        var whole = style.Width(text);
        if (_x + gap + whole <= _width)
        {
            Put(text, gap, whole, style);
            return;
        }
        if (_x > 0 && whole <= _width) EndLine();
        foreach (var line in Lines(text, style, space)) { if (_x > 0) EndLine(); Put(line, 0, style.Width(line), style); }
    }

    /// <summary>The text in lines that fit the width, as full as can be.</summary>
    private IEnumerable<string> Lines(string text, Style style, double space)
    {
        var line = "";
        var width = 0d;
        foreach (var word in text.Split(' ').SelectMany(w => Pieces(w, style)))
        {
            var wide = style.Width(word);
            if (line.Length > 0 && width + space + wide > _width) { yield return line; line = ""; width = 0; }
            width += (line.Length > 0 ? space : 0) + wide;
            line = line.Length > 0 ? line + " " + word : word;
        }
        if (line.Length > 0) yield return line;
    }

    private IEnumerable<string> Pieces(string word, Style style)
    {
        while (word.Length > 1 && style.Width(word) > _width)
        {
            var length = word.Length - 1;
            while (length > 1 && style.Width(word.AsSpan(0, length)) > _width) length--;
            yield return word[..length];
            word = word[length..];
        }
        yield return word;
    }

    private void Put(string text, double gap, double width, Style style)
    {
        _fragments.Add(new Fragment(_x + gap, 0, text, style));
        _x += gap + width;
        _rise = Math.Max(_rise, style.Rise);
        _drop = Math.Max(_drop, style.LineHeight - style.Rise);
    }

    private void EndLine()
    {
        for (var i = _lineStart; i < _fragments.Count; i++) _fragments[i] = _fragments[i] with { Baseline = Height + _rise };
        Height += _rise + _drop;
        Width = Math.Max(Width, _x);
        (_x, _rise, _drop, _lineStart) = (0, 0, 0, _fragments.Count);
    }
}

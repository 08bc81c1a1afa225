using System.Globalization;

namespace FoodCoop.Platform.Pdf;

/// <summary>
/// An A4 paper that is filled from top to bottom: headed pages, category bars, blocks that never split. Every page says at its foot
/// what it belongs to and "page x of y".
/// </summary>
/// <param name="title">Of the document, as PDF viewers show it.</param>
/// <param name="culture">The reader's language.</param>
/// <param name="printedAt">When it is printed, with the co-op's offset: nothing here asks a clock, so that the same paper is
/// the same bytes.</param>
/// <param name="footNote">At the left of every foot.</param>
public sealed class Paper(string title, CultureInfo culture, DateTimeOffset printedAt, string footNote)
{
    /// <summary>A4 in points.</summary>
    public const double PageWidth = 595.28, PageHeight = 841.89;

    /// <summary>12 mm: what any office printer can reach, and a hole punch may take.</summary>
    public const double Margin = 34;

    public const double Left = Margin, Right = PageWidth - Margin, Width = Right - Left;

    /// <summary>Below this is the foot.</summary>
    public const double Bottom = PageHeight - Margin - 20;

    private const double BarHeight = 19;
    private static readonly Style TitleStyle = Style.Bold(20);
    private static readonly Style FactStyle = Style.Regular(9.5);
    private static readonly Style BarStyle = Style.Bold(11);
    private static readonly Style FootStyle = Style.Regular(8.5);

    private readonly List<Sheet> _sheets = [];
    private string _heading = "";
    private IReadOnlyList<string> _facts = [];
    private string _bar = "";
    private bool _finished;

    public string Title => title;
    public CultureInfo Culture => culture;
    public DateTimeOffset PrintedAt => printedAt;

    /// <summary>The page being filled.</summary>
    public Sheet Sheet => _sheets[^1];

    /// <summary>Where the next block goes; the caller adds what it used.</summary>
    public double Y { get; set; }

    /// <summary>What is left of this page.</summary>
    public double Room => Bottom - Y;

    /// <summary>Room below heading and bar on a page that is still empty.</summary>
    public double FullRoom { get; private set; }

    /// <summary>Begins a page with a heading that all pages of this part repeat; without one, an unheaded page.</summary>
    public void Part(string heading = "", params IReadOnlyList<string> facts)
    {
        (_heading, _facts, _bar) = (heading, facts, "");
        Break();
    }

    /// <summary>A black bar over what follows, repeated on the next page with "(continued)". It never stands alone at the end of a
    /// page: <paramref name="keep"/> is the height of what must stand under it.</summary>
    public void Bar(string text, double keep)
    {
        _bar = "";
        if (Room < 8 + BarHeight + keep) Break();
        _bar = text;
        Y += 8;
        DrawBar(text);
    }

    /// <summary>Goes to the next page if less than this is left here. True when it did.</summary>
    public bool Keep(double height)
    {
        if (Room >= height) return false;
        Break();
        return true;
    }

    public void Break()
    {
        _sheets.Add(new Sheet());
        Y = Margin;
        if (_heading.Length > 0) DrawHeading();
        if (_bar.Length > 0) DrawBar(Texts.For(culture)["Pdf.Continued", _bar]);
        FullRoom = Room;
    }

    /// <summary>Draws the feet, once, and gives all pages.</summary>
    public IReadOnlyList<Sheet> Finish()
    {
        if (_finished) return _sheets;
        if (_sheets.Count == 0) Part();
        _finished = true;
        for (var i = 0; i < _sheets.Count; i++)
        {
            var page = Texts.For(culture)["Pdf.PageOf", i + 1, _sheets.Count];
            var baseline = PageHeight - Margin - FootStyle.Drop;
            _sheets[i].Rule(Left, PageHeight - Margin - 14, Right, 0.6);
            _sheets[i].TextRight(Right, baseline, page, FootStyle, 120);
            _sheets[i].TextLeft(Left, baseline, footNote, FootStyle, Width - 130);
        }
        return _sheets;
    }

    public byte[] ToPdf() => Printer.Print(this);

    private void DrawHeading()
    {
        var facts = _facts.Select(f => Paragraph.Of(Width * 0.56, new Run(f, FactStyle))).Where(p => p.Width > 0).ToList();
        var room = Width - facts.Select(p => p.Width).DefaultIfEmpty().Max() - 14;
        var name = Lettering.Printable(_heading);
        var head = Paragraph.Of(room, new Run(name, TitleStyle.Shrunk(name, room, 14)));
        var height = Math.Max(head.Height, facts.Sum(p => p.Height));
        Sheet.Draw(head, Left, Y + height - head.Height);
        var y = Y + height - facts.Sum(p => p.Height);
        foreach (var fact in facts)
        {
            foreach (var line in fact.Fragments)
                Sheet.TextRight(Right, y + line.Baseline, line.Text, line.Style, Width);
            y += fact.Height;
        }
        Y += height + 4;
        Sheet.Rule(Left, Y, Right, 2);
        Y += 3;
    }

    private void DrawBar(string text)
    {
        Sheet.Box(Left, Y, Width, BarHeight, 0, Tone.Black);
        Sheet.TextLeft(Left + 6, Y + 13.5, text, BarStyle, Width - 12, Tone.White);
        Y += BarHeight;
    }
}

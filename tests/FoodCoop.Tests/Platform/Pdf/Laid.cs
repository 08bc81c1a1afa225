using System.Globalization;
using FoodCoop.Platform.Pdf;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Platform.Pdf;

/// <summary>What can be said of any laid paper without reading the PDF.</summary>
internal static class Laid
{
    public static readonly CultureInfo Dutch = Languages.Culture("nl");
    public static readonly CultureInfo English = Languages.Culture("en");
    public static readonly DateTimeOffset PrintedAt = new(2026, 11, 27, 13, 2, 0, TimeSpan.FromHours(1));

    public static List<string> Texts(Sheet sheet) => [.. sheet.Marks.OfType<TextMark>().Select(t => t.Text)];

    public static List<string> Texts(Paper paper) => [.. paper.Finish().SelectMany(Texts)];

    /// <summary>Nothing outside the margins, no text over another, no letter that the font lacks.</summary>
    public static void AssertOrderly(Paper paper)
    {
        foreach (var sheet in paper.Finish())
        {
            foreach (var mark in sheet.Marks) AssertInside(mark);
            AssertNoOverlap([.. sheet.Marks.OfType<TextMark>()]);
        }
    }

    private static void AssertInside(Mark mark)
    {
        var (left, top, right, bottom) = mark switch
        {
            TextMark t => (t.X, t.Top, t.Right, t.Bottom),
            RuleMark r => (r.X, r.Y, r.Right, r.Y),
            BoxMark b => (b.X, b.Y, b.X + b.Width, b.Y + b.Height),
            _ => throw new InvalidOperationException("A new kind of mark: say here where it stands."),
        };
        const double hair = 0.01;
        if (left < Paper.Left - hair || right > Paper.Right + hair || top < Paper.Margin - hair || bottom > Paper.PageHeight - Paper.Margin + hair || right < left)
            Assert.Fail($"Outside the margins: {mark}");
        if (mark is TextMark text && !text.Text.All(text.Style.Face.Has))
            Assert.Fail($"A letter without a glyph in “{text.Text}”");
    }

    private static void AssertNoOverlap(List<TextMark> texts)
    {
        texts.Sort((a, b) => a.Top.CompareTo(b.Top));
        for (var i = 0; i < texts.Count; i++)
        {
            // What the letters themselves cover: lines may stand as close as their sizes allow.
            for (var j = i + 1; j < texts.Count && texts[j].Top < texts[i].Bottom; j++)
            {
                var (a, b) = (texts[i], texts[j]);
                var apart = a.Right <= b.X + 0.01 || b.Right <= a.X + 0.01 || Ink(a).Bottom <= Ink(b).Top || Ink(b).Bottom <= Ink(a).Top;
                if (!apart) Assert.Fail($"“{a.Text}” and “{b.Text}” overlap: {a} {b}");
            }
        }
    }

    private static (double Top, double Bottom) Ink(TextMark t) => (t.Baseline - 0.8 * t.Style.Size, t.Baseline + 0.22 * t.Style.Size);
}

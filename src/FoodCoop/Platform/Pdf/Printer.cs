using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace FoodCoop.Platform.Pdf;

/// <summary>Makes the PDF of a finished paper with PDFsharp.</summary>
internal static class Printer
{
    // One paper at a time: it bounds the memory that long papers take, and PDFsharp shares its font tables between documents.
    private static readonly Lock OneAtATime = new();
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromGrayScale(0.85));

    static Printer()
    {
        PdfSharp.PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver = new EmbeddedFonts();
    }

    public static byte[] Print(Paper paper)
    {
        var sheets = paper.Finish();
        lock (OneAtATime)
        {
            using var document = new PdfDocument();
            document.Info.Title = paper.Title;
            document.Info.CreationDate = paper.PrintedAt.UtcDateTime;
            document.Info.ModificationDate = paper.PrintedAt.UtcDateTime;
            document.Language = paper.Culture.Name;
            document.ViewerPreferences.DisplayDocTitle = true;
            var fonts = new Dictionary<Style, XFont>();
            foreach (var sheet in sheets) Draw(sheet, document.AddPage(), fonts);
            using var file = new MemoryStream();
            document.Save(file);
            return Identifiers.Settled(file.ToArray());
        }
    }

    private static void Draw(Sheet sheet, PdfPage page, Dictionary<Style, XFont> fonts)
    {
        page.Width = XUnit.FromPoint(Paper.PageWidth);
        page.Height = XUnit.FromPoint(Paper.PageHeight);
        using var graphics = XGraphics.FromPdfPage(page);
        // Boxes and lines first: letters stand on top of grey, and the PDF switches less between kinds of drawing.
        foreach (var mark in sheet.Marks)
        {
            if (mark is BoxMark box)
                graphics.DrawRectangle(box.Weight > 0 ? new XPen(XColors.Black, box.Weight) : null, box.Fill is { } fill ? Brush(fill) : null, box.X, box.Y, box.Width, box.Height);
            else if (mark is RuleMark rule)
                graphics.DrawLine(Pen(rule), rule.X, rule.Y, rule.Right, rule.Y);
        }
        foreach (var text in sheet.Marks.OfType<TextMark>())
        {
            if (!fonts.TryGetValue(text.Style, out var font))
                fonts[text.Style] = font = new XFont(EmbeddedFonts.Family, text.Style.Size, text.Style.Face.IsBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
            graphics.DrawString(text.Text, font, Brush(text.Tone), text.X, text.Baseline);
        }
    }

    private static XPen Pen(RuleMark rule)
    {
        var pen = new XPen(XColors.Black, rule.Weight);
        if (rule.Dotted) pen.DashPattern = [1 / rule.Weight, 2 / rule.Weight];
        return pen;
    }

    private static XBrush Brush(Tone tone) => tone switch
    {
        Tone.White => XBrushes.White,
        Tone.Grey => Grey,
        _ => XBrushes.Black,
    };

    private sealed class EmbeddedFonts : IFontResolver
    {
        public const string Family = "Noto Sans";

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            familyName == Family ? new FontResolverInfo((isBold ? Typeface.Bold : Typeface.Regular).Name) : null;

        public byte[]? GetFont(string faceName) =>
            faceName == Typeface.Bold.Name ? Typeface.Bold.File : Typeface.Regular.File;
    }
}

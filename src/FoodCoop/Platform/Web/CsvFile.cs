using System.Globalization;
using CsvHelper;

namespace FoodCoop.Platform.Web;

/// <summary>
/// A table as a file that spreadsheets open with a double click: UTF-8 with BOM, and the delimiter and decimals of the
/// reader's language (<c>;</c> in Dutch, <c>,</c> in English). Text that a spreadsheet would run as a formula is made plain.
/// </summary>
public static class CsvFile
{
    /// <param name="culture">Of the person who gets it: <c>T.Culture</c>.</param>
    /// <param name="headings">One for each column.</param>
    /// <param name="rows">Texts, Money (without the euro sign), Quantity, Percentage, dates (year-month-day), numbers, yes and no, or null.</param>
    public static byte[] Bytes(CultureInfo culture, IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions
        {
            WriteByteOrderMark = true, // without it Excel takes the letters for another encoding
            Separator = culture.TwoLetterISOLanguageName == "nl" ? ';' : ',',
            Injection = CsvInjection.None, // by Cell, which also looks behind white space
        }, leaveOpen: true))
        {
            Line(csv, headings, culture);
            foreach (var row in rows) Line(csv, row, culture);
        }
        return bytes.ToArray();
    }

    /// <summary>As an answer that the browser saves under this name.</summary>
    public static FileContentResult Download(string name, CultureInfo culture, IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows) =>
        new(Bytes(culture, headings, rows), "text/csv; charset=utf-8") { FileDownloadName = name };

    private static void Line(CsvWriter csv, IEnumerable<object?> cells, CultureInfo culture)
    {
        foreach (var cell in cells) csv.WriteField(Cell(cell, culture));
        csv.EndRecord();
    }

    private static string Cell(object? value, CultureInfo culture) => value switch
    {
        null => "",
        string text => Plain(text),
        Money money => money.Euros.ToString("0.00", culture),
        Quantity quantity => quantity.ToString(culture),
        Percentage percentage => percentage.Percent.ToString("0.##", culture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "1" : "0",
        IFormattable number => number.ToString(null, culture),
        _ => Plain(value.ToString() ?? ""),
    };

    // OWASP, CSV injection: what begins so is a formula to a spreadsheet, also behind white space and in full-width form.
    private static string Plain(string text)
    {
        var start = text.AsSpan().TrimStart();
        var isFormula = !start.IsEmpty && start[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
        return isFormula || (text.Length > 0 && text[0] is '\t' or '\r' or '\n') ? "'" + text : text;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace FoodCoop.Features.Deliveries;

/// <summary>The bare lines for a wholesaler's web form, and what cannot stand in them.</summary>
/// <param name="Text">Each line is code, tab, cases; a point in parts of loose goods; lines end with CR LF.</param>
/// <param name="WithoutCode">Must be ordered some other way: the buyer has to be told.</param>
public sealed record CodeLines(string Text, IReadOnlyList<SupplierOrderLine> WithoutCode);

/// <summary>The order as files for programs.</summary>
public static class SupplierOrderFiles
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(";\"\r\n\t'");
    private static readonly string[] Headings = ["Code", "Product", "Brand", "Unit", "CaseSize", "Cases", "CasePrice", "Sum"];

    /// <summary>For spreadsheets: UTF-8 with byte order mark, semicolons, numbers in the language's own way, so that Excel in that
    /// language reads them.</summary>
    public static byte[] Csv(SupplierOrderPaper order, CultureInfo culture)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(';', Headings.Select(h => Cell(Texts.For(culture)["Deliveries." + h]))).Append("\r\n");
        foreach (var line in order.Lines)
        {
            csv.AppendJoin(';', Cell(line.Code), Cell(line.Product), Cell(line.Brand), Cell(line.Unit), line.CaseSize.ToString(culture),
                line.Cases.ToString(culture), line.CasePrice.ToString("0.00##", culture), line.Sum.Euros.ToString("0.00", culture)).Append("\r\n");
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    /// <summary>What wholesalers' web forms take: <c>code</c>, tab, cases.</summary>
    public static CodeLines Codes(IEnumerable<SupplierOrderLine> order)
    {
        var lines = order.Where(l => l.Cases > Quantity.Zero).ToLookup(l => string.IsNullOrWhiteSpace(l.Code));
        return new(string.Concat(lines[false].Select(l => $"{OneWord(l.Code)}\t{l.Cases.Invariant}\r\n")), [.. lines[true]]);
    }

    /// <summary>The same with what has no code by its name, so that nothing is left out unseen.</summary>
    public static string CodesOrNames(IEnumerable<SupplierOrderLine> order) =>
        Codes(order.Select(l => string.IsNullOrWhiteSpace(l.Code) ? l with { Code = l.Product } : l)).Text;

    /// <summary>A code cannot smuggle in a line or a column of its own.</summary>
    private static string OneWord(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Quoted where needed (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe in front, also behind
    /// spaces and in full-width signs, which some of them trim and fold (OWASP, CSV injection).</summary>
    private static string Cell(string text)
    {
        if (text.AsSpan().TrimStart() is [var first, ..] && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(first, StringComparison.Ordinal) || text is ['\t' or '\r' or '\n', ..])
            text = "'" + text;
        return text.AsSpan().ContainsAny(Quoted) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }
}

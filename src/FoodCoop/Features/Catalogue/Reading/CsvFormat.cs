namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>A list with named columns.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Spellings">For each column that is read, how its heading is spelled: letters and digits, lower case.</param>
/// <param name="Required">The columns that make the format known.</param>
/// <param name="Read">A record to a product; null when it is none.</param>
internal sealed record CsvFormat(
    string Name, IReadOnlyDictionary<string, string[]> Spellings, IReadOnlyList<string> Required, Func<CsvLine, RawRow?> Read)
{
    /// <summary>Where each column stands, or null if this is not the format's header.</summary>
    public IReadOnlyDictionary<string, int>? Columns(CsvRecord header)
    {
        var headings = Array.ConvertAll(header.Cells, c => c is null ? "" : Plain(c));
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (column, spellings) in Spellings)
        {
            // The first spelling counts first, wherever it stands.
            var at = spellings.Select(s => Array.IndexOf(headings, s)).FirstOrDefault(i => i >= 0, -1);
            if (at >= 0) columns[column] = at;
        }

        return Required.All(columns.ContainsKey) ? columns : null;
    }

    private static string Plain(string heading) => new([.. heading.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

/// <summary>A record seen through its columns.</summary>
internal sealed record CsvLine(CsvRecord Record, IReadOnlyDictionary<string, int> Columns)
{
    public string? this[string column] =>
        Columns.TryGetValue(column, out var at) && at < Record.Cells.Length ? Record.Cells[at] : null;

    public int Line => Record.Line;
}

/// <summary>Finds out which of the formats a CSV text is, and reads it.</summary>
internal static class CsvLists
{
    private const int HeaderWithin = 60;
    private const int SampleLength = 256 * 1024;
    private static readonly char[] s_delimiters = [';', ',', '\t', '|'];
    private static readonly CsvFormat[] s_formats = [DnbCsv.Format, BdTotaalCsv.Format, FoodsoftCsv.Format];

    /// <exception cref="Refused">None of the formats.</exception>
    public static CatalogueReading Read(string text)
    {
        var (format, columns, delimiter, headerLine, width) = Recognised(text) ?? throw new Refused("", "Catalogue.NotAList");
        var list = new RowList();
        foreach (var record in CsvTable.Records(text, delimiter, width, line => list.Add(new UnreadableRow(line, "Catalogue.OpenQuote", []))))
        {
            if (record.Line <= headerLine || record.IsEmpty || format.Columns(record) is not null) continue;
            if (record.CutOff && record.Cells.Length <= columns.Values.Max()) list.Add(new UnreadableRow(record.Line, "Catalogue.CutOff", []));
            else if (format.Read(new CsvLine(record, columns)) is { } row) list.Add(row with { LostCharacters = record.LostCharacters });
        }

        return list.Finished(format.Name);
    }

    private static (CsvFormat, IReadOnlyDictionary<string, int>, char, int, int)? Recognised(string text)
    {
        var sample = text.Length > SampleLength ? text[..SampleLength] : text;
        var samples = Array.ConvertAll(s_delimiters, d => (Delimiter: d, Records: CsvTable.Records(sample, d).Take(HeaderWithin).ToList()));
        foreach (var (delimiter, records) in samples)
        {
            foreach (var record in records)
            {
                foreach (var format in s_formats)
                {
                    if (format.Columns(record) is { } columns) return (format, columns, delimiter, record.Line, record.Cells.Length);
                }
            }
        }

        foreach (var (delimiter, records) in samples)
        {
            if (FoodsoftCsv.HeaderByPosition(records) is { } line) return (FoodsoftCsv.Format, FoodsoftCsv.Positions, delimiter, line, FoodsoftCsv.Width);
        }

        return null;
    }
}

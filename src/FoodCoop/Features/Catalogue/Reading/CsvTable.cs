using CsvHelper;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">1-based, where it begins.</param>
/// <param name="Cells">Tidied; null where empty.</param>
/// <param name="CutOff">The last record, without a line end after it.</param>
/// <param name="LostCharacters">How many U+FFFD it holds.</param>
internal sealed record CsvRecord(int Line, string?[] Cells, bool CutOff, int LostCharacters)
{
    public bool IsEmpty => Array.TrueForAll(Cells, c => c is null);
}

/// <summary>Splits text into records, and survives a quote that is never closed.</summary>
internal static class CsvTable
{
    private const int MostLinesInRecord = 30;
    private const int MostOpenQuotes = 20;

    /// <param name="width">How many columns a row has; 0 when not known.</param>
    /// <param name="openQuote">Told the line of each record that had to be given up.</param>
    /// <exception cref="Refused">So many open quotes that it is no CSV file.</exception>
    public static IEnumerable<CsvRecord> Records(string text, char delimiter, int width = 0, Action<int>? openQuote = null)
    {
        var (start, lineBefore) = (0, 0);
        for (var given = 0; start < text.Length; given++)
        {
            if (given > MostOpenQuotes) throw new Refused("", "Catalogue.NotAList");
            var open = 0;
            CsvRecord? last = null;
            using var reader = CsvReader.FromText(start == 0 ? text : text[start..], new CsvReaderOptions { Separator = delimiter, HasHeader = false, TrackLineNumbers = true, DetectSeparatorHint = false });
            while (reader.Read())
            {
                if (last is not null) yield return last;
                last = null;
                var line = (int)reader.LineNumber;
                if (HasOpenQuote(reader.RawRecord, (byte)delimiter, width))
                {
                    open = line;
                    break;
                }

                last = ToRecord(reader, lineBefore + line);
            }

            if (open == 0)
            {
                if (last is not null) yield return last with { CutOff = text[^1] is not ('\n' or '\r') };
                yield break;
            }

            openQuote?.Invoke(lineBefore + open);
            start = AfterLine(text, start, open);
            lineBefore += open;
        }
    }

    private static CsvRecord ToRecord(CsvReader reader, int line)
    {
        var cells = new string?[reader.FieldCount];
        var lost = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = FileText.Tidy(reader.GetString(i));
            lost += cells[i]?.Count(c => c == '\uFFFD') ?? 0;
        }

        return new CsvRecord(line, cells, false, lost);
    }

    // A cell may have a few line breaks; a whole row inside one means that a quote was opened and never closed.
    private static bool HasOpenQuote(ReadOnlySpan<byte> raw, byte delimiter, int width)
    {
        var lines = 0;
        for (var end = raw.IndexOfAny((byte)'\n', (byte)'\r'); end >= 0; end = raw.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            raw = raw[(end + 1)..];
            var next = raw.IndexOfAny((byte)'\n', (byte)'\r');
            if (++lines > 2 * MostLinesInRecord || (width > 2 && raw[..(next < 0 ? raw.Length : next)].Count(delimiter) >= width - 1)) return true;
        }

        return false;
    }

    private static int AfterLine(string text, int start, int lines)
    {
        for (; lines > 0 && start < text.Length; lines--)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (end < 0) return text.Length;
            start += end + (text[start + end] == '\r' && start + end + 1 < text.Length && text[start + end + 1] == '\n' ? 2 : 1);
        }

        return start;
    }
}

namespace FoodCoop.Platform.Web;

/// <summary>A table that stands on a page, as a file: what is seen, one cell a value.</summary>
/// <param name="Name">Its id on the page, and in the address of the file: <c>?handler=Csv&amp;table=skills</c>.</param>
/// <param name="Title">What it is called; the file's name is made of it.</param>
public sealed record PageTable(string Name, string Title, IReadOnlyList<string> Headings, IEnumerable<IEnumerable<object?>> Rows)
{
    /// <param name="columns">The heading of each column and what stands in it, as <see cref="CsvFile"/> takes it.</param>
    public static PageTable Of<T>(string name, string title, IEnumerable<T> rows, params IReadOnlyList<(string Heading, Func<T, object?> Cell)> columns) =>
        new(name, title, [.. columns.Select(c => c.Heading)], rows.Select(row => columns.Select(c => c.Cell(row))));

    /// <summary>"Rooster 2026-12" is saved as <c>rooster-2026-12.csv</c>.</summary>
    public string FileName => string.Join('-', Title.ToLowerInvariant().Split([' ', ',', '.', ':', '/', '\\', '"', '–'], StringSplitOptions.RemoveEmptyEntries)) + ".csv";
}

/// <summary>A page whose tables can be had as CSV by the same people who see them; the link to one is <c>&lt;partial name="_Csv" model="…" /&gt;</c>.</summary>
public abstract class TablePage : CoopPage
{
    /// <summary>Those of the page as it was loaded.</summary>
    /// <param name="t">In the reader's language.</param>
    protected internal abstract IEnumerable<PageTable> Tables(Texts t);

    public IActionResult OnGetCsv(string? table)
    {
        if (Load() is { } elsewhere) return elsewhere;
        var t = new Texts();
        return Tables(t).FirstOrDefault(one => one.Name == table) is { } found ? CsvFile.Download(found.FileName, t.Culture, found.Headings, found.Rows) : NotFound();
    }
}

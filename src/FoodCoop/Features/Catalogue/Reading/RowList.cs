namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>
/// Gathers what a reader finds. A code that stands twice with the same data is kept and flagged (real lists repeat
/// rows); with other data the second is not taken, because nobody can tell which of the two prices holds.
/// </summary>
internal sealed class RowList
{
    private const int Most = 100_000;
    private readonly List<CatalogueRow> _rows = [];
    private readonly List<UnreadableRow> _unreadable = [];
    private readonly Dictionary<string, CatalogueRow> _byIdentity = new(StringComparer.Ordinal);

    public void Add(RawRow raw)
    {
        var (row, problem) = raw.Check();
        if (problem is not null) Add(problem);
        else if (row is not null) Add(row);
    }

    public void Add(UnreadableRow problem)
    {
        CheckCount();
        _unreadable.Add(problem);
    }

    public CatalogueReading Finished(string format) => _rows.Count + _unreadable.Count > 0
        ? new(format, _rows, _unreadable)
        : throw new Refused("", "Catalogue.NoProducts");

    private void Add(CatalogueRow row)
    {
        CheckCount();
        if (_byIdentity.TryAdd(row.Identity, row)) _rows.Add(row);
        else if (SameData(_byIdentity[row.Identity], row)) _rows.Add(row with { Flags = row.Flags | RowFlags.Repeated });
        else _unreadable.Add(new(row.Line, "Catalogue.OtherDataBefore", [RawRow.Shown(row.Code ?? row.Name), _byIdentity[row.Identity].Line]));
    }

    private static bool SameData(CatalogueRow first, CatalogueRow second) =>
        first.Allergens.SequenceEqual(second.Allergens) && first.AllergensAbsent.SequenceEqual(second.AllergensAbsent)
        && first with { Line = 0, Allergens = [], AllergensAbsent = [] } == second with { Line = 0, Allergens = [], AllergensAbsent = [] };

    private void CheckCount()
    {
        if (_rows.Count + _unreadable.Count >= Most) throw new Refused("", "Catalogue.TooManyRows", Most);
    }
}

using FoodCoop.Features.Catalogue.Reading;

namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>A product that the catalogue knows of a supplier.</summary>
/// <param name="HasGone">It was not in the last list that was applied.</param>
public sealed record KnownProduct(Id<Product> Id, bool HasGone, ListedProduct Row);

/// <summary>A row of a list that says something other than the catalogue.</summary>
public sealed record ChangedProduct(Id<Product> Id, int Line, StagedProduct Staged);

/// <summary>What a list would do to the catalogue: nothing is done by comparing.</summary>
/// <remarks>Source: design, domain.md section 5.</remarks>
public sealed record Comparison(
    IReadOnlyList<(int Line, StagedProduct Staged)> New, IReadOnlyList<ChangedProduct> Changed, IReadOnlyList<Id<Product>> Gone,
    IReadOnlyList<UnreadableRow> Unreadable, int Same)
{
    /// <summary>Products are the same when their supplier and their code are; without a code, when name, unit and brand are.</summary>
    public static Comparison Of(IReadOnlyList<KnownProduct> known, CatalogueReading reading)
    {
        var byIdentity = known.ToDictionary(k => k.Row.Identity, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<(int, StagedProduct)> added = [];
        List<ChangedProduct> changed = [];
        List<UnreadableRow> unreadable = [.. reading.Unreadable];
        var same = 0;
        foreach (var row in reading.Products)
        {
            seen.Add(row.Identity); // also one with a fault has not gone
            var (listed, problem) = ListedProduct.From(row);
            if (problem is not null) unreadable.Add(problem);
            else if (!byIdentity.TryGetValue(row.Identity, out var before)) added.Add((row.Line, new(listed!, null, false)));
            else if (!before.HasGone && listed!.SaysTheSame(before.Row)) same++;
            else changed.Add(new(before.Id, row.Line, new(listed!, before.Row, before.HasGone)));
        }
        var gone = known.Where(k => !k.HasGone && !seen.Contains(k.Row.Identity)).Select(k => k.Id).ToList();
        return new(added, changed, gone, [.. unreadable.OrderBy(u => u.Line)], same);
    }
}

namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>A row of the preview as it stands in the database; of "gone" the product tells what it is.</summary>
public sealed record PreviewRow(
    long Id, int Line, string Kind, bool Ticked, Id<Product>? ProductId, string? Content, string? Reason,
    string? Code, string? Name, string? Brand, string? Unit, string? PartUnit, string? Choice)
{
    public StagedProduct? Staged { get; } = Content is null ? null : StagedProduct.Of(Content);

    public string ShownName => Staged?.Row.Name ?? Name ?? "";

    /// <summary>Sold in parts, and the list has changed what a part is a part of.</summary>
    public bool TouchesParts =>
        PartUnit is not null && Staged is { Was: { } was, Row: { } row } && (was.Unit != row.Unit || was.CaseSize != row.CaseSize);

    /// <summary>After this it is not to be had: gone, or marked so in the list.</summary>
    public bool Drops => Kind == "gone" || Staged is { Was.IsActive: true, Row.IsActive: false };
}

/// <summary>How many rows of a kind an import has, and how many of them are ticked.</summary>
public sealed record KindCount(string Kind, int Rows, int Ticked);

/// <summary>How many orders of a cycle that is not yet sent a product is in.</summary>
public sealed record OrderedProduct(Id<Product> ProductId, string Cycle, int Orders);

/// <summary>What the preview's head says of the import.</summary>
public sealed record ImportHead(
    Id<Suppliers.Supplier> SupplierId, string Supplier, string FileName, string Format, int SameRows, DateTimeOffset UploadedAt,
    string? UploadedBy, DateTimeOffset? AppliedAt, string? AppliedBy, bool HasFile, bool IsStale);

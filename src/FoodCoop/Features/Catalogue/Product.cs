namespace FoodCoop.Features.Catalogue;

/// <summary>Marks rows of the table product: what a supplier sells, from one month to the next.</summary>
public sealed class Product : IEntity;

/// <summary>Marks rows of the table catalogue_import: one uploaded list, first looked at, then applied.</summary>
public sealed class CatalogueImport : IEntity;

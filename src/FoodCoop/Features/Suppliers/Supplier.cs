namespace FoodCoop.Features.Suppliers;

/// <summary>Marks rows of the table supplier: who sends price lists and gets orders.</summary>
public sealed class Supplier : IEntity;

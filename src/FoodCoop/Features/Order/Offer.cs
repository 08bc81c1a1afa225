namespace FoodCoop.Features.Order;

/// <summary>Marks rows of the table offer: a product in one cycle, frozen when it opens.</summary>
public sealed class Offer : IEntity;

/// <summary>Marks rows of the table order_line: what a member asks of an offer, and what becomes of it.</summary>
public sealed class OrderLine : IEntity;

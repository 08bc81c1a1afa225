namespace FoodCoop.Features.Order;

/// <summary>What ordering needs besides its pages.</summary>
public static class Ordering
{
    public static void AddOrdering(this WebApplicationBuilder builder) => builder.Services.AddSingleton<OfferLists>();
}

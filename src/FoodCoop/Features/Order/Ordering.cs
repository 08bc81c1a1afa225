using FoodCoop.Features.Order.Live;

namespace FoodCoop.Features.Order;

/// <summary>What ordering needs besides its pages: the stream of changes to open order forms.</summary>
public static class Ordering
{
    public static void AddOrdering(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveRounds>();
        // Tests make the rounds themselves: by the real clock they would tell of a moment that is no test's.
        if (!builder.Environment.IsEnvironment("Testing")) builder.Services.AddHostedService(s => s.GetRequiredService<LiveRounds>());
    }

    public static void UseOrdering(this WebApplication app) => LiveStream.Map(app);
}

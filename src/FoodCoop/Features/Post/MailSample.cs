using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Post;

/// <summary>What the samples of mails are about: an invented person and an invented month.</summary>
public static class MailSample
{
    public const string Name = "Amara";

    public static readonly Cycle Cycle = new(
        new(1), "2026-11", new DateOnly(2026, 11, 27), new TimeOnly(18, 0), new TimeOnly(20, 0),
        new DateTimeOffset(2026, 11, 3, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 16, 21, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 18, 21, 0, 0, TimeSpan.Zero), CycleState.Open, 1);
}

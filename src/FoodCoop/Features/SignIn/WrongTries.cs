using System.Collections.Concurrent;

namespace FoodCoop.Features.SignIn;

/// <summary>
/// Counts wrong tries for addresses that nobody here has, and answers as if they were somebody's: otherwise the fifth
/// answer would tell who is a member. Kept in memory only; a restart forgets it.
/// </summary>
public sealed class WrongTries(TimeProvider clock)
{
    private const int Most = 10_000; // above it all is forgotten, which is rarer than it is harmful

    private readonly ConcurrentDictionary<(string Coop, string Email), Tries> tries = new();

    /// <summary>When an address may be tried again, if it has to wait.</summary>
    public DateTimeOffset? Until(string coop, string email) =>
        tries.TryGetValue((coop, email), out var t) && t.Until > clock.GetUtcNow() ? t.Until : null;

    /// <summary>One more wrong try; the moment until which to wait, if this was one too many.</summary>
    public DateTimeOffset? Add(string coop, string email)
    {
        if (tries.Count > Most) tries.Clear();
        return tries.AddOrUpdate((coop, email), _ => new Tries(1, null), (_, t) => t.Count + 1 >= SignInServices.MostWrong
            ? new Tries(0, clock.GetUtcNow() + SignInServices.Wait)
            : new Tries(t.Count + 1, null)).Until;
    }

    private sealed record Tries(int Count, DateTimeOffset? Until);
}

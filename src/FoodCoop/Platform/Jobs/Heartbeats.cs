using System.Collections.Concurrent;

namespace FoodCoop.Platform.Jobs;

/// <summary>When each job last came round for each co-op, since this process began: what /healthz looks at.</summary>
public sealed class Heartbeats(TimeProvider clock)
{
    /// <summary>The slowest job comes round every minute; three missed rounds are no coincidence.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<(string Job, string Coop), DateTimeOffset> last = new();
    private readonly DateTimeOffset begun = clock.GetUtcNow();

    public void Beat(string job, string coop) => last[(job, coop)] = clock.GetUtcNow();

    /// <summary>Whether the job came round lately, or the process has only just begun.</summary>
    public bool IsAlive(string job, string coop) =>
        clock.GetUtcNow() - last.GetValueOrDefault((job, coop), begun) <= Longest;
}

using System.Collections.Concurrent;

namespace FoodCoop.Platform.Jobs;

/// <summary>The last round of a job in one co-op, as this process remembers it: also one that found nothing to do.</summary>
/// <param name="FinishedAt">Null while it goes on.</param>
/// <param name="Did">What it did; "" for nothing.</param>
public sealed record JobRound(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt = null, string Did = "", string Error = "");

/// <summary>When each job last came round for each co-op, since this process began: what /healthz and the page of jobs look at.</summary>
public sealed class Heartbeats(TimeProvider clock)
{
    /// <summary>The slowest job comes round every minute; three missed rounds are no coincidence.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<(string Job, string Coop), DateTimeOffset> last = new();
    private readonly ConcurrentDictionary<(string Job, string Coop), JobRound> rounds = new();
    private readonly DateTimeOffset begun = clock.GetUtcNow();

    /// <summary>A round begins; gives the one before it, if this process has seen one.</summary>
    public JobRound? Begin(string job, string coop)
    {
        var before = rounds.GetValueOrDefault((job, coop));
        rounds[(job, coop)] = new JobRound(clock.GetUtcNow());
        return before;
    }

    public void Finish(string job, string coop, string did, string error)
    {
        var now = clock.GetUtcNow();
        rounds[(job, coop)] = (rounds.GetValueOrDefault((job, coop)) ?? new JobRound(now)) with { FinishedAt = now, Did = did, Error = error };
    }

    public void Beat(string job, string coop) => last[(job, coop)] = clock.GetUtcNow();

    /// <summary>The last round of a job, or the one that goes on; null before the first.</summary>
    public JobRound? Round(string job, string coop) => rounds.GetValueOrDefault((job, coop));

    /// <summary>Whether the job came round lately, or the process has only just begun.</summary>
    public bool IsAlive(string job, string coop) =>
        clock.GetUtcNow() - last.GetValueOrDefault((job, coop), begun) <= Longest;
}

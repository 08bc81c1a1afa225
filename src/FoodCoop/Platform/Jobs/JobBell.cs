using System.Collections.Concurrent;
using System.Threading.Channels;
using Quartz;

namespace FoodCoop.Platform.Jobs;

/// <summary>
/// Rung when a job shall come round now and not at its next moment: mail has been committed, or an admin has asked. However often it is
/// rung while the job is being called, one more round follows. The work itself is the scheduler's, never the request's.
/// </summary>
public sealed class JobBell
{
    private readonly ConcurrentDictionary<string, bool> waiting = new(StringComparer.Ordinal);
    private readonly Channel<string> rung = Channel.CreateUnbounded<string>();

    public void Ring(string job)
    {
        if (waiting.TryAdd(job, true)) rung.Writer.TryWrite(job);
    }

    /// <summary>Whether a job has been rung for and not been called yet.</summary>
    public bool IsRinging(string job) => waiting.ContainsKey(job);

    /// <summary>The names of jobs as they are rung for. Whoever takes one off may be rung for it again from then on.</summary>
    public async IAsyncEnumerable<string> Rings([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var job in rung.Reader.ReadAllAsync(stopping))
        {
            waiting.TryRemove(job, out _);
            yield return job;
        }
    }
}

/// <summary>Has the scheduler call the jobs that are rung for; it calls none twice at once, but after one another.</summary>
public sealed class JobBellListener(JobBell bell, ISchedulerFactory schedulers, ILogger<JobBellListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await foreach (var job in bell.Rings(stoppingToken))
        {
            try
            {
                await scheduler.TriggerJob(new JobKey(job), stoppingToken);
            }
            catch (SchedulerException e)
            {
                // it comes round by itself all the same; and an exception here would end the whole program
                log.LogWarning(e, "Job {Job} could not be called out of turn", job);
            }
        }
    }
}

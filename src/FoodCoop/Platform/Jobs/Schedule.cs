using Quartz;

namespace FoodCoop.Platform.Jobs;

/// <summary>A job: its name, how often it asks what is due and not yet done, and its work. All of them stand in Features/Schedules.cs.</summary>
/// <param name="Work">Made anew for each round, from what the host has.</param>
public sealed record Schedule(string Job, TimeSpan Every, Func<IServiceProvider, JobRounds.Work> Work)
{
    public Schedule(string job, TimeSpan every, JobRounds.Work work)
        : this(job, every, _ => work)
    {
    }

    /// <summary>When the scheduler calls it next by itself; null where no scheduler runs. The schedule is in memory: nothing is waited for.</summary>
    public DateTimeOffset? NextAt(IServiceProvider services) =>
        services.GetService<ISchedulerFactory>() is { } schedulers ? Ask(schedulers, new TriggerKey(Job)).GetAwaiter().GetResult() : null;

    private static async Task<DateTimeOffset?> Ask(ISchedulerFactory schedulers, TriggerKey key)
    {
        var scheduler = await schedulers.GetScheduler();
        return (await scheduler.GetTrigger(key))?.NextFireTimeUtc;
    }

    /// <summary>Registers the schedules; the scheduler itself does not start in tests, which call the jobs' methods with a moment.</summary>
    public static void Start(WebApplicationBuilder builder, IReadOnlyList<Schedule> all)
    {
        builder.Services.AddSingleton(all);
        builder.Services.AddSingleton<Heartbeats>();
        builder.Services.AddSingleton<JobBell>();
        builder.Services.AddSingleton<JobRounds>();
        if (builder.Environment.IsEnvironment("Testing")) return;
        builder.Services.AddQuartz(quartz =>
        {
            foreach (var schedule in all) schedule.AddTo(quartz);
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        builder.Services.AddHostedService<JobBellListener>();
    }

    // At start-up, so that what was missed is caught up at once, and then again and again.
    private void AddTo(IQuartzBuilder quartz)
    {
        quartz.AddJob<RoundJob>(job => job.WithIdentity(Job).DisallowConcurrentExecution());
        quartz.AddTrigger<RoundJob>(trigger => trigger.ForJob(Job).WithIdentity(Job).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(Every).RepeatForever()));
    }

    /// <summary>What the scheduler calls, whichever job it is.</summary>
    private sealed class RoundJob(JobRounds rounds, IReadOnlyList<Schedule> all, IServiceProvider services) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var schedule = all.Single(s => s.Job == context.JobDetail.Key.Name);
            await rounds.Run(schedule.Job, schedule.Work(services), cancellationToken);
        }
    }
}

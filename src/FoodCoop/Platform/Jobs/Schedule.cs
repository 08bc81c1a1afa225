using Quartz;

namespace FoodCoop.Platform.Jobs;

/// <summary>A job's name and how often it asks what is due and not yet done. All of them stand in Features/Schedules.cs.</summary>
public sealed record Schedule(string Job, TimeSpan Every, Action<IQuartzBuilder> AddTo)
{
    /// <summary>Runs at start-up, so that what was missed is caught up at once, and then again and again.</summary>
    public static Schedule Of<TJob>(string name, TimeSpan every)
        where TJob : class, IJob => new(name, every, quartz =>
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(name).DisallowConcurrentExecution());
        quartz.AddTrigger<TJob>(trigger => trigger.ForJob(name).WithIdentity(name).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()));
    });

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
}

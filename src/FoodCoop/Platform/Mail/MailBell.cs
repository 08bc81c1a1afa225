using System.Threading.Channels;
using Quartz;

namespace FoodCoop.Platform.Mail;

/// <summary>Rung when mail has been committed: however often it is rung while a round is being called, one more round follows.</summary>
public sealed class MailBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rung.Writer.TryWrite(true);

    public IAsyncEnumerable<bool> Rings(CancellationToken stopping) => rung.Reader.ReadAllAsync(stopping);
}

/// <summary>Calls the mail job when the bell rings, so that a sign-in link does not wait for the next quarter of a minute.</summary>
public sealed class MailBellListener(MailBell bell, ISchedulerFactory schedulers) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await foreach (var _ in bell.Rings(stoppingToken)) await scheduler.TriggerJob(new JobKey(MailJob.Name), stoppingToken);
    }
}

using FoodCoop.Platform.Data;
using FoodCoop.Platform.Jobs;
using Quartz;

namespace FoodCoop.Platform.Mail;

/// <summary>Sends what stands in the outbox.</summary>
public sealed class MailJob(JobRounds rounds, TimeProvider clock, MailSettings settings, Postman postman) : IJob
{
    public const string Name = "mail";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await rounds.Run(Name, (file, _, stopping) => MailRound.Run(file, clock, settings, postman.Deliver, stopping), cancellationToken);

    public static void AddMail(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(s => MailSettings.Of(builder.Configuration, s.GetRequiredService<DataFolder>()));
        builder.Services.AddSingleton<Postman>();
    }
}

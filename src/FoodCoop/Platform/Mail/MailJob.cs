using FoodCoop.Platform.Jobs;

namespace FoodCoop.Platform.Mail;

/// <summary>Sends what stands in the outbox.</summary>
public static class MailJob
{
    public const string Name = "mail";

    public static JobRounds.Work Work(IServiceProvider services)
    {
        var (clock, settings, postman) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<MailSettings>(), services.GetRequiredService<Postman>());
        return (file, _, stopping) => MailRound.Run(file, clock, settings, postman.Deliver, stopping);
    }

    public static void AddMail(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(s => MailSettings.Of(builder.Configuration, s.GetRequiredService<DataFolder>()));
        builder.Services.AddSingleton<Postman>();
    }
}

using FoodCoop.Features;
using FoodCoop.Features.Calendar;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Demo;
using FoodCoop.Features.Order;
using FoodCoop.Features.Setup;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.SignIn;
using FoodCoop.Features.Verify;
using FoodCoop.Platform.Mail;

if (CatalogueCommand.IsMeant(args)) return CatalogueCommand.Run(args);
if (RosterCommand.IsMeant(args)) return RosterCommand.Run(args);
if (SchemaCommand.IsMeant(args)) return SchemaCommand.Run(Console.Out);

var builder = WebApplication.CreateBuilder(args);
if (VerifyCommand.IsMeant(args)) return VerifyCommand.Run(args, builder.Configuration["DATA"] ?? "var", Console.Out, Console.Error);
builder.AddPlatform();
builder.AddJobs();
builder.AddSignIn();
builder.AddOrdering();
CalendarFeed.AddLimit(builder);
builder.AddDemo();

try
{
    var app = builder.Build();
    _ = app.Services.GetRequiredService<MailSettings>(); // a setting that cannot be read is said now, not when the first mail waits
    SqliteVersion.Tell(app.Logger);
    app.UseHealth();
    app.UsePlatform();
    app.UseRateLimiter();
    app.UseMiddleware<SetupGate>();
    app.UseOrdering();
    await app.PrepareDemo();
    if (DemoStart.IsAllThatIsMeant(args)) return 0;
    app.Services.GetRequiredService<Coops>().OpenAll();
    SetupLink.PrintAtStart(app);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartTrouble.Sentence(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

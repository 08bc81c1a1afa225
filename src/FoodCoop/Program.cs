using FoodCoop.Features;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Demo;
using FoodCoop.Features.Setup;
using FoodCoop.Features.SignIn;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

if (CatalogueCommand.IsMeant(args)) return CatalogueCommand.Run(args);
if (SchemaCommand.IsMeant(args)) return SchemaCommand.Run(Console.Out);

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();
builder.AddJobs();
builder.AddSignIn();
builder.AddDemo();

try
{
    var app = builder.Build();
    app.UseHealth();
    app.UsePlatform();
    app.UseRateLimiter();
    app.UseMiddleware<SetupGate>();
    await app.PrepareDemo();
    app.Services.GetRequiredService<Coops>().EnsureOne();
    SetupLink.PrintAtStart(app);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartTrouble.Sentence(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

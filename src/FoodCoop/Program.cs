using FoodCoop.Features;
using FoodCoop.Features.Catalogue;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;

if (CatalogueCommand.IsMeant(args)) return CatalogueCommand.Run(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();
builder.AddJobs();

var app = builder.Build();
app.UseHealth();
app.UsePlatform();
app.Services.GetRequiredService<Coops>().EnsureOne();
await app.RunAsync();
return 0;

using FoodCoop.Platform;
using FoodCoop.Platform.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();

var app = builder.Build();
app.UsePlatform();
app.Services.GetRequiredService<Coops>().EnsureOne();
await app.RunAsync();

using FoodCoop.Features.Catalogue;

if (CatalogueCommand.IsMeant(args)) return CatalogueCommand.Run(args);

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
return 0;

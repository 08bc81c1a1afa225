global using FoodCoop.Platform;
global using FoodCoop.Platform.Data;
global using FoodCoop.Platform.Web;
global using Microsoft.AspNetCore.Authorization;
global using Microsoft.AspNetCore.Mvc;

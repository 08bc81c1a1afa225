global using FoodCoop.Platform;

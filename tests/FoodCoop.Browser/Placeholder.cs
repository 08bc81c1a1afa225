namespace FoodCoop.Browser;

using FoodCoop.Tests.Features.Catalogue.Imports;

namespace FoodCoop.Tests.Features.Catalogue.Places;

public sealed class PlacesTests
{
    private readonly TestCoop coop = new();

    [Fact]
    public async Task Places_are_added_traded_and_given_categories()
    {
        var bart = coop.As("Bart");
        await new PriceList(new PriceList.Line("1", "Kaas", 9m, Category: "Zuivel"), new PriceList.Line("2", "Haver", 1m)).ApplyTo(bart, PriceList.Supplier(coop));
        var page = await bart.Submit(await bart.Get("/buying/places"), "form.places", new { NewName = "Koelkast" });
        page = await bart.Submit(page, "form.places", new { NewName = "Stelling" });
        page = await bart.Submit(page, "form.places", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Places[0].Name"] = "Stelling", ["Places[1].Name"] = "Koelkast", ["Categories[1].Place"] = "2", ["Categories[1].Walk"] = "5",
        });
        Assert.Equal(["Stelling", "Koelkast"], coop.Read(db => db.Query<string>("select name from storage_place order by walk")));
        Assert.Equal(["Droog||1000", "Zuivel|Koelkast|5"], coop.Read(db => db.Query<string>(
            "select c.name || '|' || coalesce(p.name, '') || '|' || c.walk from category c left join storage_place p on p.id = c.storage_place_id order by c.name")));
        Assert.Single(page.Html.QuerySelectorAll("[formaction*=Remove]")); // where something stands cannot be taken away
        await bart.Submit(page, "form.places", button: "[formaction*=Remove]");
        Assert.Equal(["Koelkast"], coop.Read(db => db.Query<string>("select name from storage_place")));
    }

    [Fact]
    public async Task A_name_twice_and_an_order_that_is_no_number_are_refused()
    {
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/buying/places"), "form.places", new { NewName = "Koelkast" });
        var twice = await bart.Submit(page, "form.places", new { NewName = "koelkast" });
        Assert.Equal(422, twice.Status);
        Assert.Contains("twee plekken die koelkast heten", twice.Text, StringComparison.Ordinal);
        var odd = await bart.Submit(page, "form.places", new Dictionary<string, string>(StringComparer.Ordinal) { ["Places[0].Walk"] = "eerst" });
        Assert.Equal(422, odd.Status);
        Assert.Contains("“eerst” is hier niet te lezen", odd.Text, StringComparison.Ordinal);
    }
}

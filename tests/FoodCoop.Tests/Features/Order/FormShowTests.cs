using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Order;

/// <summary>Filters and sorting as links: what the address says is what is shown.</summary>
public sealed class FormShowTests
{
    [Fact]
    public async Task Filters_are_links_and_what_is_asked_for_together_must_hold_together()
    {
        var coop = Shop();
        var amara = coop.As("Amara");
        Assert.Equal(["Brood", "Geitenkaas", "Melk", "Rijst"], await Names(amara, "?sort=name"));
        Assert.Equal(["Brood"], await Names(amara, "?show=short"));
        Assert.Equal(["Geitenkaas", "Melk"], await Names(amara, "?sort=name&show=without-gluten"));
        Assert.Equal(["Geitenkaas"], await Names(amara, "?sort=name&show=without-gluten,without-lactose")); // milk holds lactose, unless it is said not to
        Assert.Equal(["Melk", "Rijst"], await Names(amara, "?sort=name&show=organic"));
        Assert.Equal(["Melk"], await Names(amara, "?sort=name&show=organic,without-gluten"));
        Assert.Equal(["Brood"], await Names(amara, "?q=broot")); // one slip
        var none = await amara.Get($"/order/{Scene.Code}?show=new");
        Assert.Null(none.Html.QuerySelector(".empty")!.GetAttribute("hidden"));
    }

    [Theory]
    [InlineData("en", "Of 1 of the 4 products the supplier says nothing about gluten", "without gluten")]
    [InlineData("nl", "Van 1 van de 4 producten zegt de leverancier niets over gluten", "zonder gluten")]
    public async Task What_nothing_is_said_of_is_not_without_and_the_page_says_how_many_those_are(string language, string words, string chip)
    {
        var coop = Shop();
        var reader = coop.As("Amara");
        coop.Write(db => db.Execute("update person set language = @language where name = 'Amara'", new { language }));
        var page = await reader.Get($"/order/{Scene.Code}?show=without-gluten");
        Assert.Contains(words, page["#silent"], StringComparison.Ordinal);
        Assert.Equal(chip, page["#filters [aria-current]"]);
        coop.Write(db => db.Execute("update offer set without = 'gluten;soja' where name = 'Rijst'"));
        page = await reader.Get($"/order/{Scene.Code}?show=without-gluten&sort=name");
        Assert.Equal(["Geitenkaas", "Melk", "Rijst"], page.Html.QuerySelectorAll(".item h3 a").Select(a => a.TextContent)); // it is said not to be in it
        Assert.Null(page.Html.QuerySelector("#silent p"));
        Assert.Equal("-gluten;-soja", page.Html.QuerySelectorAll(".item")[^1].GetAttribute("data-c"));
    }

    [Theory]
    [InlineData("tarwe", "", "gluten", false)] // of wheat the gluten need not be named
    [InlineData("tarwe", "gluten", "gluten", true)] // wheat starch from which it has been taken
    [InlineData("melk", "", "gluten", true)] // the allergens are named and this is none of them
    [InlineData("", "gluten", "gluten", true)]
    [InlineData("", "soja", "gluten", null)]
    [InlineData("", "", "gluten", null)]
    [InlineData("melk", "melk", "melk", false)] // what the list says of it both ways is not without
    public void Only_what_is_said_of_a_product_makes_it_without(string contains, string without, string allergen, bool? expected) =>
        Assert.Equal(expected, Allergens.IsWithout(Allergens.Known(Allergens.Held(contains, without), without), allergen));

    [Theory]
    [InlineData("price", "Rijst Melk Brood Geitenkaas")]
    [InlineData("each", "Melk Rijst Brood Geitenkaas")] // 1.20 a litre · 2.00 a kilo · 3.75 · by the piece
    [InlineData("short", "Brood Geitenkaas Melk Rijst")]
    [InlineData("supplier", "Brood Geitenkaas Melk Rijst")]
    [InlineData("nonsense", "Brood Geitenkaas Melk Rijst")] // as usual: by category
    public async Task The_list_is_sorted_as_the_address_says(string sort, string expected) =>
        Assert.Equal(expected.Split(' '), await Names(Shop().As("Amara"), "?sort=" + sort));

    [Fact]
    public async Task In_the_fill_phase_the_list_begins_with_what_is_short_and_says_its_rule()
    {
        var coop = Shop();
        var amara = coop.As("Amara");
        var before = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal("Bakkerij", Heading(before));
        TestClock.Set(coop.Cycle().FillAt);
        var page = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal("Short of a case", Heading(page));
        Assert.Equal("Brood", page[".item h3 a"]);
        Assert.Contains("may only help", page[".note"]);
        Assert.Equal("Bakkerij", Heading(await amara.Get($"/order/{Scene.Code}?sort=category&show=short")));
    }

    [Fact]
    public async Task A_star_is_the_persons_own_and_is_there_again_next_time()
    {
        var coop = Shop();
        var (dmytro, oksana) = (coop.As("Дмитро"), coop.As("Oksana"));
        var page = await dmytro.Get($"/order/{Scene.Code}");
        var rice = page.Html.QuerySelectorAll(".item").Single(i => i.QuerySelector("h3 a")!.TextContent == "Rijst");
        var star = rice.QuerySelector(".star")!.GetAttribute("value");
        // without script the star is a button of the form: an amount that was typed is saved along with it
        page = await dmytro.Submit(page, "#order", new Dictionary<string, string> { [rice.QuerySelector(".amount")!.GetAttribute("name")!] = "2" }, button: $".star[value='{star}']");
        Assert.Equal(200, page.Status);
        Assert.Equal(["Rijst"], await Names(dmytro, "?show=favourites"));
        Assert.Equal(["Rijst"], await Names(dmytro, "?show=mine"));
        Assert.Empty(await Names(oksana, "?show=favourites"));
        Assert.Equal(["Rijst"], await Names(oksana, "?show=mine")); // the order is the household's
        await dmytro.Submit(page, "#order", button: $".star[value='{star}']");
        Assert.Empty(await Names(dmytro, "?show=favourites"));
    }

    [Fact]
    public async Task Pressing_enter_in_an_amount_presses_no_star()
    {
        var page = await Shop().As("Amara").Get($"/order/{Scene.Code}");
        Assert.Null(page.Html.QuerySelector("#order button")!.GetAttribute("name")); // browsers press the first
    }

    [Fact]
    public async Task A_change_of_an_offer_is_seen_at_once_although_the_list_is_kept_in_memory()
    {
        var coop = Shop();
        var amara = coop.As("Amara");
        Assert.Equal("€\u00A01.00", (await amara.Get($"/order/{Scene.Code}?q=Rijst"))[".item data"]);
        coop.Write(db => db.Execute("update offer set price = 111 where name = 'Rijst'"));
        Assert.Equal("€\u00A01.11", (await amara.Get($"/order/{Scene.Code}?q=Rijst"))[".item data"]);
        coop.Write(db => db.Execute("update supplier set name = 'De Andere Akker'"));
        Assert.Contains("De Andere Akker", (await amara.Get($"/order/{Scene.Code}"))[".item .meta"]);
        coop.Write(db => db.Execute("update offer set withdrawn_at = @now where name = 'Rijst'", new { now = TestClock.Start }));
        Assert.Empty(await Names(amara, "?q=Rijst"));
    }

    [Theory]
    [InlineData("Biologisch", true)]
    [InlineData("DEM", true)]
    [InlineData("EU-bio", true)]
    [InlineData("", false)]
    [InlineData("symbiose", false)]
    public void Lists_write_organic_in_many_ways(string quality, bool organic) => Assert.Equal(organic, Qualities.IsOrganic(quality));

    [Theory]
    [InlineData("tarwe", "", "tarwe;gluten")]
    [InlineData("melk", "lactose;gluten", "melk")]
    [InlineData("melk;lactose", "", "melk;lactose")]
    [InlineData("", "gluten", "")]
    public void What_a_list_leaves_unsaid_counts_as_held(string contains, string without, string held) => Assert.Equal(held, Allergens.Held(contains, without));

    [Fact]
    public void The_address_says_all_that_is_shown_and_nothing_that_is_usual()
    {
        var show = FormShow.Of("mine,nonsense,mine,without-gluten", "price", " linzen ", inFillPhase: false);
        Assert.Equal("?show=mine,without-gluten&sort=price&q=linzen", show.Query);
        Assert.Equal("?sort=price&q=linzen", show.Turned("mine").Turned("without-gluten").Query);
        Assert.Equal("", FormShow.Of(null, "short", null, inFillPhase: true).Query);
        Assert.Equal("?sort=category", FormShow.Of(null, "category", null, inFillPhase: true).Query);
        Assert.Equal("", FormShow.Of(null, null, null, inFillPhase: false).Query);
    }

    private static string? Heading(TestPage page) => page.Html.QuerySelector("#order h2.cat")?.FirstChild?.TextContent.Trim();

    private static async Task<List<string>> Names(TestBrowser browser, string query) =>
        [.. (await browser.Get($"/order/{Scene.Code}{query}")).Html.QuerySelectorAll(".item h3 a").Select(a => a.TextContent)];

    private static TestCoop Shop()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        coop.Offer("Brood", price: 300, unit: "800 g", category: "Bakkerij");
        coop.Offer("Geitenkaas", price: 500, unit: "stuk", category: "Kaas");
        coop.Offer("Melk", price: 120, unit: "1 l", category: "Zuivel");
        coop.Offer("Rijst", price: 100, unit: "500 g", category: "Zuiver");
        coop.Write(db =>
        {
            db.Execute("update offer set contains = 'tarwe', quality = '' where name = 'Brood'");
            db.Execute("update offer set contains = 'melk', without = 'lactose', quality = 'boerderij' where name = 'Geitenkaas'");
            db.Execute("update offer set contains = 'melk' where name = 'Melk'");
            db.Execute("""
                insert into order_line (offer_id, member_id, asked, changed_at) select o.id, m.id, iif(o.name = 'Rijst', 6000, 2000), @now
                from offer o, member m where m.number = 17 and o.name in ('Brood', 'Rijst')
                """, new { now = TestClock.Start });
        });
        return coop;
    }
}

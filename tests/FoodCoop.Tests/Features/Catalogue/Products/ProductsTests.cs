using System.Text;
using FoodCoop.Tests.Features.Catalogue.Imports;

namespace FoodCoop.Tests.Features.Catalogue.Products;

public sealed class ProductsTests
{
    private readonly TestCoop coop = new();
    private readonly TestBrowser bart;

    public ProductsTests() => bart = coop.As("Bart");

    private async Task Import(params PriceList.Line[] lines) => await new PriceList(lines).ApplyTo(bart, PriceList.Supplier(coop));

    private static List<string> Names(TestPage page) => [.. page.Html.QuerySelectorAll("#products tbody th a").Select(a => a.TextContent)];

    [Fact]
    public async Task The_list_is_searched_without_minding_case_and_accents_and_filtered()
    {
        await Import(new PriceList.Line("1", "Crème fraîche", 1m), new PriceList.Line("2", "Cremelikeur", 9m, Category: "Drank"), new PriceList.Line("3", "Haver", 1m));
        Assert.Equal(["Crème fraîche", "Cremelikeur"], Names(await bart.Get("/buying/products?q=CREME")));
        Assert.Equal(["Cremelikeur"], Names(await bart.Get("/buying/products?q=creme&category=Drank")));
        Assert.Contains("Niets gevonden", (await bart.Get("/buying/products?choice=never")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_sort_is_remembered_until_another_is_chosen()
    {
        await Import(new PriceList.Line("1", "Appel", 3m), new PriceList.Line("2", "Bes", 1m), new PriceList.Line("3", "Citroen", 2m));
        Assert.Equal(["Appel", "Bes", "Citroen"], Names(await bart.Get("/buying/products")));
        var dear = await bart.Get("/buying/products?q=e&sort=price&dir=desc");
        Assert.Equal(["Appel", "Citroen", "Bes"], Names(dear));
        var head = dear.Html.QuerySelector("th[aria-sort]")!;
        Assert.Equal("descending", head.GetAttribute("aria-sort"));
        Assert.Equal("?q=e&sort=price&dir=asc", head.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["Appel", "Citroen", "Bes"], Names(await bart.Get("/buying/products")));
        Assert.Equal(["Appel", "Citroen", "Bes"], Names(await bart.Get("/buying/products?sort=nonsense")));
        Assert.Equal(["Appel", "Bes", "Citroen"], Names(await bart.Get("/buying/products?sort=name&dir=asc")));
    }

    [Fact]
    public async Task The_csv_holds_what_is_seen_and_no_formula()
    {
        await Import(new PriceList.Line("1", "=HYPERLINK(\"http://x\")", 3m), new PriceList.Line("2", "Gewone kaas", 1.5m), new PriceList.Line("3", "Haver", 2m));
        coop.Write(db => db.Execute("update product set brand = '@evil' where code = '2'"));
        var bytes = await bart.Bytes("/buying/products?handler=Csv&sort=price&dir=desc");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Code;Naam;Merk;Leverancier;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1;\"'=HYPERLINK(\"\"http://x\"\")\";", lines[1], StringComparison.Ordinal);
        Assert.Contains("2;Gewone kaas;'@evil;", lines[3], StringComparison.Ordinal);
        Assert.Contains(";2,27;", lines[2], StringComparison.Ordinal); // 2.00 × 1.04 × 1.09
        Assert.Single(Encoding.UTF8.GetString(await bart.Bytes("/buying/products?handler=Csv&q=haver")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public async Task Ticked_products_get_another_choice_together()
    {
        await Import(new PriceList.Line("1", "Appel", 3m), new PriceList.Line("2", "Bes", 1m), new PriceList.Line("3", "Citroen", 2m));
        var page = await bart.Get("/buying/products?sort=name&all=true");
        Assert.Equal(3, page.Html.QuerySelectorAll("#products input:checked").Length);
        var ids = page.Html.QuerySelectorAll("#products input").Take(2).Select(i => i.GetAttribute("value")!).ToArray();
        var after = await bart.Submit(page, "form.choose", new { product = ids, to = "never" });
        Assert.Contains("2 producten staan nu op ‘Nooit’", after.Text, StringComparison.Ordinal);
        Assert.Equal(["Appel", "Bes"], Names(await bart.Get("/buying/products?choice=never")));
        Assert.Equal(422, (await bart.Submit(page, "form.choose", new { product = Array.Empty<string>(), to = "never" })).Status);
    }

    [Fact]
    public async Task A_case_is_sold_in_parts_with_price_and_case_shown_before_saving()
    {
        await Import(new PriceList.Line("1", "Vijgen", 45.60m, "1 doos", "1"));
        var page = await bart.Get("/buying/products/1");
        var tried = await bart.Submit(page, "form.product", new { PartUnit = "kg", InSupplierUnit = "12", OrderStep = "" }, button: "#try");
        // 45.60 / 12 × 1.04 × 1.09 = 4.3077
        Assert.Contains("Je verkoopt 1 kg voor € 4,31; een colli is 12 kg.", tried["#terms"]!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Nog niet opgeslagen", tried["#terms"], StringComparison.Ordinal);
        Assert.Null(coop.Read(db => db.One<string?>("select part_unit from product")));

        var saved = await bart.Submit(tried, "form.product", new { OrderStep = "" });
        Assert.Contains("Je verkoopt 1 kg voor", saved["#terms"], StringComparison.Ordinal);
        Assert.Equal(("kg", 12_000L, 500L, 1_000L), coop.Read(db => db.One<(string, long, long, long)>("select part_unit, parts, order_step, case_size from product")));
    }

    [Theory]
    [InlineData("kg", "12", "0,7", "Een stap van 0,1 past wel.")]
    [InlineData("kg", "", "", "Vul in hoeveel kg er in “1 doos” zit")]
    [InlineData("", "12", "", "Vul ook jullie eigen eenheid in")]
    [InlineData("kg", "12", "0", "De stap moet meer dan nul zijn.")]
    [InlineData("kg", "veel", "", "“veel” is geen hoeveelheid")]
    public async Task Parts_that_do_not_come_out_are_refused_with_the_way_on(string unit, string parts, string step, string says)
    {
        await Import(new PriceList.Line("1", "Vijgen", 45.60m, "1 doos", "1"));
        var answer = await bart.Submit(await bart.Get("/buying/products/1"), "form.product", new { PartUnit = unit, InSupplierUnit = parts, OrderStep = step });
        Assert.Equal(422, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.Equal(unit, answer.Html.QuerySelector("#PartUnit")!.GetAttribute("value"));
        Assert.Null(coop.Read(db => db.One<string?>("select part_unit from product")));
    }

    [Theory, InlineData("on"), InlineData("-1"), InlineData("<b>")]
    public async Task A_box_that_is_neither_ticked_nor_not_is_said_on_the_page(string nonsense)
    {
        await Import(new PriceList.Line("1", "Vijgen", 45.60m, "1 doos", "1"));
        var answer = await bart.Submit(await bart.Get("/buying/products/1"), "form.product", new { Weighed = nonsense, Loose = nonsense });
        Assert.Equal(422, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("#Weighed"));
    }

    [Fact]
    public async Task The_buyers_own_category_survives_the_next_lists_and_can_be_given_back()
    {
        var supplier = PriceList.Supplier(coop);
        var oats = new PriceList.Line("1", "Haver", 1m, Category: "Droog");
        await new PriceList(oats).ApplyTo(bart, supplier);
        await bart.Submit(await bart.Get("/buying/products/1"), "form.product", new { Category = "Ontbijt", Markup = "2,5" });
        Assert.NotNull((await new PriceList(oats).UploadTo(bart, supplier)).Html.QuerySelector("#nothing"));
        await new PriceList(oats with { Category = "Granen", Price = 2m }).ApplyTo(bart, supplier);
        Assert.Equal(("Ontbijt", "Granen", 250L), Category());
        await bart.Submit(await bart.Get("/buying/products/1"), "form.product", new { Category = "Granen", Markup = "" });
        Assert.Equal(("Granen", null, 0L), Category());

        (string, string?, long) Category() => coop.Read(db => db.One<(string, string?, long)>("select category, list_category, coalesce(markup, 0) from product"));
    }

    [Fact]
    public async Task A_case_with_decimals_gets_an_order_step_that_fits()
    {
        var supplier = PriceList.Supplier(coop);
        await new PriceList(new PriceList.Line("1", "Kaas", 9.25m, "1 kg", "4.5")).ApplyTo(bart, supplier);
        Assert.Equal(500, Step());
        await new PriceList(new PriceList.Line("1", "Kaas", 9.25m, "1 kg", "4.2")).ApplyTo(bart, supplier);
        Assert.Equal(100, Step());

        long Step() => coop.Read(db => db.One<long>("select order_step from product"));
    }
}

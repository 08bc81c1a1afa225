using FoodCoop.Tests.Features.Catalogue.Imports;

namespace FoodCoop.Tests.Features.Suppliers;

public sealed class SuppliersTests
{
    private readonly TestCoop coop = new();
    private static readonly string[] Pages =
    [
        "/buying", "/buying/suppliers/new", "/buying/suppliers/1", "/buying/suppliers/1/upload", "/buying/imports/1", "/buying/imports/1/again",
        "/buying/products", "/buying/products/1", "/buying/places",
    ];

    [Fact]
    public async Task A_supplier_is_added_changed_ended_and_taken_up_again()
    {
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/buying/suppliers/new"), "form.supplier",
            new { Name = "De Molen", Email = "bestel@molen.example", CustomerNumber = "K-12", Minimum = "150", Markup = "2,5", Language = "nl" });
        Assert.Equal("/buying/suppliers/1", page.Path);
        Assert.Equal("150,00", page.Html.QuerySelector("#Minimum")!.GetAttribute("value"));
        page = await bart.Submit(page, "form.supplier", new { Minimum = "200,50", Markup = "" });
        Assert.Equal((20050L, true), coop.Read(db => db.One<(long, bool)>("select minimum, markup is null from supplier")));

        page = await bart.Submit(page, "form.end");
        Assert.NotNull(page.Html.QuerySelector("form.resume"));
        Assert.Contains("gestopt", (await bart.Get("/buying"))["#suppliers"], StringComparison.Ordinal);
        page = await bart.Submit(page, "form.resume");
        Assert.NotNull(page.Html.QuerySelector("form.end"));
    }

    [Theory]
    [InlineData("", "", "0", "4", "Vul de naam van de leverancier in.")]
    [InlineData("de molen", "", "0", "4", "Er is al een leverancier die de molen heet.")]
    [InlineData("Nieuw", "geen adres", "0", "4", "“geen adres” is geen e-mailadres.")]
    [InlineData("Nieuw", "", "veel", "4", "“veel” is geen bedrag.")]
    [InlineData("Nieuw", "", "-5", "4", "Een minimum kan niet onder nul zijn.")]
    [InlineData("Nieuw", "", "0", "400", "De opslag kan hoogstens 100 % zijn.")]
    [InlineData("Nieuw", "", "0", "vier", "“vier” is geen percentage.")]
    public async Task What_cannot_be_a_supplier_is_refused_and_stays_typed(string name, string email, string minimum, string markup, string says)
    {
        PriceList.Supplier(coop);
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/buying/suppliers/new"), "form.supplier", new { Name = name, Email = email, Minimum = minimum, Markup = markup });
        Assert.Equal(422, page.Status);
        Assert.Contains(says, page.Text, StringComparison.Ordinal);
        Assert.Equal(minimum, page.Html.QuerySelector("#Minimum")!.GetAttribute("value"));
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from supplier")));
    }

    [Fact]
    public async Task Only_buyers_open_the_pages_of_buying()
    {
        var bart = coop.As("Bart");
        await PriceList.Grains.ApplyTo(bart, PriceList.Supplier(coop));
        foreach (var path in Pages) Assert.Equal(200, (await bart.Get(path)).Status);
        foreach (var name in (string[])["Amara", "Elif", "Tomás", "Ingrid", "Μαρία", "Wei"])
        {
            foreach (var path in Pages)
            {
                var page = await coop.As(name).Get(path);
                Assert.True(page.Status == 403 || page.Path.StartsWith("/not-allowed", StringComparison.Ordinal), $"{name} on {path}: {page.Status} {page.Path}");
                Assert.DoesNotContain("De Molen", page.Source, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("/buying/suppliers/99")]
    [InlineData("/buying/suppliers/x")]
    [InlineData("/buying/suppliers/99/upload")]
    [InlineData("/buying/imports/99")]
    [InlineData("/buying/imports/99?kind=odd")]
    [InlineData("/buying/products/99")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(404, (await coop.As("Bart").Get(path)).Status);

    [Fact]
    public async Task The_overview_says_what_waits()
    {
        var bart = coop.As("Bart");
        Assert.Contains("Nog geen leveranciers", (await bart.Get("/buying")).Text, StringComparison.Ordinal);
        var molen = PriceList.Supplier(coop);
        await PriceList.Grains.UploadTo(bart, molen);
        Assert.Contains("3 producten wijken af", (await bart.Get("/buying"))["#waiting"], StringComparison.Ordinal);
        var preview = await PriceList.Grains.UploadTo(bart, molen);
        await bart.Submit(preview, "form.preview", new { Choice = "maybe" }, button: "#apply");
        Assert.Contains("3 producten om over te beslissen", (await bart.Get("/buying"))["#waiting"], StringComparison.Ordinal);
    }
}

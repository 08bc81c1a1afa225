using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FoodCoop.Features.Demo;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoListsTests
{
    private static readonly IReadOnlyList<(DemoSupplier Supplier, IReadOnlyList<DemoProduct> Products)> s_lists =
        [.. DemoLists.Suppliers.Select(s => (s, DemoLists.Products(s)))];

    private static string Text(string file) => Encoding.UTF8.GetString(DemoLists.Files().Single(f => f.FileName == file).Bytes);

    [Fact]
    public void The_same_bytes_are_written_twice()
    {
        Assert.Equal(DemoLists.Files().Select(f => Convert.ToHexString(SHA256.HashData(f.Bytes))), DemoLists.Files().Select(f => Convert.ToHexString(SHA256.HashData(f.Bytes))));
        Assert.Equal(DemoLists.NextMonth().Bytes, DemoLists.NextMonth().Bytes);
    }

    [Fact]
    public void Neither_language_nor_country_of_the_machine_changes_a_byte()
    {
        var here = DemoLists.Files().Select(f => Convert.ToHexString(SHA256.HashData(f.Bytes))).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(here, DemoLists.Files().Select(f => Convert.ToHexString(SHA256.HashData(f.Bytes))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void There_are_about_eight_hundred_products_from_four_suppliers()
    {
        Assert.Equal(4, s_lists.Count);
        Assert.InRange(s_lists.Sum(l => l.Products.Count), 780, 830);
        Assert.All(s_lists, l => Assert.True(l.Products.Count > 100, l.Supplier.Name));
    }

    [Fact]
    public void No_code_stands_twice_in_a_list_and_few_products_have_none()
    {
        Assert.All(s_lists, l =>
        {
            var codes = l.Products.Select(p => p.Code).Where(c => c.Length > 0).ToList();
            Assert.Equal(codes.Count, codes.Distinct().Count());
            Assert.InRange(l.Products.Count - codes.Count, 0, 5);
        });
        Assert.Contains(s_lists.SelectMany(l => l.Products), p => p.Code.Length == 0);
    }

    [Fact]
    public void A_name_and_unit_stand_once_in_a_list() => Assert.All(s_lists, l =>
        Assert.Empty(l.Products.GroupBy(p => (p.Name.ToLowerInvariant(), p.Unit)).Where(g => g.Count() > 1).Select(g => g.Key)));

    [Fact]
    public void Every_price_is_one_that_a_wholesaler_could_ask() => Assert.All(s_lists.SelectMany(l => l.Products), p =>
    {
        Assert.InRange(p.NetPrice, 0.40m, 90m);
        Assert.Equal(decimal.Round(p.NetPrice, 2), p.NetPrice);
        var perKilo = p.Measure is "g" or "ml" ? p.NetPrice / p.Amount * 1000 : p.NetPrice / p.Amount;
        if (p.IsFood && p.Measure is "g" or "kg" or "l" or "ml") Assert.True(perKilo is > 0.5m and < 250m, $"{p.Name}: {perKilo:0.00} a kg");
        Assert.InRange(p.CaseSize.Units * p.NetPrice, 4m, 140m);
        Assert.Contains(p.Vat, (int[])[9, 21]);
        Assert.InRange(p.Deposit.Cents, 0, 500);
    });

    [Fact]
    public void Every_letter_of_an_allergen_is_a_known_one_and_milk_sugar_comes_with_milk() => Assert.All(s_lists.SelectMany(l => l.Products), p =>
    {
        Assert.All(p.Allergens, letter => Assert.Contains(letter, "gtrmlenpsxucqvzk"));
        Assert.Equal(p.Allergens.Length, p.Allergens.Distinct().Count());
        if (p.Allergens.Contains('l')) Assert.Contains('m', p.Allergens);
        if (p.Allergens.Contains('t') || p.Allergens.Contains('r')) Assert.Contains('g', p.Allergens);
    });

    [Fact]
    public void What_is_sold_in_parts_divides_into_steps_of_half_a_kilo_or_more()
    {
        var inParts = s_lists.SelectMany(l => l.Products).Where(p => p.SoldInParts is not null).ToList();
        Assert.InRange(inParts.Count, 30, 80);
        Assert.All(inParts, p =>
        {
            Assert.True(p.SoldInParts!.Suits(p.CaseSize), p.Name);
            Assert.True(p.SoldInParts.OrderStep.Units is 0.5m or 1m or 2.5m, $"{p.Name}: {p.SoldInParts.OrderStep}");
            Assert.Contains(p.SoldInParts.Unit, (string[])["kg", "l"]);
        });
    }

    [Fact]
    public void A_case_is_whole_units_or_half_kilos() => Assert.All(s_lists.SelectMany(l => l.Products),
        p => Assert.True(p.CaseSize.IsMultipleOf(p.Weighed ? new(500) : Quantity.One), p.Name));

    [Fact]
    public void Every_category_has_its_place_in_the_room() => Assert.Empty(
        s_lists.SelectMany(l => l.Products).Select(p => p.Category).Distinct().Except(DemoCoop.Places.SelectMany(p => p.Categories)));

    [Fact]
    public void The_xml_list_parses_and_holds_every_product()
    {
        var products = XDocument.Parse(Text("zonneveer-cwa.xml")).Root!.Elements("product").ToList();
        Assert.Equal(s_lists[0].Products.Count, products.Count);
        Assert.Contains(products, p => p.Element("status")!.Value == "Non actief");
        Assert.Contains(products, p => p.Element("wichtartikel")!.Value == "1");
        Assert.Contains(products, p => p.Element("statiegeld")?.Value == "0.15");
        Assert.Equal("Ingrediënten: Harde tarwegriesmeel*, water. *van biologische teelt", products.Single(p => p.Element("omschrijving")!.Value == "Penne wit").Element("ingredienten")!.Value);
    }

    [Fact]
    public void The_csv_lists_have_the_columns_of_their_formats()
    {
        Assert.All(Text("de-rijpe-aar.csv").TrimEnd().Split("\r\n"), line => Assert.Equal(23, line.Split(',').Length));
        var totaal = Text("kouterhof-totaal.csv").TrimEnd().Split("\r\n");
        Assert.StartsWith("Artikelcode;Artikelomschrijving;Hoofdgroep", totaal[7], StringComparison.Ordinal);
        Assert.All(totaal, line => Assert.Equal(11, line.Split(';').Length));
        Assert.Contains(totaal, line => line.EndsWith("Akkerbouw Zeeklei;DEM;Nederland;1x10 kg;€ 12,60;€ 1,26;9", StringComparison.Ordinal));
        Assert.All(Text("streekkring.csv").TrimEnd().Split("\r\n"), line => Assert.Equal(14, line.Split(';').Length));
    }

    [Fact]
    public void Next_months_list_has_ten_new_eight_gone_twenty_five_other_prices_and_two_unreadable_rows()
    {
        static Dictionary<string, string> Prices(string text) => text.TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(','))
            .Where(c => c.Length == 23).ToDictionary(c => c[1], c => c[10], StringComparer.Ordinal);
        var next = Encoding.UTF8.GetString(DemoLists.NextMonth().Bytes);
        var (old, now) = (Prices(Text("de-rijpe-aar.csv")), Prices(next));
        Assert.Equal("op aanvraag", now["0981"]);
        Assert.Contains("\r\n,0985,verjaardagstaart spelt,Trommel & Zoon,bio,1,600,g,nld\r\n", next, StringComparison.Ordinal);
        Assert.Equal(10, now.Keys.Except(old.Keys).Count() - 1);
        Assert.Equal(8, old.Keys.Except(now.Keys).Count());
        Assert.Equal(25, old.Count(o => now.TryGetValue(o.Key, out var price) && price != o.Value));
    }

    [Theory]
    [InlineData("20", "410207", "2000004102074")]
    [InlineData("21", "0112", "2100000001125")]
    [InlineData("21", "", "")]
    public void An_article_number_ends_in_its_check_digit(string prefix, string code, string ean) => Assert.Equal(ean, DemoEan.Of(prefix, code));
}

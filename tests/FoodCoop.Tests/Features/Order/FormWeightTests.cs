using System.IO.Compression;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

/// <summary>What the order form costs (quality.md section 2): bytes over the wire and statements, never time.</summary>
public sealed class FormWeightTests
{
    private const int MostBytes = 60_000;
    private const int MostBytesOfAFirstVisit = 110_000;

    /// <summary>What the head of an answer weighs, somewhat rounded up.</summary>
    private const int Head = 800;

    private static readonly string[] Brands = ["Akkerbouw Zeeklei", "Molen De Rode Wiek", "Pastificio Monteverro", "Bongerd Zuid", "Kruidnagel & Co", "Imkerij Lindehof"];
    private static readonly string[] Goods = ["Aardappelen", "Kikkererwten", "Havermout", "Bosbessenjam", "Olijfolie", "Zilvervliesrijst", "Geitenkaas", "Paprikapoeder", "Ciabatta"];
    private static readonly string[] Kinds = ["grof", "fijn", "bloemig", "jong belegen", "zonder suiker", "gerookt", "naturel", "extra vergine", "volkoren", "met honing"];
    private static readonly string[] Units = ["500 g", "kg", "75 cl", "1 l", "250 g", "6 stuk"];
    private static readonly string[] Contents = ["", "", "", "gluten;tarwe", "melk;lactose", "soja"];

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_form_of_800_products_is_light_over_the_wire(string encoding)
    {
        var coop = Shop(800);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/order/{Scene.Code}");
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var answer = await coop.As("Amara").Raw(request);
        Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(800, await Rows(encoding, bytes));
        Assert.InRange(bytes.Length, 10_000, MostBytes);
    }

    [Fact]
    public async Task A_first_visit_is_light_with_its_styles_and_script_too_and_brings_no_script_that_the_form_does_not_use()
    {
        var coop = Shop(800);
        var amara = coop.As("Amara");
        var page = (await amara.Get($"/order/{Scene.Code}")).Html;
        List<string> files = [
            $"/order/{Scene.Code}",
            .. page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!),
            .. page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")!)];
        Assert.DoesNotContain(files, f => f.Contains("htmx", StringComparison.Ordinal));
        var bytes = 0;
        foreach (var file in files)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var answer = await amara.Raw(request);
            Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
            bytes += Head + (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        Assert.InRange(bytes, MostBytes, MostBytesOfAFirstVisit);
    }

    [Fact]
    public async Task A_form_of_two_thousand_products_is_posted_whole_without_script_and_changes_only_what_was_changed()
    {
        var coop = Shop(2000);
        var amara = coop.As("Amara");
        var before = Lines(coop);
        var page = await amara.Get($"/order/{Scene.Code}");
        var fields = page.Html.QuerySelectorAll(".item input.amount");
        Assert.Equal(2000, fields.Length);
        var (mine, other) = (fields.First(f => f.GetAttribute("value") == "2"), fields.Last(f => f.GetAttribute("value") == "0"));
        var after = await amara.Submit(page, "#order", new Dictionary<string, string> { [mine.GetAttribute("name")!] = "5", [other.GetAttribute("name")!] = "1" });
        Assert.Equal(200, after.Status);
        Assert.Contains("2 changed", after.Text, StringComparison.Ordinal);
        var changed = Lines(coop).Except(before).ToList();
        Assert.Equal(
            [(long.Parse(mine.GetAttribute("name")![1..]), 5000, 1000, 2), (long.Parse(other.GetAttribute("name")![1..]), 1000, 0, 1)],
            changed.OrderByDescending(l => l.Asked));
    }

    /// <summary>The lines of all members as they stand.</summary>
    private static List<(long Offer, long Asked, long Flex, long Version)> Lines(TestCoop coop) =>
        coop.Read(db => db.Query<(long, long, long, long)>("select offer_id, asked, flex, version from order_line"));

    private static async Task<int> Rows(string encoding, byte[] bytes)
    {
        await using Stream packed = new MemoryStream(bytes);
        await using Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split("<article ").Length - 1;
    }

    /// <summary>So many products as unlike one another as real ones, every other one asked by others, 30 by Amara.</summary>
    private static TestCoop Shop(int products)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var dice = new Random(5);
        T One<T>(T[] among) => among[dice.Next(among.Length)];
        coop.Write(db =>
        {
            for (var i = 1; i <= products; i++)
            {
                var (name, unit) = ($"{One(Goods)} {One(Kinds)} {dice.Next(1000)}", One(Units));
                var size = 1000L * (2 + dice.Next(20));
                db.Execute("""
                    insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, order_step, status, first_seen_at, changed_at)
                    select id, @i, @i, @name, @unit, @size, 1000000, 1000, 'low', @category, 1000, 'active', @now, @now from supplier
                    """, new { i = $"p{i}", name, unit, size, category = $"Categorie {i / 20}", now = TestClock.Start });
                var offer = db.Insert<Offer>("""
                    insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
                      net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
                    select c.id, p.id, p.supplier_id, p.code, p.name, @brand, 'NL', 'bio', p.unit, p.category, p.case_size, p.order_step, 0, 0,
                      p.price, p.price_per, 400, 'low', 900, @price, @deposit, @contains, '', 'Ingrediënten: ' || @brand from product p, order_cycle c where p.identity = @i
                    """, new { i = $"p{i}", brand = One(Brands), price = 99 + dice.Next(2000), deposit = dice.Next(10) == 0 ? 15 : 0, contains = One(Contents) });
                if (i % 2 == 0) Ask(db, offer, 17, 1000L * (1 + dice.Next(12)), 1000L * dice.Next(4));
                if (i % (products / 30) == 0) Ask(db, offer, 114, 2000, 1000);
            }
        });
        return coop;
    }

    private static void Ask(FoodCoop.Platform.Data.Db db, Id<Offer> offer, int member, long asked, long flex)
    {
        db.Execute("""
            insert into order_line (offer_id, member_id, asked, flex, changed_at) select @offer, id, @asked, @flex, @now from member where number = @member
            """, new { offer, member, asked, flex, now = TestClock.Start });
        db.Execute("""
            insert into order_layer (order_line_id, at, amount) select id, changed_at, asked from order_line where offer_id = @offer and asked > 0
              and not exists (select 1 from order_layer y where y.order_line_id = order_line.id)
            """, new { offer });
    }
}

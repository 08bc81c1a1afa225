using System.Text.RegularExpressions;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Imports;

public sealed partial class PreviewTests
{
    private readonly TestCoop coop = new();
    private readonly TestBrowser bart;
    private readonly Id<Supplier> molen;

    public PreviewTests()
    {
        bart = coop.As("Bart");
        molen = PriceList.Supplier(coop);
    }

    [Fact]
    public async Task An_uploaded_list_changes_nothing_until_it_is_applied()
    {
        var preview = await PriceList.Grains.UploadTo(bart, molen);
        Assert.Equal(200, preview.Status);
        Assert.Matches("^/buying/imports/[0-9]+$", preview.Path);
        Assert.Equal(3, preview.Html.QuerySelectorAll("#new tbody tr").Length);
        Assert.Empty(Names());

        var applied = await bart.Submit(preview, "form.preview", button: "#apply");
        Assert.Contains("Overgenomen: 3 nieuw, 0 gewijzigd, 0 verdwenen.", applied.Text, StringComparison.Ordinal);
        Assert.Equal(["Haver", "Rijst", "Spelt"], Names());
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        await PriceList.Grains.ApplyTo(bart, molen);
        var before = Everything();
        var again = await PriceList.Grains.UploadTo(bart, molen);
        Assert.Contains("Niets te doen: alle 3 producten", again["#nothing"], StringComparison.Ordinal);
        Assert.Null(again.Html.QuerySelector("#apply"));
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task A_changed_price_is_shown_with_both_values_and_the_rise()
    {
        await PriceList.Grains.ApplyTo(bart, molen);
        var preview = await Grains(oats: 1.21m).UploadTo(bart, molen);
        var row = Assert.Single(preview.Html.QuerySelectorAll("#changed tbody tr"));
        Assert.Equal("€ 1,10", row.QuerySelector("del")!.TextContent.Replace('\u00A0', ' '));
        Assert.Equal("€ 1,21", row.QuerySelector("ins")!.TextContent.Replace('\u00A0', ' '));
        Assert.Contains("+10 %", row.TextContent, StringComparison.Ordinal);
        await bart.Submit(preview, "form.preview", button: "#apply");
        Assert.Equal(1_210_000, coop.Read(db => db.One<long>("select price from product where code = '101'")));
    }

    [Fact]
    public async Task A_product_that_goes_keeps_its_choice_and_comes_back_with_it()
    {
        await PriceList.Grains.ApplyTo(bart, molen);
        coop.Write(db => db.Execute("update product set choice = 'never', markup = 250 where code = '102'"));
        var without = new PriceList([.. PriceList.Grains.Lines.Where(l => l.Code != "102")]);
        var preview = await without.UploadTo(bart, molen);
        Assert.Contains("Spelt", preview["#gone tbody"], StringComparison.Ordinal);
        await bart.Submit(preview, "form.preview", button: "#apply");
        Assert.True(coop.Read(db => db.One<bool>("select gone_at is not null from product where code = '102'")));

        var back = await PriceList.Grains.UploadTo(bart, molen);
        Assert.Contains("weer in de lijst", back["#changed tbody"], StringComparison.Ordinal);
        await bart.Submit(back, "form.preview", button: "#apply");
        Assert.Equal((false, "never", 250L), coop.Read(db => db.One<(bool, string, long)>("select gone_at is not null, choice, markup from product where code = '102'")));
    }

    [Fact]
    public async Task What_is_unticked_stays_out()
    {
        var preview = await PriceList.Grains.UploadTo(bart, molen);
        var ticks = preview.Html.QuerySelectorAll("#new tbody tr").Where(r => !r.TextContent.Contains("Spelt", StringComparison.Ordinal)).Select(r => r.GetAttribute("data-row")!).ToArray();
        await bart.Submit(preview, "form.preview", new { Row = ticks }, button: "#apply");
        Assert.Equal(["Haver", "Rijst"], Names());
        Assert.Contains("Spelt", (await PriceList.Grains.UploadTo(bart, molen))["#new tbody"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_kind_is_unticked_at_once_and_what_is_not_on_the_page_keeps_its_tick()
    {
        var many = new PriceList([.. Enumerable.Range(1, 450).Select(i => new PriceList.Line($"{i}", $"Product {i}", 1m))]);
        var preview = await many.UploadTo(bart, molen);
        Assert.Equal(200, preview.Html.QuerySelectorAll("#new tbody tr").Length);
        var last = await bart.Get(preview.Html.QuerySelector("#new a[href*=kind]")!.GetAttribute("href")!.Replace("part=1", "part=3", StringComparison.Ordinal));
        Assert.Equal(50, last.Html.QuerySelectorAll("#new tbody tr").Length);
        await bart.Submit(last, "form.preview", new { Row = Array.Empty<string>() }, button: "[formaction*=Ticks]");
        await bart.Submit(await bart.Get(preview.Path), "form.preview", button: "#apply");
        Assert.Equal(400, coop.Read(db => db.One<long>("select count(*) from product")));

        var rest = await many.UploadTo(bart, molen);
        var none = await bart.Submit(rest, "form.preview", button: "[formaction*='on=false']");
        Assert.Contains("0 van 50 aangevinkt", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_that_is_older_than_another_list_is_made_again_by_one_click()
    {
        await PriceList.Grains.ApplyTo(bart, molen);
        var old = await Grains(oats: 1.30m).UploadTo(bart, molen);
        await Grains(oats: 1.40m).ApplyTo(bart, molen);

        var refused = await bart.Submit(old, "form.preview", button: "#apply");
        Assert.Equal(422, refused.Status);
        Assert.Equal(1_400_000, Price("101"));

        var made = await bart.Submit(refused, "form.again");
        var row = Assert.Single(made.Html.QuerySelectorAll("#changed tbody tr")).TextContent.Replace('\u00A0', ' ');
        Assert.Contains("€ 1,40", row, StringComparison.Ordinal);
        await bart.Submit(made, "form.preview", button: "#apply");
        Assert.Equal(1_300_000, Price("101"));
    }

    [Fact]
    public async Task Twenty_at_once_apply_it_once_and_none_sees_an_error()
    {
        var preview = await PriceList.Grains.UploadTo(bart, molen);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bart.Submit(preview, "form.preview", button: "#apply")));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(["Haver", "Rijst", "Spelt"], Names());
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from catalogue_import where applied_at is not null")));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_shown_with_its_line_in_the_readers_language()
    {
        var list = new PriceList(PriceList.Grains.Lines[0], new PriceList.Line("104", "Kaas", 5m, Vat: "12"), new PriceList.Line("105", "", 5m));
        var preview = await list.UploadTo(bart, molen);
        var rows = preview.Html.QuerySelectorAll("#unreadable tbody tr").Select(r => Spaces().Replace(r.TextContent, " ").Trim()).ToList();
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("3Een btw-tarief van 12 % kennen we niet", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("4", rows[1], StringComparison.Ordinal);
        coop.Write(db => db.Execute("update person set language = 'en' where name = 'Bart'"));
        Assert.Contains("A VAT rate of 12 % is not one we know", (await bart.Get(preview.Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_code_name_unit_and_brand_make_it_the_same_product()
    {
        await new PriceList(new PriceList.Line("", "Haver", 1m), new PriceList.Line("", "Haver", 1.9m, "1 kg")).ApplyTo(bart, molen);
        var preview = await new PriceList(new PriceList.Line("", "Haver", 1.2m), new PriceList.Line("", "Haver", 1.9m, "1 kg")).UploadTo(bart, molen);
        Assert.Single(preview.Html.QuerySelectorAll("#changed tbody tr"));
        Assert.Null(preview.Html.QuerySelector("#new"));
        Assert.Null(preview.Html.QuerySelector("#gone"));
    }

    [Fact]
    public async Task A_name_with_script_in_it_is_shown_and_never_run()
    {
        var list = new PriceList(new PriceList.Line("1", "<script>alert(1)</script>", 1m, Category: "\"><img src=x>"));
        var preview = await list.UploadTo(bart, molen);
        Assert.DoesNotContain("<script>alert", preview.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", preview.Source, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", preview["#new tbody"], StringComparison.Ordinal);
        await bart.Submit(preview, "form.preview", button: "#apply");
        foreach (var path in (string[])["/buying/products", "/buying/products/1", "/buying/places"])
        {
            var page = await bart.Get(path);
            Assert.Equal(200, page.Status);
            Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page.Source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_list_gets_a_sentence_on_the_upload_page()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];
        var answer = await bart.Upload(await bart.Get($"/buying/suppliers/{molen}"), "form.upload", "lijst.xml", png);
        Assert.Equal(422, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("form.upload"));
        Assert.NotEmpty(answer["[role=alert]"]!);
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from catalogue_import")));

        var nothing = await bart.Upload(answer, "form.upload", "lijst.xml", []);
        Assert.Equal(422, nothing.Status);
    }

    [Fact]
    public async Task A_dropped_product_shows_the_open_orders_that_it_is_in()
    {
        await PriceList.Grains.ApplyTo(bart, molen);
        OrderedMonth.Add(coop, "102", "Amara", "Çağla");
        var preview = await new PriceList([.. PriceList.Grains.Lines.Where(l => l.Code != "102")]).UploadTo(bart, molen);
        Assert.Contains("In 2 bestellingen van november 2026", preview["#gone tbody"], StringComparison.Ordinal);
        await bart.Submit(preview, "form.preview", button: "#apply");
        Assert.Contains("Spelt (De Molen): in 2 bestellingen van november 2026", (await bart.Get("/buying")).Text, StringComparison.Ordinal);
        Assert.Equal(2, coop.Read(db => db.One<long>("select count(*) from order_line where asked > 0"))); // they stay as they are
    }

    private static PriceList Grains(decimal oats) => new([PriceList.Grains.Lines[0] with { Price = oats }, .. PriceList.Grains.Lines[1..]]);

    private long Price(string code) => coop.Read(db => db.One<long>("select price from product where code = @code", new { code }));

    private List<string> Names() => coop.Read(db => db.Query<string>("select name from product order by name"));

    private List<string> Everything() => coop.Read(db => db.Query<string>("select id || '|' || name || '|' || price || '|' || changed_at || '|' || coalesce(gone_at, '') from product order by id"));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

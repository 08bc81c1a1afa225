using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

/// <summary>The page of one product: what is in it, who else asks for it, my amount and a note for whoever packs.</summary>
public sealed class ProductTests
{
    [Fact]
    public async Task What_is_in_it_stands_on_the_products_own_page_and_not_in_the_list()
    {
        var (coop, rice) = Shop();
        coop.Write(db => db.Execute("update offer set ingredients = 'zilvervliesrijst', contains = 'gluten;tarwe', without = 'melk'"));
        var amara = coop.As("Amara");
        Assert.DoesNotContain("zilvervliesrijst", (await amara.Get($"/order/{Scene.Code}")).Source, StringComparison.Ordinal);
        var page = await amara.Get($"/order/{Scene.Code}/product/{rice}");
        Assert.Contains("zilvervliesrijst", page.Text, StringComparison.Ordinal);
        Assert.Contains("gluten, wheat", page.Text, StringComparison.Ordinal);
        Assert.Contains("milk", page.Html.QuerySelectorAll(".facts dd").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Who_else_asks_for_it_is_named_unless_the_household_keeps_its_name_to_itself()
    {
        var (coop, rice) = Shop();
        foreach (var (name, asked) in ((string, string)[])[("Bart", "2"), ("Ingrid", "1"), ("Дмитро", "3"), ("Amara", "4")])
        {
            var browser = coop.As(name);
            await browser.Submit(await browser.Get($"/order/{Scene.Code}/product/{rice}"), "form.mine", new Dictionary<string, string> { [$"a{rice}"] = asked, [$"f{rice}"] = name == "Bart" ? "1" : "0" });
        }
        var oksana = coop.As("Oksana"); // of Dmytro's household
        var profile = await oksana.Submit(await oksana.Get("/account/profile"), "form.names-shown", new { hidesName = "true" });
        Assert.NotNull(profile.Html.QuerySelector("form.names-shown input[name=hidesName]")!.GetAttribute("checked"));

        var amara = coop.As("Amara");
        var path = $"/order/{Scene.Code}/product/{rice}";
        Assert.Equal(["Bart 2 up to 1 more", "Ingrid 1", "one who does not show a name 3"], Names(await amara.Get(path)));
        Assert.DoesNotContain("Дмитро", (await amara.Get(path)).Source, StringComparison.Ordinal);

        await oksana.Submit(await oksana.Get("/account/profile"), "form.names-shown", new Dictionary<string, string> { ["hidesName"] = "false" });
        Assert.Equal(["Bart 2 up to 1 more", "Ingrid 1", "Дмитро 3"], Names(await amara.Get(path)));
    }

    [Fact]
    public async Task A_note_is_saved_with_the_line_and_stands_on_the_pick_list()
    {
        var (coop, rice) = Shop();
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}/product/{rice}");
        var list = await amara.Submit(page, "form.mine", new Dictionary<string, string> { [$"a{rice}"] = "6", [$"t{rice}"] = "  liefst\tde   oude zak " });
        Assert.Contains("liefst de oude zak", list[".item .noted"]);
        Assert.Equal("liefst de oude zak", Note(coop));
        // the amount changed in the list leaves the note as it is
        await amara.Submit(list, "#order", new Dictionary<string, string> { [$"a{rice}"] = "12" });
        Assert.Equal("liefst de oude zak", Note(coop));
        TestClock.Set(coop.Cycle().ClosesAt);
        await FoodCoop.Features.Cycles.CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        Assert.Contains("liefst de oude zak", (await coop.As("Tomás").Get($"/pickup/{Scene.Code}/products")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_has_an_end_and_needs_something_to_be_about_and_what_was_typed_stays()
    {
        var (coop, rice) = Shop();
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}/product/{rice}");
        var nothing = await amara.Submit(page, "form.mine", new Dictionary<string, string> { [$"t{rice}"] = "dunne" });
        Assert.Equal(422, nothing.Status);
        Assert.Contains("order some first", nothing["#wrong"]);
        var typed = new string('x', 201);
        var tooLong = await amara.Submit(page, "form.mine", new Dictionary<string, string> { [$"a{rice}"] = "2", [$"t{rice}"] = typed });
        Assert.Equal(422, tooLong.Status);
        Assert.Contains("200", tooLong["#wrong"]);
        Assert.Equal(typed, tooLong.Html.QuerySelector("#note")!.GetAttribute("value"));
        Assert.Equal("2", tooLong.Html.QuerySelector("#asked")!.GetAttribute("value"));
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from order_line")));
        var fits = await amara.Submit(page, "form.mine", new Dictionary<string, string> { [$"a{rice}"] = "2", [$"t{rice}"] = typed[..200] });
        Assert.Equal(200, fits.Status);
        Assert.Equal(typed[..200], Note(coop));
    }

    [Fact]
    public async Task What_is_sent_after_the_deadline_stands_on_the_products_page_with_what_was_typed()
    {
        var (coop, rice) = Shop();
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}/product/{rice}");
        TestClock.Set(coop.Cycle().ClosesAt);
        var after = await amara.Submit(page, "form.mine", new Dictionary<string, string> { [$"a{rice}"] = "6", [$"t{rice}"] = "dunne" });
        Assert.Equal(422, after.Status);
        Assert.Contains("Ordering has closed", after["#unsaved"], StringComparison.Ordinal);
        Assert.Contains("Zilvervliesrijst: 6 (saved is 0) Note: dunne", after["#unsaved"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_another_of_the_household_changed_meanwhile_is_not_overwritten()
    {
        var (coop, rice) = Shop();
        var (dmytro, oksana) = (coop.As("Дмитро"), coop.As("Oksana"));
        await dmytro.Submit(await dmytro.Get($"/order/{Scene.Code}/product/{rice}"), "form.mine", new Dictionary<string, string> { [$"a{rice}"] = "2" });
        var page = await dmytro.Get($"/order/{Scene.Code}/product/{rice}");
        await oksana.Submit(await oksana.Get($"/order/{Scene.Code}/product/{rice}"), "form.mine", new Dictionary<string, string> { [$"t{rice}"] = "van Oksana" });
        var clash = await dmytro.Submit(page, "form.mine", new Dictionary<string, string> { [$"t{rice}"] = "van Dmytro" });
        Assert.Equal(422, clash.Status);
        Assert.Contains("Oksana set this to 2", clash["#wrong"]);
        Assert.Equal("van Oksana", Note(coop));
        Assert.Equal("van Dmytro", clash.Html.QuerySelector("#note")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Another_months_offer_is_no_page_of_this_month()
    {
        var (coop, _) = Shop();
        Assert.Equal(404, (await coop.As("Amara").Get($"/order/{Scene.Code}/product/999999")).Status);
        Assert.Equal(404, (await coop.As("Amara").Get($"/order/{Scene.Code}/product/rice")).Status);
        Assert.Equal(404, (await coop.As("Amara").Get("/order/2031-01/product/1")).Status);
    }

    private static (TestCoop Coop, Id<Offer> Rice) Shop()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        return (coop, coop.Offer("Zilvervliesrijst"));
    }

    private static string Note(TestCoop coop) => coop.Read(db => db.One<string>("select note from order_line"));

    private static IEnumerable<string> Names(TestPage page) =>
        page.Html.QuerySelectorAll("ul.names li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

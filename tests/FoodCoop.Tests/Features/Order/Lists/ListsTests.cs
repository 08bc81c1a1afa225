using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order.Lists;

public sealed class ListsTests
{
    private static string[] Lines(TestCoop coop, long list = 1) => [.. coop.Read(db => db.Query<string>(
        "select p.identity || ' ' || l.amount || ' ' || l.unit from shopping_list_line l join product p on p.id = l.product_id where l.shopping_list_id = @list order by p.identity", new { list }))];

    /// <summary>Rijst and Bonen are offered now; Amara's list "Feest" has 2 of rice.</summary>
    private static async Task<(TestCoop Coop, TestBrowser Amara, Id<Offer> Rice, Id<Offer> Beans)> Feast()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (rice, beans) = (coop.Offer("Rijst", price: 312), coop.Offer("Bonen", price: 150, step: 500, unit: "kg"));
        coop.Asks(rice, 2000);
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get("/order/lists?from=2026-11"), "#new", new { Name = "  Feest " });
        Assert.Equal("/order/lists/1", page.Path);
        Assert.Contains("The list “Feest” has been made.", page.Text);
        return (coop, amara, rice, beans);
    }

    [Fact]
    public async Task A_list_is_made_from_an_order_or_empty()
    {
        var (coop, amara, _, _) = await Feast();
        Assert.Equal(["Rijst 2000 500 g"], Lines(coop));
        var page = await amara.Submit(await amara.Get("/order/lists"), "#new", new { Name = "Bakken" });
        Assert.Contains("Nothing is on this list yet", page.Text);
        page = await amara.Get("/order/lists");
        Assert.Equal(["Bakken", "Feest"], page.Html.QuerySelectorAll("#lists th a").Select(a => a.TextContent));
    }

    [Theory]
    [InlineData("", "Please fill this in.")]
    [InlineData("feest", "There is a list called “feest” already.")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901", "at most 60")]
    public async Task A_name_that_will_not_do_gets_a_sentence_and_stays(string name, string sentence)
    {
        var (coop, amara, _, _) = await Feast();
        var page = await amara.Submit(await amara.Get("/order/lists"), "#new", new { Name = name });
        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page["#new .error"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(name, page.Html.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from shopping_list")));
    }

    [Fact]
    public async Task A_product_is_found_by_name_with_a_slip_and_put_on_the_list()
    {
        var (coop, amara, _, _) = await Feast();
        var page = await amara.Get("/order/lists/1?q=boenn");
        Assert.Contains("1 product found", page.Text);
        page = await amara.Submit(page, "form.found", new { amount = "1,5" });
        Assert.Contains("On the list: 1.5 kg Bonen.", page.Text);
        Assert.Equal("/order/lists/1?q=boenn", page.Path);
        Assert.Equal(["Bonen 1500 kg", "Rijst 2000 500 g"], Lines(coop));
        Assert.Contains("2 products · what is offered now comes to € 8.49", page.Text); // 2 × 3.12 + 1.5 × 1.50
    }

    [Theory]
    [InlineData("0,7", "Bonen goes by 0.5\u00A0kg. You can set 0.5 or 1.")]
    [InlineData("0", "How much of Bonen?")]
    [InlineData("", "How much of Bonen?")]
    [InlineData("x", "“x” is not a quantity")]
    [InlineData("99999", "more Bonen than fits in the room")]
    public async Task An_amount_that_will_not_do_is_said_beside_the_product_and_kept(string amount, string sentence)
    {
        var (coop, amara, _, _) = await Feast();
        var page = await amara.Submit(await amara.Get("/order/lists/1?q=bonen"), "form.found", new { amount });
        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page["form.found .error"]);
        Assert.Equal(amount, page.Html.QuerySelector("form.found input[name=amount]")!.GetAttribute("value"));
        Assert.Equal(["Rijst 2000 500 g"], Lines(coop));
    }

    [Fact]
    public async Task Amounts_are_changed_at_once_and_nothing_takes_a_product_off()
    {
        var (coop, amara, _, _) = await Feast();
        var (rice, beans) = (coop.Product("Rijst"), coop.Product("Bonen"));
        await amara.Submit(await amara.Get("/order/lists/1?q=bonen"), "form.found", new { amount = "1" });
        var page = await amara.Submit(await amara.Get("/order/lists/1"), "#amounts", new Dictionary<string, string> { [$"a{rice}"] = "5", [$"a{beans}"] = "" });
        Assert.Contains("Saved: 2 changed.", page.Text);
        Assert.Equal(["Rijst 5000 500 g"], Lines(coop));
        page = await amara.Submit(page, "#amounts");
        Assert.Contains("Nothing was changed.", page.Text);
        page = await amara.Submit(page, "#amounts", new Dictionary<string, string> { [$"a{rice}"] = "vijf" });
        Assert.Equal(422, page.Status);
        Assert.Equal("vijf", page.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_was_taken_off_is_put_back_with_a_click_and_what_was_typed_beside_it_is_saved()
    {
        var (coop, amara, _, _) = await Feast();
        var (rice, beans) = (coop.Product("Rijst"), coop.Product("Bonen"));
        await amara.Submit(await amara.Get("/order/lists/1?q=bonen"), "form.found", new { amount = "1" });
        var page = await amara.Submit(await amara.Get("/order/lists/1"), "#amounts", new Dictionary<string, string> { [$"a{beans}"] = "3" }, button: $"#p{rice} .off");
        Assert.Contains("Rijst has been taken off the list.", page.Text);
        Assert.Equal(["Bonen 3000 kg"], Lines(coop));
        page = await amara.Submit(page, "#put-back");
        Assert.Equal(["Bonen 3000 kg", "Rijst 2000 500 g"], Lines(coop));
    }

    [Fact]
    public async Task A_list_is_renamed_thrown_away_and_put_back()
    {
        var (coop, amara, _, _) = await Feast();
        var page = await amara.Submit(await amara.Get("/order/lists/1"), "#rename", new { Name = "Elke maand" });
        Assert.Contains("The list is called “Elke maand” now.", page.Text);
        page = await amara.Submit(page, "#remove");
        Assert.Contains("The list “Elke maand” has been thrown away.", page.Text);
        Assert.Equal(404, (await amara.Get("/order/lists/1")).Status);
        Assert.Equal(404, (await amara.Get("/order/2026-11/copy?list=1")).Status);
        page = await amara.Submit(page, "form.back");
        Assert.Contains("The list “Elke maand” is back.", page.Text);
        Assert.Equal(["Rijst 2000 500 g"], Lines(coop));
    }

    [Fact]
    public async Task A_list_whose_name_was_given_away_meanwhile_is_not_put_back_beside_the_other()
    {
        var (_, amara, _, _) = await Feast();
        await amara.Submit(await amara.Get("/order/lists/1"), "#remove");
        await amara.Submit(await amara.Get("/order/lists"), "#new", new { Name = "Feest" });
        var page = await amara.Submit(await amara.Get("/order/lists"), "form.back");
        Assert.Equal(422, page.Status);
        Assert.Contains("There is a list called “Feest” already.", page.Text);
    }

    [Fact]
    public async Task A_list_is_put_into_the_open_order()
    {
        var (coop, amara, rice, beans) = await Feast();
        await amara.Submit(await amara.Get("/order/lists/1?q=bonen"), "form.found", new { amount = "1,5" });
        var page = await amara.Get("/order/2026-11/copy?list=1");
        Assert.Contains("Order again: Feest", page.Text);
        Assert.Contains("1 product is in your order just so already", page.Text);
        await amara.Submit(page, "#take");
        Assert.Equal(("2000+0", "1500+0"), (coop.Line(rice), coop.Line(beans)));
    }

    [Fact]
    public async Task A_pack_that_has_grown_since_is_said_until_the_amount_is_saved_again()
    {
        var (coop, amara, rice, _) = await Feast();
        coop.Write(db => db.Execute("update offer set unit = '25 kg' where id = @rice", new { rice }));
        var page = await amara.Get("/order/lists/1");
        Assert.Contains("the unit was 500 g, is now 25 kg", page.Text);
        coop.Write(db => db.Execute("update order_line set asked = 0"));
        Assert.Contains("the unit was 500 g, is now 25 kg: look at the amount", (await amara.Get("/order/2026-11/copy?list=1")).Text);
        page = await amara.Submit(page, "#amounts");
        Assert.Contains("Saved: 1 changed.", page.Text);
        Assert.DoesNotContain("the unit was", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_shares_its_lists_and_another_member_finds_none_of_them()
    {
        var (coop, amara, _, _) = await Feast();
        coop.Write(db => db.Execute("update person set member_id = (select id from member where number = 114) where name = 'Oksana'"));
        Assert.Contains("1 product", (await coop.As("Oksana").Get("/order/lists/1")).Text, StringComparison.Ordinal);
        var cagla = coop.As("Çağla");
        Assert.Contains("Je hebt nog geen lijsten", (await cagla.Get("/order/lists")).Text);
        Assert.Equal(404, (await cagla.Get("/order/lists/1")).Status);
        var token = (await cagla.Get("/order/lists")).Html.QuerySelector("#new input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var rice = $"{coop.Product("Rijst")}";
        foreach (var handler in (string[])["", "?handler=Add", "?handler=Off", "?handler=Rename", "?handler=Remove"])
        {
            var answer = await cagla.Post("/order/lists/1" + handler, new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token, ["a" + rice] = "0", ["product"] = rice, ["amount"] = "9", ["off"] = rice, ["Name"] = "Mijn",
            });
            Assert.Equal(404, answer.Status);
        }
        await amara.Submit(await amara.Get("/order/lists/1"), "#remove");
        Assert.Equal(404, (await cagla.Post("/order/lists?handler=Back", new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["list"] = "1" })).Status);
        Assert.Equal(["Rijst 2000 500 g"], Lines(coop));
        Assert.Equal("Feest", coop.Read(db => db.One<string>("select name from shopping_list where removed_at is not null")));
    }
}

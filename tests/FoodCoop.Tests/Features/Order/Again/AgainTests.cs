using FoodCoop.Features.Cycles;

namespace FoodCoop.Tests.Features.Order.Again;

/// <summary>A former order put into the open one.</summary>
public sealed class AgainTests
{
    private const string From = $"/order/{Scene.Code}/copy?from={FormerScene.October}";

    [Fact]
    public async Task A_former_order_is_put_into_the_open_one_at_todays_prices()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst", price: 312);
        coop.Asks(coop.OfferedBefore("Rijst", price: 298), 3000, flex: 2000, came: true);
        var amara = coop.As("Amara");
        var choose = await amara.Get($"/order/{Scene.Code}/copy");
        Assert.Equal([From], choose.Html.QuerySelectorAll("#orders a").Select(a => a.GetAttribute("href")));
        var page = await amara.Get(From);
        Assert.Contains("1 of 1 products can be ordered this month, together € 9.36", page.Text);
        Assert.Contains("then 3 and up to 2 more · then for € 2.98", page.Text);
        page = await amara.Submit(page, "#take");
        Assert.Equal($"/order/{Scene.Code}?show=mine", page.Path);
        Assert.Contains("Put in your order: 1 product.", page.Text);
        Assert.Equal("3000+2000", coop.Line(rice));
        Assert.Equal("", coop.Read(db => db.One<string>("select note from order_line where offer_id = @rice", new { rice })));
        Assert.Equal(3000, coop.Read(db => db.One<long>("select sum(amount) from order_layer y join order_line l on l.id = y.order_line_id where l.offer_id = @rice", new { rice })));
    }

    [Fact]
    public async Task What_is_gone_is_listed_by_name_with_the_reason_before_and_after()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst");
        var beans = coop.Offer("Bonen");
        coop.Write(db => db.Execute("update offer set withdrawn_at = @at where id = @beans", new { beans, at = TestClock.Start }));
        foreach (var name in (string[])["Rijst", "Bonen", "Vijgen"]) coop.Asks(coop.OfferedBefore(name), 1000);
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        Assert.Equal(["Bonen De Halm 1 no longer to be ordered this month", "Vijgen De Halm 1 not offered this month"], Ledger.ChargeScene.Rows(page, "#gone tbody tr").Order());
        page = await amara.Submit(page, "#take");
        Assert.Equal(From + "&done=true", page.Path);
        Assert.Contains("Put in your order: 1 product. What was not taken over stands below, with the reason.", page.Text);
        Assert.Equal(2, page.Html.QuerySelectorAll("#gone tbody tr").Length);
        Assert.Contains("1 product is in your order just so already", page.Text);
        Assert.Equal(("1000+0", "-"), (coop.Line(rice), coop.Line(beans)));
    }

    [Fact]
    public async Task What_is_in_the_order_already_stays_unless_the_person_chooses_otherwise()
    {
        var coop = FormerScene.Coop();
        var (rice, beans) = (coop.Offer("Rijst"), coop.Offer("Bonen"));
        coop.Asks(rice, 5000);
        foreach (var name in (string[])["Rijst", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        Assert.Contains("Keep 5, as it is in my order", page["#differs"]);
        Assert.Contains("Make it 2", page["#differs"]);
        await amara.Submit(page, "#take");
        Assert.Equal(("5000+0", "2000+0"), (coop.Line(rice), coop.Line(beans)));
        page = await amara.Submit(await amara.Get(From), "#take", new Dictionary<string, string> { [$"take{rice}"] = "1" });
        Assert.Equal(200, page.Status);
        Assert.Equal("2000+0", coop.Line(rice));
    }

    [Fact]
    public async Task A_line_that_somebody_of_the_household_changed_meanwhile_is_said_and_not_overwritten()
    {
        var coop = FormerScene.Coop();
        var (rice, beans) = (coop.Offer("Rijst"), coop.Offer("Bonen"));
        foreach (var name in (string[])["Rijst", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000, member: 142);
        var dmytro = coop.As("Дмитро");
        var page = await dmytro.Get(From);
        coop.Asks(rice, 4000, member: 142);
        coop.Write(db => db.Execute("update order_line set changed_by = (select id from person where name = 'Oksana') where offer_id = @rice", new { rice })); // on her own phone
        page = await dmytro.Submit(page, "#take");
        Assert.Equal(422, page.Status);
        Assert.Contains("1 product has been put in your order. These could not be:", page.Text);
        Assert.Contains("Oksana set this to 4 meanwhile", page.Text);
        Assert.Equal(("4000+0", "2000+0"), (coop.Line(rice, 142), coop.Line(beans, 142)));
    }

    [Fact]
    public async Task In_the_fill_phase_what_helps_no_case_is_refused_by_name_and_the_rest_is_put_in()
    {
        var coop = FormerScene.Coop();
        var (rice, beans) = (coop.Offer("Rijst"), coop.Offer("Bonen"));
        coop.Asks(rice, 4000, member: 17); // two more fill the case
        foreach (var name in (string[])["Rijst", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000);
        TestClock.Set(coop.Cycle().FillAt.AddHours(1));
        await CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        Assert.Contains("Filling cases.", page.Text);
        page = await amara.Submit(page, "#take");
        Assert.Equal(422, page.Status);
        Assert.Contains("Bonen: too many for a case. You can set 0 or 6.", page.Text);
        Assert.Equal(("2000+0", "-"), (coop.Line(rice), coop.Line(beans)));
        Assert.Equal("true", page.Html.QuerySelector($"input[name=a{beans}]")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task An_amount_that_is_none_gets_a_sentence_and_stays_as_it_was_typed()
    {
        var coop = FormerScene.Coop();
        var (rice, beans) = (coop.Offer("Rijst"), coop.Offer("Bonen"));
        foreach (var name in (string[])["Rijst", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get(From), "#take", new Dictionary<string, string> { [$"a{rice}"] = "veel", [$"a{beans}"] = "1,5" });
        Assert.Equal(422, page.Status);
        Assert.Contains("Rijst: “veel” is not a quantity", page[".note.bad"]);
        Assert.Contains("Bonen goes by 1. You can set 1 or 2.", page.Text);
        Assert.Equal(("veel", "1,5"), (page.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"), page.Html.QuerySelector($"input[name=a{beans}]")!.GetAttribute("value")));
        Assert.Equal(("-", "-"), (coop.Line(rice), coop.Line(beans)));
    }

    [Fact]
    public async Task Another_pack_is_said_and_left_unticked_and_another_case_price_or_name_is_said()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst", unit: "25 kg");
        var beans = coop.Offer("Bonen", caseSize: 12_000);
        coop.Asks(coop.OfferedBefore("Rijst", unit: "1 kg"), 2000);
        coop.Asks(coop.OfferedBefore("Bonen", price: 199, called: "Witte bonen"), 2500);
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        Assert.Contains("the unit was 1 kg, is now 25 kg: look at the amount", page[$"#o{rice}"]);
        Assert.Contains("was called Witte bonen · goes by 1 now · a case was 6, is now 12", page[$"#o{beans}"]);
        Assert.Equal("3", page.Html.QuerySelector($"input[name=a{beans}]")!.GetAttribute("value")); // 2.5 on a step of 1
        await amara.Submit(page, "#take");
        Assert.Equal(("-", "3000+0"), (coop.Line(rice), coop.Line(beans)));
    }

    [Fact]
    public async Task Nothing_ticked_is_said_and_changes_nothing()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst");
        coop.Asks(coop.OfferedBefore("Rijst"), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get(From), "#take", new Dictionary<string, string> { [$"take{rice}"] = "" });
        Assert.Equal(422, page.Status);
        Assert.Contains("Nothing is ticked.", page.Text);
        Assert.Equal("-", coop.Line(rice));
    }

    [Fact]
    public async Task Sent_twice_the_same_page_changes_nothing_more()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst");
        coop.Asks(coop.OfferedBefore("Rijst"), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        await amara.Submit(page, "#take");
        Assert.Contains("Nothing was changed.", (await amara.Submit(page, "#take")).Text);
        Assert.Equal("2000+0", coop.Line(rice));
    }

    [Fact]
    public async Task After_closing_the_page_says_so_and_takes_nothing_over()
    {
        var coop = FormerScene.Coop();
        var rice = coop.Offer("Rijst");
        coop.Asks(coop.OfferedBefore("Rijst"), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Get(From);
        TestClock.Set(coop.Cycle().ClosesAt);
        page = await amara.Submit(page, "#take");
        Assert.Equal(422, page.Status);
        Assert.Contains("Ordering for November 2026 has closed", page.Text);
        Assert.Equal("-", coop.Line(rice));
    }

    [Theory]
    [InlineData("from=2026-10")] // Amara's, of which Çağla has nothing
    [InlineData("from=2026-09")]
    [InlineData("from=x")]
    [InlineData("list=1")]
    [InlineData("list=99")]
    public async Task Another_members_order_or_list_is_not_there(string source)
    {
        var coop = FormerScene.Coop();
        coop.Offer("Rijst");
        coop.Asks(coop.OfferedBefore("Rijst"), 2000);
        coop.Write(db => db.Execute("insert into shopping_list (id, member_id, name, made_at) select 1, id, 'Feest', @at from member where number = 114", new { at = TestClock.Start }));
        var (amara, cagla) = (coop.As("Amara"), coop.As("Çağla"));
        Assert.Equal(404, (await cagla.Get($"/order/{Scene.Code}/copy?{source}")).Status);
        var token = (await amara.Get(From)).Html.QuerySelector("#take input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var own = (await cagla.Get($"/order/{Scene.Code}")).Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.NotEqual(token, own);
        Assert.Equal(404, (await cagla.Post($"/order/{Scene.Code}/copy?{source}", new Dictionary<string, string> { ["take1"] = "1", ["a1"] = "2", ["s1"] = "0/0/0", ["__RequestVerificationToken"] = own })).Status);
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from order_line l join member m on m.id = l.member_id where m.number = 88")));
    }

    [Fact]
    public async Task It_reads_in_dutch_too()
    {
        var coop = FormerScene.Coop();
        coop.Offer("Rijst");
        coop.Asks(coop.OfferedBefore("Rijst"), 1500, member: 88);
        coop.Asks(coop.OfferedBefore("Bonen"), 1000, member: 88);
        var page = await coop.As("Çağla").Get(From);
        Assert.Contains("1 van de 2 producten zijn deze maand te bestellen", page.Text);
        Assert.Contains("toen 1,5", page.Text);
        Assert.Contains("deze maand niet in het aanbod", page["#gone"]);
    }

    [Fact]
    public async Task What_gets_less_makes_room_under_the_floor_for_what_gets_more()
    {
        var coop = FormerScene.Coop();
        var (apples, beans) = (coop.Offer("Appels", price: 202), coop.Offer("Bonen", price: 232));
        coop.Asks(apples, 1000);
        coop.Asks(beans, 3000);
        foreach (var name in (string[])["Appels", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000);
        coop.Write(db => db.Execute("update coop set balance_floor = -(202 + 3 * 232 + 21)"));
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get(From), "#take", new Dictionary<string, string> { [$"take{apples}"] = "1", [$"take{beans}"] = "1" });
        Assert.Equal(200, page.Status);
        Assert.Equal(("2000+0", "2000+0"), (coop.Line(apples), coop.Line(beans)));
    }

    [Fact]
    public async Task An_amount_that_was_emptied_stays_empty_when_another_line_is_wrong()
    {
        var coop = FormerScene.Coop();
        var (rice, beans) = (coop.Offer("Rijst"), coop.Offer("Bonen"));
        foreach (var name in (string[])["Rijst", "Bonen"]) coop.Asks(coop.OfferedBefore(name), 2000);
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get(From), "#take", new Dictionary<string, string> { [$"a{rice}"] = "", [$"a{beans}"] = "0.3" });
        Assert.Equal(422, page.Status);
        Assert.Equal("", page.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal("0.3", page.Html.QuerySelector($"input[name=a{beans}]")!.GetAttribute("value"));
    }
}

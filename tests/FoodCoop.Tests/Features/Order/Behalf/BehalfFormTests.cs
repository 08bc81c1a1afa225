using System.Net;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Order.Behalf.BehalfScene;

namespace FoodCoop.Tests.Features.Order.Behalf;

/// <summary>A member's order form in the hands of a buyer: the same form and rules, marked as the buyer's, and for buyers only.</summary>
public sealed class BehalfFormTests
{
    private const string Own = $"/order/{Code}";

    [Fact]
    public async Task A_buyer_saves_a_members_line_by_the_same_form_and_neither_order_knows_of_the_other()
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Bart", 1);
        var (status, answer) = await coop.Tap("Bart", For(114), rice, "2", seen: 0, flex: "1");
        Assert.Equal(200, status);
        Assert.Equal((600, 1, "Bart"), (answer.GetProperty("total").GetInt64(), answer.GetProperty("products").GetInt64(), answer.GetProperty("by").GetString()));
        Assert.Equal(new LineRow(2000, 1000, "", 1, "Bart", 2000), coop.Line(rice, 114));
        Assert.Equal(1000, coop.Line(rice, 17).Asked);
        var page = await coop.As("Bart").Get(For(114));
        Assert.Contains("Je bestelt voor 114 Amara", page.Text, StringComparison.Ordinal);
        Assert.Equal("Klaar, laat het weten", page["#done button"]);
        Assert.Equal("2", page.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal("€\u00A06,00", page["#total"]);
        Assert.Equal($"order/{Person(coop, "Bart")}/{Code}/for/114", page.Html.QuerySelector("#order")!.GetAttribute("data-kept"));
        var own = await coop.As("Bart").Get(Own);
        Assert.Equal("1", own.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal($"order/{Person(coop, "Bart")}/{Code}", own.Html.QuerySelector("#order")!.GetAttribute("data-kept"));
        Assert.Null(own.Html.QuerySelector(".behalf, .entered"));
    }

    [Fact]
    public async Task What_a_buyer_entered_is_marked_in_words_until_the_member_changes_it()
    {
        var (coop, rice, lentils) = Shop();
        coop.Ask(lentils, "Çağla", 3);
        await coop.Tap("Bart", For(88), rice, "2", seen: 0);
        var cagla = coop.As("Çağla");
        var form = await cagla.Get(Own);
        Assert.Equal("ingevoerd door Bart (inkoop)", Assert.Single(form.Html.QuerySelectorAll("article.item .entered")).TextContent);
        Assert.Equal("ingevoerd door Bart (inkoop)", (await cagla.Get($"{Own}/product/{rice}"))[".entered"]);
        Assert.Null((await cagla.Get($"{Own}/product/{lentils}"))[".entered"]);
        Assert.Contains("Bart", await Csv(cagla), StringComparison.Ordinal);
        var (_, answer) = await coop.Tap("Çağla", Own, rice, "3", seen: 1);
        Assert.Equal("", answer.GetProperty("by").GetString());
        Assert.Null((await cagla.Get(Own))[".entered"]);
        Assert.DoesNotContain("Bart", await Csv(cagla), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_buyer_took_out_is_marked_too_but_not_what_was_tapped_by_mistake()
    {
        var (coop, rice, lentils) = Shop();
        coop.Ask(lentils, "Amara", 3);
        await coop.Tap("Bart", For(114), lentils, "0", seen: 1);
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        await coop.Tap("Bart", For(114), rice, "0", seen: 1);
        var form = await coop.As("Amara").Get(Own);
        Assert.Equal("set to 0 by Bart (buyer)", Assert.Single(form.Html.QuerySelectorAll("article.item .entered")).TextContent);
    }

    [Fact]
    public async Task Buyers_see_in_a_product_of_the_month_who_entered_what()
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Çağla", 1);
        await coop.Tap("Bart", For(114), rice, "2", seen: 0);
        var product = coop.Read(db => db.One<long>("select product_id from offer where id = @rice", new { rice }));
        var page = await coop.As("Bart").Get($"/buying/{Code}/products/{product}");
        Assert.Equal("ingevoerd door Bart (inkoop)", page["tr[data-member='114'] .entered"]);
        Assert.Null(page["tr[data-member='88'] .entered"]);
    }

    [Fact]
    public async Task A_member_and_a_buyer_who_change_the_same_line_are_each_told_who_was_first()
    {
        var (coop, rice, _) = Shop();
        var (amara, bart) = (coop.As("Amara"), coop.As("Bart"));
        var (hers, his) = (await amara.Get(Own), await bart.Get(For(114)));
        Assert.Equal(200, (await Tap(amara, hers, Own, rice, "3", seen: 0)).Status);
        var (status, answer) = await Tap(bart, his, For(114), rice, "1", seen: 0, device: "his");
        Assert.Equal(409, status);
        Assert.StartsWith("Zilvervliesrijst: Amara heeft dit intussen op 3 gezet.", answer.GetProperty("clash").GetString(), StringComparison.Ordinal);
        Assert.Equal("", answer.GetProperty("by").GetString());
        Assert.Empty(coop.Sittings()); // nothing was changed

        Assert.Equal(200, (await Tap(bart, his, For(114), rice, "2", seen: 1, device: "his")).Status);
        var (again, theirs) = await Tap(amara, hers, Own, rice, "4", seen: 1);
        Assert.Equal(409, again);
        Assert.StartsWith("Zilvervliesrijst: Bart (buyer) set this to 2 meanwhile.", theirs.GetProperty("clash").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bart", theirs.GetProperty("by").GetString());
    }

    [Fact]
    public async Task Two_buyers_on_one_member_overwrite_nothing_of_each_other()
    {
        var (coop, rice, _) = Shop();
        coop.IsBuyerToo("Ingrid");
        var (bart, ingrid) = (coop.As("Bart"), coop.As("Ingrid"));
        var (his, hers) = (await bart.Get(For(114)), await ingrid.Get(For(114)));
        Assert.Equal(200, (await Tap(bart, his, For(114), rice, "3", seen: 0)).Status);
        var (status, answer) = await Tap(ingrid, hers, For(114), rice, "1", seen: 0, device: "hers");
        Assert.Equal(409, status);
        Assert.Contains("Bart (inkoop) heeft dit intussen op 3 gezet", answer.GetProperty("clash").GetString(), StringComparison.Ordinal);
        Assert.Equal(3000, coop.Line(rice, 114).Asked);
    }

    [Fact]
    public async Task Without_script_the_form_and_the_products_page_do_the_same()
    {
        var (coop, rice, lentils) = Shop();
        var bart = coop.As("Bart");
        var after = await bart.Submit(await bart.Get(For(114) + "?q=rijst"), "#order", new Dictionary<string, string> { [$"a{rice}"] = "2" });
        Assert.Equal((200, For(114) + "?q=rijst"), (after.Status, after.Path));
        Assert.Contains("1 gewijzigd", after.Text, StringComparison.Ordinal);
        var product = await bart.Get(For(114) + $"/product/{lentils}");
        Assert.Contains("Je bestelt voor 114 Amara", product.Text, StringComparison.Ordinal);
        Assert.Equal("Hoeveel voor 114 Amara?", product["label[for=asked]"]);
        var back = await bart.Submit(product, "form.mine", new Dictionary<string, string> { [$"a{lentils}"] = "1", [$"t{lentils}"] = "in een zakje" });
        Assert.Equal(For(114), back.Path);
        Assert.Equal(new LineRow(1000, 0, "in een zakje", 1, "Bart", 1000), coop.Line(lentils, 114));
        var wrong = await bart.Submit(back, "#order", new Dictionary<string, string> { [$"a{rice}"] = "0,3" });
        Assert.Equal(422, wrong.Status);
        Assert.Equal("0,3", wrong.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal(2000, coop.Line(rice, 114).Asked);
        Assert.Contains("Klaar", wrong["#done button"]); // also on a page that was refused
    }

    [Fact]
    public async Task A_buyers_favourites_and_own_ways_are_not_shown_and_not_changed_there()
    {
        var (coop, rice, _) = Shop();
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(Own), "#order", button: $"button.star[value='{rice}']");
        var form = await bart.Get(For(114));
        Assert.Empty(form.Html.QuerySelectorAll(".star, [data-show=favourites], #around"));
        Assert.Empty((await bart.Get(For(114) + $"/product/{rice}")).Html.QuerySelectorAll(".star, .favourite, main a[href^='/account']"));
        var token = form.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await bart.Post(For(114), [new("star", rice.ToString()), new("__RequestVerificationToken", token)]);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from favourite")));
    }

    [Fact]
    public async Task Who_keeps_a_name_to_oneself_keeps_it_from_buyers_on_the_order_form_too()
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Çağla", 2);
        coop.Ask(rice, "Ingrid", 1);
        coop.Write(db => db.Execute("update member set hides_name = 1 where number = 88"));
        var page = await coop.As("Bart").Get(For(114) + $"/product/{rice}");
        Assert.Contains("Ingrid", page["ul.names"]);
        Assert.DoesNotContain("Çağla", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_of_the_deadline_and_of_the_fill_phase_hold_for_buyers()
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Çağla", 5);
        await coop.Tap("Bart", For(114), rice, "2", seen: 0);
        TestClock.Set(coop.Cycle().FillAt.AddHours(1));
        var (status, answer) = await coop.Tap("Bart", For(114), rice, "0", seen: 1);
        Assert.Equal(422, status);
        Assert.Contains("Je kunt 1 of meer nemen", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        var bart = coop.As("Bart");
        var page = await bart.Get(For(114));
        Assert.Null(page.Html.QuerySelector("a[href$='/fill']")); // that page is about one's own order
        TestClock.Set(coop.Cycle().ClosesAt);
        var (late, refused) = await Tap(bart, page, For(114), rice, "3", seen: 1);
        Assert.Equal(422, late);
        Assert.Contains("gesloten", refused.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2000, coop.Line(rice, 114).Asked);
        var closed = await bart.Get(For(114));
        Assert.Null(closed.Html.QuerySelector("#order"));
        Assert.Contains("gesloten", closed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_buyer_puts_back_within_ten_minutes_keeps_the_members_place()
    {
        var (coop, _, _) = Shop();
        var few = coop.Offer("Vijgen", caseSize: 4000);
        coop.Ask(few, "Amara", 3);
        TestClock.Advance(TimeSpan.FromMinutes(5));
        coop.Ask(few, "Çağla", 3);
        TestClock.Advance(TimeSpan.FromMinutes(1));
        await coop.Tap("Bart", For(114), few, "2", seen: 1);
        TestClock.Advance(TimeSpan.FromMinutes(1));
        await coop.Tap("Bart", For(114), few, "3", seen: 2);
        TestClock.Set(coop.Cycle().ClosesAt);
        await CycleClock.Run(coop.File, coop.Cycle().ClosesAt);
        Assert.Equal([(88, 1000), (114, 3000)], coop.Read(db => db.Query<(int, long)>(
            "select m.number, l.allocated from order_line l join member m on m.id = l.member_id where l.offer_id = @few order by m.number", new { few })));
    }

    [Fact]
    public async Task The_floor_refuses_without_telling_the_buyer_how_the_member_stands()
    {
        var (coop, rice, _) = Shop();
        coop.Write(db => db.Execute("update coop set balance_floor = -5000"));
        var (status, answer) = await coop.Tap("Bart", For(114), rice, "17", seen: 0);
        Assert.Equal(422, status);
        Assert.Equal("Ledger.FloorOfOther", answer.GetProperty("key").GetString());
        Assert.DoesNotContain("€", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(422, (await coop.Tap("Amara", Own, rice, "17", seen: 0)).Status);
        Assert.Equal(200, (await coop.Tap("Bart", For(114), rice, "16", seen: 0)).Status);
    }

    [Theory]
    [InlineData("Amara")]
    [InlineData("Wei")] // an admin gives the role first, the admin too
    [InlineData("Ingrid")]
    public async Task Who_is_no_buyer_gets_nothing_of_it(string who)
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Çağla", 2);
        var browser = coop.As(who);
        var own = await browser.Get(Own);
        foreach (var path in (string[])[$"/buying/{Code}/for", $"/buying/{Code}/for?q=88", For(88), For(88) + $"/product/{rice}", For(88) + "/live"])
            Assert.Equal((path, 302), (path, (await browser.Get(path, follow: false)).Status));
        var (status, _) = await Tap(browser, own, For(88), rice, "5", seen: 1);
        Assert.NotEqual(200, status);
        var token = own.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var path in (string[])[For(88), For(88) + "?handler=Done", For(88) + $"/product/{rice}"])
            Assert.Equal(302, (await browser.Post(path, [new($"a{rice}", "5"), new($"s{rice}", "2/0/1"), new("__RequestVerificationToken", token)], follow: false)).Status);
        Assert.Equal(new LineRow(2000, 0, "", 1, "Çağla", 2000), coop.Line(rice, 88));
    }

    [Fact]
    public async Task Who_has_left_is_nobody_to_order_for()
    {
        var (coop, rice, _) = Shop();
        var bart = coop.As("Bart");
        var page = await bart.Get(For(88));
        coop.Write(db => db.Execute("update member set left_on = '2026-11-01' where number = 88"));
        foreach (var path in (string[])[For(88), For(88) + $"/product/{rice}", For(88) + "/live", For(9998), $"/buying/2031-01/for/114"])
            Assert.Equal((path, 404), (path, (await bart.Get(path)).Status));
        Assert.Equal(404, (await Tap(bart, page, For(88), rice, "1", seen: 0)).Status);
        Assert.Contains("Niemand gevonden", (await bart.Get($"/buying/{Code}/for?q=cagla"))["#none"]);
    }

    [Fact]
    public async Task A_buyer_is_led_to_the_own_form_for_the_own_household()
    {
        var (coop, rice, _) = Shop();
        var bart = coop.As("Bart");
        Assert.Equal(Own, (await bart.Get(For(17))).Path);
        Assert.Equal($"{Own}/product/{rice}", (await bart.Get(For(17) + $"/product/{rice}")).Path);
        var page = await bart.Get(Own);
        Assert.Equal(302, (await Tap(bart, page, For(17), rice, "1", seen: 0)).Status);
        Assert.Empty(coop.Sittings());
    }

    private static async Task<string> Csv(TestBrowser browser)
    {
        using var answer = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, $"{Own}/order.csv"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Person(TestCoop coop, string name) => coop.Read(db => db.One<string>("select cast(id as text) from person where name = @name", new { name }));
}

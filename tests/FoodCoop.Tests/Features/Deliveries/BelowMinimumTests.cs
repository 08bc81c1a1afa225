using FoodCoop.Features;
using FoodCoop.Features.Verify;
using static FoodCoop.Tests.Features.Deliveries.MinimumScene;

namespace FoodCoop.Tests.Features.Deliveries;

public sealed class BelowMinimumTests
{
    [Fact]
    public void Closing_notes_which_supplier_is_below_its_minimum_as_the_buyer_s_page_counts_it()
    {
        var coop = Closed();
        Assert.Equal(["De Molen 0", "Zuid 1"], coop.Read(db => db.Query<string>(
            "select s.name || ' ' || o.below_minimum from supplier_order o join supplier s on s.id = o.supplier_id order by s.name")));
    }

    [Fact]
    public void A_minimum_that_is_just_reached_is_certain()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            Cycles.CycleScene.Plan(db, "Linzen");
            db.Execute("update supplier set minimum = 1200");
        });
        Cycles.CycleScene.Run(coop, Cycles.CycleScene.Opens);
        coop.Write(db => Cycles.CycleScene.Ask(db, 114, "Linzen", 6, 0, Cycles.CycleScene.Opens.AddDays(1)));
        Cycles.CycleScene.Run(coop, Cycles.CycleScene.Closes);
        Assert.Equal(0, coop.Read(db => db.One<int>("select sum(below_minimum) from supplier_order")));
        Assert.DoesNotContain("certain", To(coop, "your-order", "Amara").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mail_says_what_is_not_yet_certain_in_a_section_of_its_own_and_in_the_total()
    {
        var amara = To(Closed(), "your-order", "Amara");
        Assert.Equal("Your order for November 2026: € 9.08 is certain, € 11.35 not yet", amara.Subject);
        Assert.Contains("This comes for you:\n- Linzen, 500 g: 4 × € 2.27 = € 9.08\n\n", amara.Text, StringComparison.Ordinal);
        Assert.Contains("""
            Not yet certain, from Zuid:
            Zuid has a minimum of € 30.00, € 6.00 is missing. The buyer decides whether to order anyway.

            - Olijven, 500 g: 5 × € 2.27 = € 11.35
            """.ReplaceLineEndings("\n"), amara.Text, StringComparison.Ordinal);
        Assert.Contains("Certain: € 9.08. Not yet certain: € 11.35. Together € 20.43.", amara.Text, StringComparison.Ordinal);
        Assert.Contains("Not yet certain, from Zuid:</h2>", amara.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_said_in_Dutch_too_and_not_to_whom_it_does_not_touch()
    {
        var coop = Closed();
        var cagla = To(coop, "your-order", "Çağla");
        Assert.Equal("Je bestelling van november 2026: € 0,00 is zeker, € 15,89 nog niet", cagla.Subject);
        Assert.Contains("Nog niet zeker, van Zuid:\nZuid heeft een minimum van € 30,00, daarvoor komt € 6,00 tekort.", cagla.Text, StringComparison.Ordinal);
        Assert.Contains("Met je 2 werd een doos van 6 niet vol", cagla.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zeker", To(coop, "your-order", "Oksana").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_s_page_says_so_line_by_line_and_in_the_total()
    {
        var page = await Closed().As("Amara").Get("/order/2026-11");
        var doubt = Assert.Single(page.Html.QuerySelectorAll(".doubt"));
        Assert.Contains("Not yet certain: Zuid has a minimum of", doubt.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Goods", "€ 20.43", "Total", "€ 20.43", "Certain", "€ 9.08", "Not yet certain", "€ 11.35"],
            page.Html.QuerySelectorAll(".facts > *").Select(e => e.TextContent.Replace('\u00A0', ' ')));
    }

    [Fact]
    public async Task The_month_cannot_be_ordered_while_the_buyer_has_not_decided()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", button: "#next button");
        Assert.Equal(422, page.Status);
        Assert.Contains("Beslis eerst over Zuid", page.Text, StringComparison.Ordinal);
        page = await bart.Submit(await bart.Get(Buying), Molen("sent"));
        Assert.Equal("Closed", State(coop));
        Assert.NotNull(page.Html.QuerySelector("[data-supplier='2'] .undecided"));
        page = await bart.Post($"{Buying}?handler=Nothing", Token(page));
        Assert.Equal(422, page.Status);
        var host = coop.As("Tomás");
        var charge = await host.Submit(await host.Get("/pickup/2026-11/charge"), "form.charge");
        Assert.Contains("Zuid", charge.Text, StringComparison.Ordinal);
        Assert.Equal(422, charge.Status);
        Assert.Equal("Closed", State(coop));
    }

    [Fact]
    public async Task Who_is_left_out_gives_nobody_anything_and_stands_on_no_list()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Buying), Zuid("drop"));
        Assert.Contains("deze maand overgeslagen", page["[data-supplier='2'] .flag"], StringComparison.Ordinal);
        Assert.Contains("Bart", page["[data-supplier='2']"], StringComparison.Ordinal);
        Assert.Equal(["114 Linzen 4 4", "142 Linzen 2 2", "114 Olijven 0 5", "88 Olijven 0 7", "88 Tahin 0 0"], Told(coop));
        Assert.Equal("Closed", State(coop));
        Assert.Equal(404, (await bart.Get($"{Buying}/2/order.txt")).Status);
        Assert.DoesNotContain("Olijven", (await coop.As("Tomás").Get("/pickup/2026-11/products")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Çağla", (await coop.As("Tomás").Get("/pickup/2026-11/members")).Text, StringComparison.Ordinal);
        Assert.Contains("deze maand overgeslagen", (await bart.Get("/cycles/2026-11"))["#suppliers"], StringComparison.Ordinal);
        var order = (await coop.As("Amara").Get("/order/2026-11")).Text.Replace('\u00A0', ' ');
        Assert.Contains("You were told 5; now it is 0.", order, StringComparison.Ordinal);
        Assert.Contains("Zuid does not come this time: its minimum of € 30.00 was not reached.", order, StringComparison.Ordinal);
        Assert.Empty(Violations(coop));
    }

    [Fact]
    public async Task Leaving_out_is_taken_back_and_everyone_has_again_what_closing_gave()
    {
        var coop = Closed();
        var before = Told(coop);
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Buying), Zuid("drop"));
        page = await bart.Submit(page, Zuid("not-drop"));
        Assert.NotNull(page.Html.QuerySelector(Zuid("drop")));
        Assert.Equal(before, Told(coop));
        Assert.Empty(Violations(coop));
    }

    [Fact]
    public async Task What_a_buyer_set_by_hand_is_there_again_when_leaving_out_is_taken_back()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update order_line set locked = 6000, allocated = 6000 where member_id = (select id from member where number = 88) and asked = 5000"));
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Submit(await bart.Get(Buying), Zuid("drop")), Zuid("not-drop"));
        Assert.Contains("88 Olijven 6 7", Told(coop));
        Assert.Contains("114 Olijven 5 5", Told(coop));
    }

    [Fact]
    public async Task When_all_is_sent_or_left_out_the_month_goes_on_by_a_click_and_then_it_is_fixed()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Buying), Molen("sent"));
        var open = await bart.Submit(page, Zuid("drop"));
        Assert.Equal("Closed", State(coop)); // one click more, because nobody can take back a mail
        page = await bart.Submit(open, ".all-done form");
        Assert.Equal("Ordered", State(coop));
        Assert.Null(page.Html.QuerySelector(Zuid("not-drop")));
        var late = await bart.Submit(open, Zuid("not-drop"));
        Assert.Equal(422, late.Status);
        Assert.Contains("al besteld", late.Text, StringComparison.Ordinal);
        Assert.Contains("88 Olijven 0 0", Told(coop));
    }

    [Fact]
    public async Task Leaving_out_first_and_sending_the_rest_takes_it_on_as_ever()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Buying), Zuid("drop"));
        await bart.Submit(page, Molen("sent"));
        Assert.Equal("Ordered", State(coop));
        Assert.Equal(["De Molen"], coop.Read(db => db.Query<string>(
            "select s.name from supplier_order o join supplier s on s.id = o.supplier_id where o.sent_at is not null")));
    }

    [Fact]
    public async Task Only_a_supplier_below_its_minimum_can_be_left_out_and_not_once_it_is_sent()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Get(Buying);
        Assert.Null(page.Html.QuerySelector(Molen("drop")));
        Assert.Equal(404, (await bart.Submit(page, Zuid("drop"), new { supplier = 1 })).Status);
        await bart.Submit(page, Zuid("sent"));
        var late = await bart.Submit(page, Zuid("drop"));
        Assert.Equal(422, late.Status);
        Assert.Contains("staat op verstuurd", late.Text, StringComparison.Ordinal);
        Assert.Contains("88 Olijven 7 7", Told(coop));
        Assert.Equal(403, (await coop.As("Tomás").Get(Buying)).Status);
    }

    internal static List<KeyValuePair<string, string>> Token(TestPage page) =>
        [new("__RequestVerificationToken", page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)];

    private static List<string> Violations(TestCoop coop) =>
        coop.Read(db => Invariants.All.SelectMany(i => db.Query<string>(i.Violations)).ToList());
}

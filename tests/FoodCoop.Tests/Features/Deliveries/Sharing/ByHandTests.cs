using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Live;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Cycles.CycleScene;
using static FoodCoop.Tests.Features.Deliveries.MinimumScene;

namespace FoodCoop.Tests.Features.Deliveries.Sharing;

/// <summary>What buyers set by hand after closing.</summary>
public sealed class ByHandTests : ByHandScene
{
    [Fact]
    public async Task A_line_set_by_hand_is_taken_first_and_the_rest_is_shared_out_again()
    {
        var after = await Set("Linzen", 88, "2", others: true);
        Assert.Equal("88 Çağla krijgt 2.", after["#messages .message"]);
        Assert.Equal(["114 Linzen 4", "142 Linzen 0", "88 Linzen 2", "114 Rijst 6"], Allocated(coop));
        Assert.Contains("met de hand Bart, woensdag 18 november, 23:00: telefoon", after.Text);
        Sound();
    }

    [Fact]
    public async Task Nobody_gets_less_of_what_they_asked_unless_it_is_meant_so()
    {
        var after = await Set("Linzen", 88, "2");
        Assert.Equal(422, after.Status);
        Assert.Contains("142 Дмитро 2 → 0", after.Text);
        Assert.Equal("telefoon", after.Html.QuerySelector("#Reason")!.GetAttribute("value")); // what was typed stays
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "114 Rijst 6"], Allocated(coop));
    }

    [Fact]
    public async Task What_a_member_would_only_have_accepted_is_free_for_others()
    {
        await Set("Rijst", 17, "1");
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "114 Rijst 5", "17 Rijst 1"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task A_late_member_gets_what_nobody_else_asked_with_a_case_for_it()
    {
        Assert.Contains("Zo veel is er niet", (await Set("Tahin", 150, "2")).Text);
        var after = await Set("Tahin", 150, "2", addCase: true);
        Assert.Contains("150 Tahin 2", Allocated(coop));
        Assert.Equal("4", after["#left"]);
        var orders = await bart.Get($"/buying/{November}");
        Assert.Contains("3 producten, 3 colli", orders.Text);
        Sound();
    }

    [Fact]
    public async Task The_same_click_twice_orders_one_case()
    {
        var page = await bart.Get(Address("Linzen"));
        await bart.Submit(page, "form.more-cases");
        var again = await bart.Submit(page, "form.more-cases");
        Assert.Equal(422, again.Status);
        Assert.Equal("2 × 6", again["#cases"]);
    }

    [Fact]
    public async Task A_released_line_gets_what_the_policy_gives_it()
    {
        var page = await Set("Linzen", 114, "1");
        Assert.Equal(["114 Linzen 1", "142 Linzen 3", "88 Linzen 2", "114 Rijst 6"], Allocated(coop));
        await bart.Submit(page, "[data-member='114'] form.release");
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "114 Rijst 6"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task The_member_sees_it_at_once_and_is_told_by_mail_when_the_month_is_ordered()
    {
        await Set("Linzen", 88, "2", addCase: true);
        Assert.Contains("Met de hand ingevuld door Bart: telefoon", (await coop.As("Çağla").Get($"/order/{November}")).Text);
        Assert.Empty(Letters(coop, "changes-since-closing"));
        coop.Write(db => CycleSteps.Take(db, coop.Cycle(), CycleState.Ordered, TestClock.Instance.GetUtcNow(), new(2), db.One<CoopRow>(CoopRow.Select)));
        Assert.Contains("Linzen, 500 g: 0 → 2\n  Ingevuld door de inkoper: telefoon\n", To(coop, "changes-since-closing", "Çağla").Text);
        Assert.Contains("Linzen, 500 g: 2 → 3\n", To(coop, "changes-since-closing", "Дмитро").Text); // the case brought it
        Assert.Equal(3, Letters(coop, "changes-since-closing").Count); // those two and Oksana, who shares a member with one of them
        var late = await Set("Linzen", 88, "1");
        Assert.Equal(422, late.Status);
        Assert.Contains("De maand is besteld", late.Text);
    }

    [Fact]
    public async Task Cases_stay_as_they_are_once_the_suppliers_order_is_sent_and_amounts_within_them_can_still_be_set()
    {
        coop.Write(db => db.Execute("update supplier_order set sent_at = @now", new { now = Closes.AddMinutes(5) }));
        var after = await Set("Linzen", 88, "2", addCase: true);
        Assert.Equal(422, after.Status);
        Assert.Contains("staat als verstuurd", after.Text);
        Assert.Equal(200, (await Set("Rijst", 17, "1")).Status);
    }

    [Fact]
    public async Task The_floor_for_balances_holds_for_what_is_set_by_hand_and_says_nothing_of_the_balance()
    {
        coop.Write(db => db.Execute("update coop set balance_floor = -100"));
        var after = await Set("Linzen", 88, "2", addCase: true);
        Assert.Equal(422, after.Status);
        Assert.Contains("ondergrens", after.Text);
        Assert.DoesNotContain("€", after["#Amount-wrong"]);
        Assert.Equal(200, (await Set("Linzen", 114, "1")).Status); // less always works
    }

    [Fact]
    public async Task Before_closing_nothing_is_set_and_the_page_says_what_would_be()
    {
        var open = new TestCoop();
        open.OpenCycle();
        var rice = open.Offer("Zilvervliesrijst");
        open.Ask(rice, "Amara", 4);
        open.Ask(rice, "Çağla", 4);
        var page = await open.As("Bart").Get($"/buying/{Scene.Code}/products/1");
        Assert.Contains("114 · Amara 4 4", page.Text);
        Assert.Contains("88 · Çağla 4 2", page.Text);
        Assert.Null(page.Html.QuerySelector("#by-hand"));
        var token = new Dictionary<string, string> { ["Member"] = "1", ["Amount"] = "1", ["Reason"] = "x", ["__RequestVerificationToken"] = await Token(open) };
        var refused = await open.As("Bart").Post($"/buying/{Scene.Code}/products/1?handler=Set", token);
        Assert.NotEqual(200, refused.Status);
        Assert.Equal(0, open.Read(db => db.One<long>("select count(*) from order_line where locked is not null")));
    }

    [Fact]
    public async Task After_a_step_back_what_was_added_is_asked_and_the_rest_is_shared_out_anew()
    {
        await Set("Linzen", 114, "1");
        await Set("Rijst", 17, "1");
        var before = Changes();
        BackToFill();
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "114 Rijst 5", "17 Rijst 1"], Asked());
        Assert.True(Changes() > before); // who has the form open anew hears of it, whatever the page knew
        Run(coop, Closes.AddDays(1));
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "114 Rijst 5", "17 Rijst 1"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task Nothing_is_set_for_who_has_left()
    {
        coop.Write(db => db.Execute("update member set left_on = '2026-11-10' where number = 150"));
        var after = await Set("Tahin", 150, "2", addCase: true);
        Assert.Equal(422, after.Status);
        Assert.Contains("Kies voor wie het is.", after.Text);
        Assert.DoesNotContain("150 Tahin 2", Allocated(coop));
    }

    [Fact]
    public async Task A_reason_and_a_member_are_asked_for_and_the_order_step_holds()
    {
        var page = await bart.Get(Address("Linzen"));
        var after = await bart.Submit(page, "form.set", new { Member = "", Amount = "1", Reason = "" });
        Assert.Equal(422, after.Status);
        Assert.Contains("Kies voor wie het is.", after.Text);
        Assert.Contains("Zeg waarom", after.Text);
        Assert.Equal(422, (await Set("Linzen", 88, "0,5")).Status);
    }

    [Fact]
    public async Task The_list_finds_what_lapses_and_its_csv_holds_every_line()
    {
        var page = await bart.Get($"/buying/{November}/products?show=lapses");
        Assert.Equal(["Linzen"], page.Html.QuerySelectorAll("#shares tbody th a").Select(a => a.TextContent));
        Assert.Contains("Çağla: 0 van 2", page.Text);
        var csv = System.Text.Encoding.UTF8.GetString(await bart.Bytes($"/buying/{November}/products?handler=Csv"));
        Assert.Contains("De Molen;Linzen;Linzen;;500 g;6;1;3;88;Çağla;2;0;0;2;0", csv);
        Assert.Equal(5, csv.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task While_ordering_is_open_the_buyer_sees_what_lapses_and_who_gets_less()
    {
        var open = new TestCoop();
        open.OpenCycle();
        var rice = open.Offer("Zilvervliesrijst");
        open.Ask(rice, "Amara", 4);
        open.Ask(rice, "Çağla", 4);
        var page = await open.As("Bart").Get($"/buying/{Scene.Code}");
        Assert.Contains("Zilvervliesrijst 500 g 1 8 / 6 4 2 Çağla: 2 van 4", page.Text);
    }

    private long Changes() => coop.File.Of<LiveOrders>().Number(coop.Cycle().Id);
}

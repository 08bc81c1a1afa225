using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Tests.Platform.Pdf;

namespace FoodCoop.Tests.Features.PickupDay;

public sealed class PickupPagesTests
{
    private const string Day = "/pickup/2026-11";

    private static string State(TestCoop coop) => coop.Read(db => db.One<string>("select state from cycle_state"));

    public static TheoryData<string> Addresses => new(Day, Day + "/pick-list.pdf", Day + "/packing-slips.pdf", Day + "/products", Day + "/members", Day + "/members/114");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Only_a_host_sees_them(string address)
    {
        var coop = PickupScene.In(CycleState.Ordered);
        Assert.Equal(403, (await coop.As("Amara").Get(address)).Status);
        Assert.Equal(403, (await coop.As("Bart").Get(address)).Status);
        using var answer = await coop.As("Tomás").Raw(new(HttpMethod.Get, address));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_cycle_that_is_not_there_is_not_found(string address)
    {
        var coop = PickupScene.In(CycleState.Ordered);
        Assert.Equal(404, (await coop.As("Tomás").Get(address.Replace("2026-11", "2031-01", StringComparison.Ordinal))).Status);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Before_closing_they_say_when_there_will_be_lists(string address)
    {
        var page = await PickupScene.In(CycleState.Fill).As("Tomás").Get(address);
        Assert.Equal((address == Day ? 200 : 404, address), (page.Status, page.Path));
        Assert.Contains("as soon as ordering has closed: Wednesday 18 November, 22:00", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("main a[href$='.pdf']"));
    }

    [Fact]
    public async Task Pickup_leads_to_the_day_at_hand_and_says_so_where_there_is_none()
    {
        Assert.Equal(Day, (await PickupScene.In(CycleState.Delivered).As("Tomás").Get("/pickup")).Path);
        Assert.Equal(Day, (await PickupScene.In(CycleState.Settled).As("Tomás").Get("/pickup")).Path);
        var none = await new TestCoop().As("Tomás").Get("/pickup");
        Assert.Equal(200, none.Status);
        Assert.Contains("No pickup day is planned yet", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_counts_who_fetches_what()
    {
        var page = await PickupScene.In(CycleState.Ordered).As("Tomás").Get(Day);
        Assert.Contains("4 members · 5 products · 5 cases · as allocated Wednesday 18 November, 22:00", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pick-list.pdf", "pick-list-2026-11.pdf", 2)] // the hall and the cool room, a page each
    [InlineData("/pick-list.pdf?place=1", "pick-list-2026-11.pdf", 1)]
    [InlineData("/packing-slips.pdf", "packing-slips-2026-11.pdf", 1)]
    [InlineData("/packing-slips.pdf?per=page&order=name", "packing-slips-2026-11.pdf", 4)]
    public async Task Papers_are_pdfs_of_so_many_pages(string paper, string name, int pages)
    {
        var coop = PickupScene.In(CycleState.Ordered);
        using var answer = await coop.As("Tomás").Raw(new(HttpMethod.Get, Day + paper));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("inline", name), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.Equal(pages, PickupScene.Pages(pdf));
    }

    [Fact]
    public async Task A_month_in_which_nothing_comes_still_has_a_page_that_says_so()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        coop.Write(db => db.Execute("update order_line set allocated = 0"));
        Assert.Contains("Nobody has anything to fetch", (await coop.As("Tomás").Get(Day)).Text, StringComparison.Ordinal);
        Assert.Equal(1, PickupScene.Pages(await coop.As("Tomás").Bytes(Day + "/packing-slips.pdf")));
        Assert.Equal(404, (await coop.As("Tomás").Get(Day + "/members/114")).Status);
    }

    [Theory]
    [InlineData(114)]
    [InlineData(17)]
    [InlineData(142)]
    [InlineData(999)]
    public async Task A_slip_comes_to_what_order_total_says(int member)
    {
        var coop = PickupScene.In(CycleState.Delivered);
        var slip = await coop.As("Tomás").Get($"{Day}/members/{member}");
        var total = new Money(PickupScene.OrderTotal(coop, member)).ToString(Laid.English);
        Assert.Equal(total, slip["#total"]);
        var list = await coop.As("Tomás").Get(Day + "/members");
        Assert.Equal(total, list.Html.QuerySelector($"a.pick[href$='/members/{member}'] b")!.TextContent.Trim());
    }

    [Fact]
    public async Task Half_a_bottle_of_deposit_is_rounded_line_by_line_as_in_order_total()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        // half a litre of cream at 0.15, twice over: 8 + 8 cents, not 15
        coop.Write(db => db.Execute("""
            update offer set deposit = 15 where name = 'Melk'
            """));
        coop.Write(db => db.Execute("update order_line set allocated = 500 where offer_id in (select id from offer where name = 'Melk')"));
        var slip = await coop.As("Tomás").Get(Day + "/members/114");
        Assert.Equal(new Money(PickupScene.OrderTotal(coop, 114)).ToString(Laid.English), slip["#total"]);
    }

    [Fact]
    public async Task Products_stand_in_walking_order_and_then_by_name()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        var page = await coop.As("Tomás").Get(Day + "/products");
        Assert.Equal(["Hal 3", "Koelcel 2"], page.Html.QuerySelectorAll(".places .chip").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["Groente 2", "Droog 1"], page.Html.QuerySelectorAll("h2.cat").Select(h => h.TextContent));
        Assert.Equal(["Äpfel", "Prei", "Linzen; \"groene\""], page.Html.QuerySelectorAll("summary.pick > span:nth-child(2)").Select(s => s.FirstChild!.TextContent.Trim()));
        Assert.Equal("10.5 kg", page.Html.QuerySelectorAll("summary.pick b")[1].TextContent);
        var leeks = page.Html.QuerySelectorAll("details.given")[1];
        Assert.Equal(["17", "114"], leeks.QuerySelectorAll(".number").Select(n => n.TextContent));
        Assert.Contains("1.5\u00A0kg left over", leeks.TextContent, StringComparison.Ordinal);
        Assert.Contains("dunne", leeks.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_stand_by_number_or_by_name_and_the_shelf_last()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        coop.Write(db => db.Execute("update member set number = 2 where kind = 'shelf'"));
        async Task<string> Numbers(string order) =>
            string.Join(' ', (await coop.As("Tomás").Get($"{Day}/members?order={order}")).Html.QuerySelectorAll(".picks .number").Select(n => n.TextContent));
        Assert.Equal("17 114 142 2", await Numbers("number"));
        Assert.Equal("114 17 142 2", await Numbers("name"));
    }

    [Fact]
    public async Task Everything_arrived_sets_what_was_delivered_and_pickup_follows()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        var tomas = coop.As("Tomás");
        var page = await tomas.Submit(await tomas.Get(Day), "form.arrived");
        Assert.Equal("Delivered", State(coop));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from order_line where delivered is not allocated")));
        Assert.Contains("as delivered Thursday 12 November, 20:00", page.Text, StringComparison.Ordinal);
        page = await tomas.Submit(page, "form.begin");
        Assert.Equal("Pickup", State(coop));
        Assert.Null(page.Html.QuerySelector("form.begin"));
        Assert.NotNull(page.Html.QuerySelector($"a[href='{Day}/charge']"));
    }

    [Fact]
    public async Task A_slip_of_the_finger_is_taken_back_step_by_step()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        var tomas = coop.As("Tomás");
        var page = await tomas.Submit(await tomas.Submit(await tomas.Get(Day), "form.arrived"), "form.begin");
        page = await tomas.Submit(page, "form.back");
        Assert.Equal("Delivered", State(coop));
        await tomas.Submit(page, "form.back");
        Assert.Equal("Ordered", State(coop));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from order_line where delivered is not null")));
        Assert.Equal(["Delivered meteen teruggedraaid", "Ordered meteen teruggedraaid"], coop.Read(db => db.Query<string>("select state || ' ' || reason from cycle_event where back = 1 order by id")));
        Assert.DoesNotContain("as delivered", (await tomas.Get(Day)).Text, StringComparison.Ordinal); // what was taken back is not so
    }

    [Fact]
    public async Task Nothing_is_taken_back_once_money_has_been_charged()
    {
        var coop = PickupScene.In(CycleState.Pickup);
        var tomas = coop.As("Tomás");
        var page = await tomas.Get(Day);
        coop.Write(db => db.Execute("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select m.id, 'charge', -100, c.id, c.opens_at from member m, order_cycle c where m.number = 114"));
        Assert.Equal(422, (await tomas.Submit(page, "form.back")).Status);
        Assert.Equal("Pickup", State(coop));
    }

    [Fact]
    public async Task What_has_not_been_ordered_cannot_have_arrived()
    {
        var coop = PickupScene.In(CycleState.Ordered);
        var tomas = coop.As("Tomás");
        var page = await tomas.Get(Day);
        coop.Write(db => db.Execute("delete from cycle_event where state = 'Ordered'"));
        Assert.Equal(422, (await tomas.Submit(page, "form.arrived")).Status);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from order_line where delivered is not null")));
    }
}

using System.Net;
using System.Text.Json;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Live;
using FoodCoop.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Features.Order.Live;

/// <summary>What others ask appears on open order forms, cheaply, and to nobody whom it does not concern.</summary>
public sealed class LiveTests
{
    private const string Path = $"/order/{Scene.Code}";

    [Fact]
    public async Task What_one_member_asks_is_told_to_the_others_who_have_the_form_open()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        await Ask(coop, "Bart", rice, "3", "2");
        Round(coop);
        var (kind, data) = await amara.Next();
        Assert.Equal("change", kind);
        Assert.Equal((long[])[3000, 2000, 250, 0, 0], Numbers(data, "all", rice));
        Assert.False(data.TryGetProperty("mine", out _)); // nobody's own lines but one's own
    }

    [Fact]
    public async Task A_households_other_device_gets_its_lines_and_nobody_else_does()
    {
        var (coop, rice) = Shop();
        await using var dmytro = await Ear.Open(coop, "Дмитро");
        await using var amara = await Ear.Open(coop, "Amara");
        await Ask(coop, "Oksana", rice, "3", "1");
        Round(coop);
        var own = (await dmytro.Next()).Data.GetProperty("mine").GetProperty($"{rice}");
        Assert.Equal((3000, 1000, 1, ""), (own[0].GetInt64(), own[1].GetInt64(), own[2].GetInt64(), own[3].GetString()));
        Assert.DoesNotContain("mine", (await amara.Next()).Data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_and_nothing_is_read_from_the_orders_when_nothing_has_changed()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        for (var i = 0; i < 8; i++) Round(coop);
        await Ask(coop, "Bart", rice, "3", "0");
        await Ask(coop, "Bart", rice, "5", "0", seen: 1); // two changes within a second are one message
        Round(coop);
        Round(coop);
        Assert.Equal(5000, Numbers((await amara.Next()).Data, "all", rice)[0]); // the very first event
        Round(coop, coop.Cycle().FillAt);
        Assert.Equal("fill", (await amara.Next()).Kind); // and the very next
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed_and_nothing_more()
    {
        var (coop, rice) = Shop();
        var salt = coop.Offer("Zout");
        var before = (await coop.As("Amara").Get(Path)).Html.QuerySelector("#order")!.GetAttribute("data-mark");
        await Ask(coop, "Bart", rice, "3", "0");
        var between = (await coop.As("Amara").Get(Path)).Html.QuerySelector("#order")!.GetAttribute("data-mark");
        await Ask(coop, "Bart", salt, "2", "0");
        await Ask(coop, "Amara", salt, "1", "0");

        await using (var all = await Ear.Open(coop, "Amara", before)) Assert.Equal([$"{rice}", $"{salt}"], Offers((await all.Next()).Data));
        await using (var some = await Ear.Open(coop, "Amara", between))
        {
            var (_, data) = await some.Next();
            Assert.Equal([$"{salt}"], Offers(data));
            Assert.Equal(1000, data.GetProperty("mine").GetProperty($"{salt}")[0].GetInt64());
        }
        // a mark of another run of the program, or none: the whole state
        await using (var lost = await Ear.Open(coop, "Bart", "0badcafe-3"))
        {
            var (_, data) = await lost.Next();
            Assert.Equal([$"{rice}", $"{salt}"], Offers(data));
            Assert.Equal(3000, data.GetProperty("mine").GetProperty($"{rice}")[0].GetInt64());
        }
    }

    [Fact]
    public async Task A_page_that_was_opened_just_before_the_fill_phase_hears_of_it_in_the_first_round()
    {
        var (coop, _) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        Round(coop, coop.Cycle().FillAt); // nobody listened before, so there is nothing to compare with but what the page was told
        Assert.Equal("fill", (await amara.Next()).Kind);
    }

    [Fact]
    public async Task Who_comes_back_hears_once_that_cases_are_filled_now_or_that_the_dates_have_moved()
    {
        var (coop, rice) = Shop();
        var before = (await coop.As("Amara").Get(Path)).Html.QuerySelector("#order")!.GetAttribute("data-mark");
        TestClock.Set(coop.Cycle().FillAt);
        string known;
        await using (var amara = await Ear.Open(coop, "Amara", before))
        {
            Assert.Equal("fill", (await amara.Next()).Kind);
            known = amara.Mark;
        }
        await using (var amara = await Ear.Open(coop, "Amara", known))
        {
            await Ask(coop, "Bart", rice, "6", "0");
            Round(coop, coop.Cycle().FillAt);
            Assert.Equal("change", (await amara.Next()).Kind); // not the fill phase again
        }
        coop.Write(db => db.Execute("update order_cycle set closes_at = '2026-11-19T21:00:00.000Z'"));
        await using (var amara = await Ear.Open(coop, "Amara", known)) Assert.Equal("dates", (await amara.Next()).Kind);
    }

    [Fact]
    public async Task Who_comes_back_hears_of_prices_that_were_corrected_while_nobody_listened()
    {
        var (coop, rice) = Shop();
        var before = (await coop.As("Amara").Get(Path)).Html.QuerySelector("#order")!.GetAttribute("data-mark");
        coop.Write(db => db.Execute("update offer set price = 275 where id = @rice", new { rice }));
        await using var amara = await Ear.Open(coop, "Amara", before);
        Assert.Equal((long[])[0, 0, 275, 0, 0], Numbers((await amara.Next()).Data, "all", rice));
        await using var bart = await Ear.Open(coop, "Bart");
        coop.Write(db => db.Execute("update offer set price = 280 where id = @rice", new { rice })); // before the first round since he came
        Round(coop);
        Assert.Equal((long[])[0, 0, 280, 0, 0], Numbers((await bart.Next()).Data, "all", rice));
    }

    [Fact]
    public async Task At_the_deadline_the_page_is_told_and_the_stream_ends()
    {
        var (coop, _) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        Round(coop);
        Round(coop, coop.Cycle().ClosesAt.AddMilliseconds(-1));
        Round(coop, coop.Cycle().ClosesAt);
        Assert.Equal("fill", (await amara.Next()).Kind);
        Assert.Equal("closed", (await amara.Next()).Kind);
        Assert.True(await amara.HasEnded());
        TestClock.Set(coop.Cycle().ClosesAt);
        Assert.Equal(HttpStatusCode.NoContent, await Ear.Status(coop, "Amara"));
    }

    [Fact]
    public async Task Moved_dates_and_corrected_prices_are_told_too()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        Round(coop);
        coop.Write(db => db.Execute("update offer set price = 275, withdrawn_at = @now", new { now = TestClock.Start }));
        coop.Write(db => db.Execute("update order_cycle set closes_at = '2026-11-19T21:00:00.000Z'"));
        for (var i = 0; i < 5; i++) Round(coop);
        Assert.Equal("dates", (await amara.Next()).Kind);
        var (_, data) = await amara.Next();
        Assert.Equal((long[])[0, 0, 275, 0, 1], Numbers(data, "all", rice));
    }

    [Fact]
    public async Task An_offer_that_a_buyer_withdraws_is_told_in_the_next_round()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        Round(coop);
        var bart = coop.As("Bart");
        var product = coop.Read(db => db.One<long>("select product_id from offer where id = @rice", new { rice }));
        await bart.Submit(await bart.Get($"/buying/{Scene.Code}/products/{product}"), "form.withdraw", new { WithdrawWhy = "x" });
        Round(coop);
        Assert.Equal((long[])[0, 0, 250, 0, 1], Numbers((await amara.Next()).Data, "all", rice));
    }

    [Fact]
    public async Task Who_has_signed_out_everywhere_hears_no_more()
    {
        var (coop, _) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        coop.Write(db => db.Execute("update person set security_stamp = 'other' where name = 'Amara'"));
        for (var i = 0; i < 15; i++) Round(coop);
        Assert.Equal("out", (await amara.Next()).Kind);
        Assert.True(await amara.HasEnded());
    }

    [Fact]
    public async Task One_person_keeps_a_few_pages_up_to_date_and_the_oldest_gives_way()
    {
        var (coop, rice) = Shop();
        var ears = new List<Ear>();
        for (var i = 0; i <= LiveOrders.MostOfAPerson; i++) ears.Add(await Ear.Open(coop, "Amara"));
        Assert.Equal("enough", (await ears[0].Next()).Kind);
        Assert.True(await ears[0].HasEnded());
        await Ask(coop, "Bart", rice, "1", "0");
        Round(coop);
        foreach (var ear in ears.Skip(1)) Assert.Equal("change", (await ear.Next()).Kind);
        foreach (var ear in ears) await ear.DisposeAsync();
    }

    [Fact]
    public async Task The_stream_is_for_members_and_is_kept_by_nobody()
    {
        var (coop, _) = Shop();
        Assert.Equal(HttpStatusCode.Redirect, await Ear.Status(coop, null));
        Assert.Equal(HttpStatusCode.NotFound, await Ear.Status(coop, "Amara", "/order/2031-01/live"));
        await using var amara = await Ear.Open(coop, "Amara");
        Assert.Equal("text/event-stream", amara.Answer.Content.Headers.ContentType!.MediaType);
        Assert.True(amara.Answer.Headers.CacheControl!.NoStore);
        Assert.Empty(amara.Answer.Content.Headers.ContentEncoding); // a packed stream would come late
    }

    [Fact]
    public async Task A_change_that_was_refused_or_taken_back_is_not_told()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        Assert.Equal(422, await Ask(coop, "Bart", rice, "0,5", "0"));
        Round(coop);
        await Ask(coop, "Bart", rice, "1", "0");
        Round(coop);
        Assert.Equal(1000, Numbers((await amara.Next()).Data, "all", rice)[0]);
    }

    [Fact]
    public async Task What_a_member_who_leaves_had_asked_disappears_from_open_forms()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        coop.Ask(rice, "Çağla", 2, flex: 1);
        Round(coop);
        Assert.Equal((long[])[2000, 1000], Numbers((await amara.Next()).Data, "all", rice)[..2]);
        var maria = coop.As("Μαρία");
        await maria.Submit(await maria.Get("/membership/88"), "form.leave");
        Round(coop);
        Assert.Equal((long[])[0, 0], Numbers((await amara.Next()).Data, "all", rice)[..2]);
    }

    [Fact]
    public async Task Who_signs_out_ends_the_streams_and_those_of_browsers_still_signed_in_come_back_by_themselves()
    {
        var (coop, rice) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        await using var bart = await Ear.Open(coop, "Bart");
        var browser = coop.As("Amara");
        await browser.Submit(await browser.Get(Path), "form[action='/sign-out']");
        Assert.True(await amara.HasEnded());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Listen(Path + "/live")).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Ear.Status(coop, "Amara"));
        await Ask(coop, "Bart", rice, "3", "0");
        Round(coop);
        Assert.Equal("change", (await bart.Next()).Kind); // nobody else's
    }

    private static (TestCoop Coop, Id<Offer> Rice) Shop()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        return (coop, coop.Offer("Zilvervliesrijst"));
    }

    private static void Round(TestCoop coop, DateTimeOffset? now = null) =>
        TestHost.Instance.Services.GetRequiredService<LiveRounds>().Round(coop.File, now ?? TestClock.Start);

    private static async Task<int> Ask(TestCoop coop, string who, Id<Offer> offer, string asked, string flex, int seen = 0)
    {
        var browser = coop.As(who);
        var page = await browser.Get(Path);
        var fields = new Dictionary<string, string>
        {
            ["offer"] = offer.ToString(), ["asked"] = asked, ["flex"] = flex, ["seen"] = $"{seen}", ["device"] = "d", ["change"] = $"{seen + 1}",
            ["__RequestVerificationToken"] = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        };
        return (await browser.Post(Path + "?handler=Line", fields)).Status;
    }

    private static long[] Numbers(JsonElement data, string part, Id<Offer> offer) => [.. data.GetProperty(part).GetProperty($"{offer}").EnumerateArray().Select(n => n.GetInt64())];

    private static IEnumerable<string> Offers(JsonElement data) => data.GetProperty("all").EnumerateObject().Select(o => o.Name).Order();
}

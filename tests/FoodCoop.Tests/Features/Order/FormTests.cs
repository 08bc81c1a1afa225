using System.Net;
using System.Text.Json;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

public sealed class FormTests
{
    internal sealed record LineRow(long Asked, long Flex, int Version, long Layers);

    internal static LineRow Line(TestCoop coop, Id<Offer> offer, int member = 114) => coop.Read(db => db.One<LineRow>("""
        select l.asked, l.flex, l.version,
          (select coalesce(sum(y.amount), 0) from order_layer y where y.order_line_id = l.id and y.dropped_at is null) as layers
        from order_line l join member m on m.id = l.member_id where l.offer_id = @offer and m.number = @member
        """, new { offer, member }));

    internal static async Task<(int Status, JsonElement Answer)> Tap(
        TestBrowser browser, TestPage page, Id<Offer> offer, string asked, int seen, string flex = "0", string device = "phone", int change = 1)
    {
        var token = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? throw new InvalidOperationException($"{page.Status}: no order form on {page.Source}");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/order/{Scene.Code}?handler=Line")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["offer"] = offer.ToString(), ["asked"] = asked, ["flex"] = flex, ["seen"] = $"{seen}", ["device"] = device,
                ["change"] = $"{change}", ["__RequestVerificationToken"] = token,
            }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await browser.Raw(request);
        return ((int)response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_tap_is_saved_at_once_with_the_new_total_and_the_case_in_words()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var lentils = coop.Offer("Rode linzen", price: 312, deposit: 25);
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        var (status, answer) = await Tap(amara, page, lentils, "2", seen: 0);
        Assert.Equal(200, status);
        Assert.Equal(674, answer.GetProperty("total").GetInt64()); // 2 × 3.12 + 2 × 0.25
        Assert.Equal((2000, 2000, 1), (answer.GetProperty("asked").GetInt64(), answer.GetProperty("allAsked").GetInt64(), answer.GetProperty("products").GetInt64()));
        Assert.Equal(new LineRow(2000, 0, 1, 2000), Line(coop, lentils));
        var after = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal("€\u00A06.74", after["#total"]);
        Assert.Equal("2 of 6 4 more to fill it", after[".item .case"]);
    }

    [Fact]
    public async Task Without_script_only_what_this_person_changed_is_applied()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (lentils, rice) = (coop.Offer("Rode linzen"), coop.Offer("Zilvervliesrijst"));
        var dmytro = coop.As("Дмитро");
        var page = await dmytro.Get($"/order/{Scene.Code}");
        // meanwhile Oksana of the same household orders rice on her own phone
        var oksana = coop.As("Oksana");
        await Tap(oksana, await oksana.Get($"/order/{Scene.Code}"), rice, "3", seen: 0);
        var after = await dmytro.Submit(page, "#order", new Dictionary<string, string> { [$"a{lentils}"] = "1" });
        Assert.Equal(200, after.Status);
        Assert.Equal(1000, Line(coop, lentils, 142).Asked);
        Assert.Equal(3000, Line(coop, rice, 142).Asked);
    }

    [Fact]
    public async Task Two_of_a_household_who_change_the_same_line_are_shown_both_amounts_and_nothing_is_overwritten()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var (dmytro, oksana) = (coop.As("Дмитро"), coop.As("Oksana"));
        var page = await dmytro.Get($"/order/{Scene.Code}");
        await Tap(oksana, await oksana.Get($"/order/{Scene.Code}"), rice, "3", seen: 0, device: "hers");
        var (status, answer) = await Tap(dmytro, page, rice, "1", seen: 0, device: "his");
        Assert.Equal(409, status);
        Assert.Contains("to 3", answer.GetProperty("clash").GetString());
        Assert.Equal(3000, Line(coop, rice, 142).Asked);
        var again = await dmytro.Submit(page, "#order", new Dictionary<string, string> { [$"a{rice}"] = "1" });
        Assert.Equal(422, again.Status);
        Assert.Equal("1", again.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value")); // what was typed is kept
        Assert.Equal(3000, Line(coop, rice, 142).Asked);
    }

    [Fact]
    public async Task An_older_change_of_the_same_device_that_arrives_late_is_ignored()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        await Tap(amara, page, rice, "2", seen: 0, change: 8);
        var (status, answer) = await Tap(amara, page, rice, "1", seen: 1, change: 7);
        Assert.Equal((200, 2000), (status, answer.GetProperty("asked").GetInt64()));
        Assert.Equal(2000, Line(coop, rice).Asked);
    }

    [Fact]
    public async Task Twenty_changes_of_one_line_at_once_leave_one_truth_and_no_error_page()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Tap(amara, page, rice, $"{i}", seen: 0, device: $"tab{i}")));
        var won = Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal(409, a.Status));
        var line = Line(coop, rice);
        Assert.Equal(won.Answer.GetProperty("asked").GetInt64(), line.Asked);
        Assert.Equal((1, line.Asked), (line.Version, line.Layers));
    }

    [Fact]
    public async Task The_last_second_is_the_one_before_closing_and_what_was_typed_after_it_stays_on_the_page()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst", caseSize: 1000);
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        TestClock.Set(coop.Cycle().ClosesAt.AddMilliseconds(-1));
        Assert.Equal(200, (await Tap(amara, page, rice, "1", seen: 0)).Status);
        TestClock.Set(coop.Cycle().ClosesAt);
        var (status, answer) = await Tap(amara, page, rice, "2", seen: 1, change: 2);
        Assert.Equal(422, status);
        Assert.Contains("closed", answer.GetProperty("error").GetString());
        Assert.Equal(1000, Line(coop, rice).Asked);
    }

    [Fact]
    public async Task An_amount_off_the_order_step_is_refused_with_the_two_nearest()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var figs = coop.Offer("Vijgen", caseSize: 12000, step: 500, unit: "kg");
        var cagla = coop.As("Çağla");
        var page = await cagla.Get($"/order/{Scene.Code}");
        var (status, answer) = await Tap(cagla, page, figs, "0,7", seen: 0);
        Assert.Equal(422, status);
        Assert.Equal("Vijgen gaat per 0,5\u00A0kg. Je kunt 0,5 of 1 nemen.", answer.GetProperty("error").GetString());
        Assert.Equal(200, (await Tap(cagla, page, figs, "1,5", seen: 0, change: 2)).Status);
        Assert.Equal(1500, Line(coop, figs, 88).Asked);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("abc")]
    [InlineData("99999999999999")]
    [InlineData("<script>")]
    public async Task An_amount_that_is_none_gets_a_sentence_and_changes_nothing(string typed)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal(422, (await Tap(amara, page, rice, typed, seen: 0)).Status);
        var again = await amara.Submit(page, "#order", new Dictionary<string, string> { [$"a{rice}"] = typed });
        Assert.Equal(422, again.Status);
        Assert.Equal(typed, again.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from order_line")));
    }

    [Fact]
    public async Task In_the_fill_phase_a_change_that_breaks_a_case_of_the_others_is_refused()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var (amara, bart) = (coop.As("Amara"), coop.As("Bart"));
        await Tap(bart, await bart.Get($"/order/{Scene.Code}"), rice, "5", seen: 0);
        var page = await amara.Get($"/order/{Scene.Code}");
        await Tap(amara, page, rice, "2", seen: 0);
        TestClock.Set(coop.Cycle().FillAt.AddHours(1));
        var (status, answer) = await Tap(amara, page, rice, "0", seen: 1, change: 2);
        Assert.Equal(422, status);
        Assert.Contains("1 or more", answer.GetProperty("error").GetString());
        Assert.Equal(200, (await Tap(amara, page, rice, "1", seen: 1, change: 3)).Status);
    }

    [Fact]
    public async Task Flex_that_is_lowered_in_the_fill_phase_and_raised_again_waits_behind_what_stood_all_the_time()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        await Tap(amara, page, rice, "1", seen: 0, flex: "3");
        TestClock.Set(coop.Cycle().FillAt.AddHours(1));
        Assert.Equal(200, (await Tap(amara, page, rice, "1", seen: 1, flex: "2", change: 2)).Status);
        Assert.Equal(200, (await Tap(amara, page, rice, "1", seen: 2, flex: "4", change: 3)).Status);
        Assert.Equal((4000, 2000), coop.Read(db => db.One<(long, long)>("select flex, flex_at_fill from order_line where offer_id = @rice", new { rice })));
    }

    [Fact]
    public async Task Another_members_lines_are_neither_seen_nor_changed()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var (amara, bart) = (coop.As("Amara"), coop.As("Bart"));
        await Tap(bart, await bart.Get($"/order/{Scene.Code}"), rice, "5", seen: 0);
        var page = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal("0", page.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Contains("5 of 6", page.Text);
        await Tap(amara, page, rice, "1", seen: 0);
        Assert.Equal((5000, 1000), (Line(coop, rice, 17).Asked, Line(coop, rice).Asked));
    }

    [Fact]
    public async Task Who_is_no_longer_signed_in_is_told_so_instead_of_a_sign_in_page_for_script()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        coop.Write(db => db.Execute("update person set security_stamp = 'other' where name = 'Amara'"));
        var token = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, $"/order/{Scene.Code}?handler=Line")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["offer"] = rice.ToString(), ["__RequestVerificationToken"] = token }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await amara.Raw(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("aardapel", true)]
    [InlineData("AARDAPPEL", true)]
    [InlineData("aradappel", true)]
    [InlineData("demeter", false)]
    [InlineData("creme", true)]
    [InlineData("crème aard", true)]
    [InlineData("peer", false)]
    public void Search_forgives_accents_case_and_one_slip(string typed, bool found) =>
        Assert.Equal(found, Search.Finds(typed, Search.Plain("Aardappelen, Crème van Vlaanderen"), forgiving: true));

    [Fact]
    public void Search_forgives_a_slip_only_where_nothing_is_found_without()
    {
        (string, string)[] among = [("linzen", "rode linzen"), ("honing", "honing lindehof")];
        Assert.Equal(["linzen"], Search.In("linze", among));
        Assert.Equal(["linzen"], Search.In("lnizen", among));
        Assert.Equal(["linzen", "honing"], Search.In("", among));
    }

    [Theory]
    [InlineData(312, "500 g", "€\u00A06.24", "kg")]
    [InlineData(154, "75 cl", "€\u00A02.05", "l")]
    [InlineData(999, "2,5 kg", "€\u00A04.00", "kg")]
    public void A_pack_shows_its_price_a_kilo_or_litre(long cents, string unit, string price, string per)
    {
        var each = UnitPrice.Of(new Money(cents), unit)!.Value;
        Assert.Equal((price, per), (each.Price.ToString(System.Globalization.CultureInfo.GetCultureInfo("en-GB")), each.Per));
    }

    [Theory]
    [InlineData("1 kg")]
    [InlineData("1 stuk")]
    [InlineData("")]
    public void A_unit_that_is_a_kilo_or_no_weight_has_no_second_price(string unit) => Assert.Null(UnitPrice.Of(new Money(100), unit));
}

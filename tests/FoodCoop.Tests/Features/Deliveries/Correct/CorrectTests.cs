using System.Text;
using FoodCoop.Features.Order;
using FoodCoop.Features.Verify;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Cycles.CycleScene;
using static FoodCoop.Tests.Features.Deliveries.MinimumScene;

namespace FoodCoop.Tests.Features.Deliveries.Correct;

/// <summary>
/// November is open: of Linzen (€ 2.27, cases of 6) Amara (114, English) asked 4, Çağla (88, Dutch) 3, Дмитро and Oksana (142, English and
/// Dutch) would take up to 2. Of Rijst Amara asked 6.
/// </summary>
public sealed class CorrectTests
{
    private const string Kind = "offer-changed";

    private readonly TestCoop coop = new();
    private readonly TestBrowser bart;

    public CorrectTests()
    {
        coop.Write(db => Plan(db, "Linzen", "Rijst"));
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 3, 0, Opens.AddDays(2));
            Ask(db, 142, "Linzen", 0, 2, Opens.AddDays(2));
            Ask(db, 114, "Rijst", 6, 0, Opens.AddDays(1));
        });
        TestClock.Set(Opens.AddDays(3));
        bart = coop.As("Bart");
    }

    [Fact]
    public async Task The_page_says_in_which_orders_it_is_and_withdrawing_needs_a_reason()
    {
        var page = await bart.Get(Address("Linzen"));
        Assert.Contains("Het staat in de bestelling van 2 leden, samen 7: € 15,89 met statiegeld.", Plain(page.Text));
        var after = await bart.Submit(page, "form.withdraw", new { WithdrawWhy = " " });
        Assert.Equal(422, after.Status);
        Assert.Contains("Zeg waarom", after.Text);
        Assert.Equal(422, (await bart.Submit(page, "form.withdraw", new { WithdrawWhy = new string('x', 201) })).Status);
        Assert.Empty(Letters(coop, Kind));
        after = await Withdraw("Linzen", "Mislukte oogst.");
        Assert.Equal(200, after.Status);
        Assert.Contains("Linzen is uit het aanbod.", after["#messages .message"]);
        Assert.Contains("uit het aanbod. Mislukte oogst.", after["#corrections"]);
        Assert.Contains("114 · Amara 4", after.Text); // it stays in the orders
        Sound();
    }

    [Fact]
    public async Task What_is_withdrawn_counts_for_nothing_wherever_an_order_is_counted()
    {
        await Withdraw("Linzen", "Crop failed.");
        var amara = coop.As("Amara");
        var form = await amara.Get($"/order/{November}");
        Assert.Equal("€ 13.62", Plain(form["#total"]!)); // 6 of Rijst at € 2.27
        Assert.Equal("1", form.Html.QuerySelector("#mine")!.GetAttribute("data-products"));
        Assert.Equal("No longer offered Crop failed.", form[".item.gone .case"]);
        Assert.Empty((await amara.Get($"/order/{November}?show=short")).Html.QuerySelectorAll(".item"));
        Assert.Equal(1362, coop.Read(db => db.One<long>("select goods + deposit from order_total where member_id = (select id from member where number = 114)")));
        Assert.Contains("no longer offered", (await amara.Get($"/order/{November}/product/{Offer("Linzen")}")).Text);
        Assert.Contains("Crop failed.", (await amara.Get($"/order/{November}/product/{Offer("Linzen")}")).Text);
        var csv = Encoding.UTF8.GetString(await amara.Bytes($"/order/{November}/order.csv"));
        Assert.Contains("13.62", csv);
        Assert.DoesNotContain("9.08", csv);
        Assert.Contains("€ 13.62", Plain((await amara.Get("/order/history")).Text));
        Assert.Contains("€ 13.62", Plain((await amara.Get("/")).Text));
        Assert.DoesNotContain("Linzen", (await amara.Get($"/order/{November}/fill")).Text);
        var buying = await bart.Get($"/buying/{November}");
        Assert.Contains("1 product, 1 colli", buying.Text);
        // Çağla's order is empty now: no total, and she gets the last call
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from order_total where lines > 0")));
    }

    [Fact]
    public async Task Less_of_what_is_withdrawn_may_be_taken_in_the_fill_phase_too_and_more_may_not()
    {
        TestClock.Set(Fills.AddHours(1));
        Run(coop, Fills.AddHours(1));
        var refused = await Order("Amara", "Linzen", "1"); // 4 → 1 of 7 would leave the others without a full case
        Assert.Equal(422, refused.Status);
        await Withdraw("Linzen", "x");
        Assert.Equal(422, (await Order("Amara", "Linzen", "5")).Status);
        var after = await Order("Amara", "Linzen", "1");
        Assert.Equal(200, after.Status);
        Assert.Equal("€ 13.62", Plain(after["#total"]!));
        Sound();
    }

    [Fact]
    public async Task Each_person_who_has_it_in_its_order_is_told_once_in_its_language_and_nobody_else()
    {
        coop.Write(db => db.Execute("insert into mail_off (person_id, kind, at) select id, @Kind, @Opens from person where name = 'Çağla'", new { Kind, Opens }));
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example'"));
        await Withdraw("Linzen", "Mislukte oogst.");
        Assert.Equal(4, Letters(coop, Kind).Count); // Amara, Çağla, and both of 142, who would take some
        var amara = To(coop, Kind, "Amara");
        Assert.Equal("Linzen, 500 g does not come in November 2026", amara.Subject);
        Assert.Contains("You asked 4 of it. None of it comes, and you do not pay for it: your order costs € 9.08 less.", amara.Text);
        Assert.Contains("The reason: Mislukte oogst.", amara.Text);
        Assert.Contains($"https://krat.example/order/{November}", amara.Text);
        var cagla = To(coop, Kind, "Çağla"); // cannot be stopped: it is her money
        Assert.Equal("Linzen, 500 g komt niet in november 2026", cagla.Subject);
        Assert.Contains("je bestelling kost € 6,81 minder", cagla.Text);
        Assert.DoesNotContain("You asked 0", To(coop, Kind, "Дмитро").Text);
    }

    [Fact]
    public async Task Undone_before_it_was_sent_nobody_hears_of_it_and_undone_after_it_everybody_who_was_told_does()
    {
        await Withdraw("Linzen", "x");
        await Again("Linzen");
        Assert.Equal(0, Waiting());
        await Withdraw("Linzen", "y");
        Assert.Equal(4, Waiting());
        coop.Write(db => db.Execute("update mail set sent_at = @now where kind = @Kind and skipped_at is null", new { now = TestClock.Instance.GetUtcNow(), Kind }));
        await Order("Çağla", "Linzen", "0"); // takes it out because it cannot come
        TestClock.Set(Opens.AddDays(4));
        await Again("Linzen");
        Assert.Equal(4, Waiting());
        Assert.Contains("counts again: € 9.08", Waits("Amara"));
        Assert.Contains("kan weer besteld worden", Waits("Çağla"));
        Sound();
    }

    [Fact]
    public async Task A_corrected_price_is_shown_first_told_with_both_prices_and_shown_where_one_asks_for_it()
    {
        var page = await bart.Get(Address("Linzen"));
        var tried = await bart.Post(Address("Linzen") + "?handler=Try", Fields(page, "2,50", "De lijst was fout."));
        Assert.Contains("Het zou € 2,50 kosten in plaats van € 2,27. Bestellingen waar het in staat: 2; alles samen € 17,50 in plaats van € 15,89.", Plain(tried["#tried"]!));
        Assert.Equal(227, coop.Read(db => db.One<long>("select price from offer where name = 'Linzen'")));
        var after = await Price("Linzen", "2,50", "De lijst was fout.");
        Assert.Equal("€ 2,50", Plain(after["#price"]!));
        Assert.Contains("€ 2,50, was € 2,27.", Plain(after["#corrections"]!));
        var amara = To(coop, Kind, "Amara");
        Assert.Contains("Linzen, 500 g costs € 2.50 now, it was € 2.27. The reason: De lijst was fout.", amara.Text);
        Assert.Contains("That would cost € 10.00 now instead of € 9.08", amara.Text);
        var form = await coop.As("Amara").Get($"/order/{November}");
        Assert.Equal("€ 23.62", Plain(form["#total"]!));
        Assert.Contains("was € 2.27", Plain(form.Text));
        Assert.Contains("€ 2.50 since 6 November 2026, was € 2.27: De lijst was fout.", Plain((await coop.As("Amara").Get($"/order/{November}/product/{Offer("Linzen")}")).Text));
        var cagla = await coop.As("Çağla").Get($"/order/{November}/product/{Offer("Linzen")}");
        Assert.Contains("was € 2,27: De lijst was fout.", Plain(cagla.Text));
        Sound();
    }

    [Fact]
    public async Task Two_corrections_before_the_mail_has_left_are_one_mail_with_the_price_that_was_known()
    {
        await Price("Linzen", "2,50", "a");
        await Price("Linzen", "2,60", "b");
        Assert.Contains("costs € 2.60 now, it was € 2.27", Waits("Amara"));
        await Price("Linzen", "2,27", "c");
        Assert.Equal(0, Waiting());
        Sound();
    }

    [Fact]
    public async Task The_same_click_twice_and_an_older_page_do_nothing_and_say_so()
    {
        var page = await bart.Get(Address("Linzen"));
        await bart.Submit(page, "form.withdraw", new { WithdrawWhy = "x" });
        var again = await bart.Submit(page, "form.withdraw", new { WithdrawWhy = "x" });
        Assert.Equal(422, again.Status);
        Assert.Contains("intussen al verbeterd", again.Text);
        Assert.Equal(422, (await bart.Submit(page, "form.price-form", new { Price = "9,99", Deposit = "0", PriceWhy = "x" })).Status);
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from offer_correction")));
        Assert.Equal(4, Letters(coop, Kind).Count);
        page = await bart.Get(Address("Rijst"));
        await Price("Rijst", "2,50", "x");
        Assert.Equal(422, (await bart.Submit(page, "form.price-form", new { Price = "2,60", Deposit = "0", PriceWhy = "x" })).Status);
        Assert.Equal(250, coop.Read(db => db.One<long>("select price from offer where name = 'Rijst'")));
    }

    [Theory]
    [InlineData("0", "x", "tussen € 0,01")]
    [InlineData("twee", "x", "twee")]
    [InlineData("2,27", "x", "kost Linzen al")]
    [InlineData("2,30", "", "Zeg waarom")]
    public async Task A_price_that_is_none_is_refused_and_what_was_typed_stays(string price, string why, string words)
    {
        var after = await Price("Linzen", price, why);
        Assert.Equal(422, after.Status);
        Assert.Contains(words, Plain(after.Text));
        Assert.Equal(price, after.Html.QuerySelector("#Price")!.GetAttribute("value"));
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from offer_correction")));
    }

    [Fact]
    public async Task After_closing_nobody_gets_it_the_result_says_why_and_the_offer_stays_as_it_is()
    {
        var page = await bart.Get(Address("Linzen"));
        await Withdraw("Linzen", "x");
        Run(coop, Closes);
        TestClock.Set(Closes.AddHours(1));
        Assert.Equal(["114 Linzen 0", "88 Linzen 0", "142 Linzen 0", "114 Rijst 6"], Allocated(coop));
        Assert.Contains("Your 4 cannot come: the product is no longer available.", To(coop, "your-order", "Amara").Text);
        Assert.Contains("Your 4 cannot come", (await coop.As("Amara").Get($"/order/{November}")).Text);
        var late = await bart.Submit(page, "form.price-form", new { Price = "3", Deposit = "0", PriceWhy = "x" });
        Assert.Equal(422, late.Status);
        Assert.Contains("Het bestellen is gesloten", late.Text);
        await bart.Submit(await bart.Get(Buying), Molen("sent"));
        late = await bart.Submit(page, "form.withdraw", new { WithdrawWhy = "x" });
        Assert.Equal(422, late.Status);
        Assert.Contains("De maand is besteld", late.Text);
        Sound();
    }

    [Fact]
    public async Task Only_buyers_correct_an_offer()
    {
        var page = await bart.Get(Address("Linzen"));
        foreach (var handler in (string[])["Withdraw", "Price", "Again", "Try"])
            Assert.NotEqual(200, (await coop.As("Amara").Post($"{Address("Linzen")}?handler={handler}", Fields(page, "3", "x"))).Status);
        Assert.Equal(0, coop.Read(db => db.One<long>("select count(*) from offer_correction")));
    }

    private async Task<TestPage> Withdraw(string product, string why) => await bart.Submit(await bart.Get(Address(product)), "form.withdraw", new { WithdrawWhy = why });

    private async Task<TestPage> Again(string product) => await bart.Submit(await bart.Get(Address(product)), "form.again");

    private async Task<TestPage> Price(string product, string price, string why) =>
        await bart.Submit(await bart.Get(Address(product)), "form.price-form", new { Price = price, Deposit = "0", PriceWhy = why });

    private static Dictionary<string, string> Fields(TestPage page, string price, string why) => new()
    {
        ["Price"] = price, ["Deposit"] = "0", ["PriceWhy"] = why, ["WithdrawWhy"] = why, ["SeenCorrections"] = "0",
        ["__RequestVerificationToken"] = page.Html.QuerySelector("form.price-form input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
    };

    private async Task<TestPage> Order(string name, string product, string amount)
    {
        var member = coop.As(name);
        return await member.Submit(await member.Get($"/order/{November}"), "#order", new Dictionary<string, string> { [$"a{Offer(product)}"] = amount });
    }

    private Id<Offer> Offer(string product) => coop.Read(db => db.One<Id<Offer>>("select id from offer where name = @product", new { product }));

    private int Waiting() => coop.Read(db => db.One<int>("select count(*) from mail where kind = @Kind and sent_at is null and skipped_at is null", new { Kind }));

    private string Waits(string name) => Plain(coop.Read(db => db.One<string>("""
        select m.body_text from mail m join person p on p.id = m.person_id where m.kind = @Kind and p.name = @name and m.sent_at is null and m.skipped_at is null
        """, new { Kind, name })));

    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private string Address(string product) => $"/buying/{November}/products/{coop.Read(db => db.One<long>("select id from product where name = @product", new { product }))}";

    private void Sound() => Assert.Empty(coop.Read(db => Invariants.All.SelectMany(i => db.Query<string>(i.Violations).Select(v => $"{i.Key}: {v}")).ToList()));
}

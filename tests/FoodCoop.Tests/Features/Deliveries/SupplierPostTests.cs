using FoodCoop.Platform.Data;
using FoodCoop.Tests.Features.Cycles;
using FoodCoop.Tests.Features.Post;
using static FoodCoop.Tests.Features.Deliveries.SupplierMailScene;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>What becomes of a mail to a supplier: it fails, goes again, is withdrawn, is replaced.</summary>
public sealed class SupplierPostTests
{
    private static void GrantBuyer(TestCoop coop, string name) =>
        coop.Write(db => db.Execute("insert into person_role (person_id, role, granted_at) select id, 'Buyer', created_at from person where name = @name", new { name }));

    private static long Only(TestCoop coop) => Assert.Single(coop.ToSuppliers()).Id;

    [Fact]
    public async Task What_failed_is_shown_with_the_server_s_words_and_who_may_see_the_post_is_led_there()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        coop.Fail(Only(coop), "550 unknown mill");
        var page = await bart.Get(MinimumScene.Buying);
        Assert.Equal("failed", page.Html.QuerySelector("[data-supplier='1'] .post")!.GetAttribute("data-post"));
        Assert.Contains("niet aangekomen, na 9 pogingen", page.Card(Molen), StringComparison.Ordinal);
        Assert.Contains("550 unknown mill", page.Card(Molen), StringComparison.Ordinal);
        Assert.DoesNotContain($"/post/{Only(coop)}", page.Source, StringComparison.Ordinal);
        Assert.Contains("De mail aan De Molen is niet verstuurd", (await bart.Get("/buying"))["#waiting"], StringComparison.Ordinal);
        Assert.Contains("nog niet weg", (await bart.Get("/cycles/2026-11"))["#suppliers"], StringComparison.Ordinal);
        GrantBuyer(coop, "Wei"); // an admin too
        Assert.Contains($"/post/{Only(coop)}", (await coop.As("Wei").Get(MinimumScene.Buying)).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_goes_again_to_the_corrected_address_as_the_same_message()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        var before = coop.ToSuppliers()[0];
        coop.Fail(before.Id);
        var supplier = await bart.Get("/buying/suppliers/1");
        Assert.Contains("november 2026", supplier[".not-mailed"], StringComparison.Ordinal);
        await bart.Submit(supplier, "form.supplier", new { Email = "nieuw@proef.example" });
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Molen, "again"));
        Assert.Equal(200, page.Status);
        var after = Assert.Single(coop.ToSuppliers());
        Assert.Equal(("nieuw@proef.example", "waits", before.MessageId), (after.Address, after.State, after.MessageId));
        Assert.Contains("nieuw@proef.example", await coop.Send());
        Assert.Equal(["address molen@proef.example", "again 550 no such mailbox"], coop.Read(db => db.Query<string>("select what || ' ' || detail from mail_event order by id")));
        Assert.Null((await bart.Get("/buying/suppliers/1")).Html.QuerySelector(".not-mailed"));
    }

    [Fact]
    public async Task What_waits_goes_to_the_supplier_s_new_address()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        await bart.Submit(await bart.Get("/buying/suppliers/1"), "form.supplier", new { Email = "nieuw@proef.example" });
        Assert.Equal("nieuw@proef.example", coop.ToSuppliers()[0].Address);
        await coop.Send();
        await bart.Submit(await bart.Get("/buying/suppliers/1"), "form.supplier", new { Email = "later@proef.example" });
        Assert.Equal("nieuw@proef.example", coop.ToSuppliers()[0].Address); // where it went stays said
    }

    [Fact]
    public async Task What_failed_and_was_sent_another_way_can_never_go_again()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        coop.Fail(Only(coop));
        var stale = await bart.Get(MinimumScene.Buying);
        var page = await bart.Submit(stale, Form(Molen, "sent"));
        Assert.Contains("verstuurd", page.Card(Molen), StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("[data-supplier='1'] .post"));
        Assert.Equal(["2026-11/1/1/supplier-1 changed"], coop.States());
        Assert.Equal(["De Molen"], coop.CountsAsSent());
        Assert.Equal(404, (await bart.Submit(stale, Form(Molen, "again"))).Status);
        var wei = coop.As("Wei");
        Assert.Equal(422, (await wei.Submit(await wei.Get($"/post/{Only(coop)}"), "form.again")).Status);
        coop.Sound();
    }

    [Fact]
    public async Task Not_sent_after_all_withdraws_what_waits_and_the_next_is_another_mail()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Mail(ToMolen);
        page = await bart.Submit(page, Form(Molen, "not-sent"));
        Assert.Contains("niet verstuurd", page.Card(Molen), StringComparison.Ordinal);
        Assert.Empty(coop.CountsAsSent());
        Assert.DoesNotContain("molen@proef.example", await coop.Send());
        await bart.Mail(ToMolen);
        Assert.Equal(["2026-11/1/1/supplier-1 changed", "2026-11/1/2/supplier-1 waits"], coop.States());
        Assert.StartsWith("Bestelling 2026-11", coop.ToSuppliers()[1].Subject, StringComparison.Ordinal); // nothing has reached them that it would replace
        coop.Sound();
    }

    [Fact]
    public async Task What_is_leaving_at_this_moment_cannot_be_taken_back()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Mail(ToMolen);
        coop.Write(db => db.Execute("update mail set lease_until = @until where kind = 'supplier-order'", new { until = TestClock.Instance.GetUtcNow().AddMinutes(1) }));
        var refused = await bart.Submit(page, Form(Molen, "not-sent"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("gaat op dit moment weg", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["De Molen"], coop.CountsAsSent());
        TestClock.Advance(TimeSpan.FromMinutes(2));
        await bart.Submit(page, Form(Molen, "not-sent"));
        Assert.Equal(["2026-11/1/1/supplier-1 changed"], coop.States());
    }

    [Fact]
    public async Task What_has_left_is_replaced_by_a_mail_that_says_so()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        await coop.Send();
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Molen, "not-sent"));
        Assert.Contains("is al weg en ligt bij hen", page.Source, StringComparison.Ordinal);
        Assert.Contains("Op woensdag 18 november, 23:00 ging al een bericht naar De Molen", page.Card(Molen), StringComparison.Ordinal);
        await bart.Mail(ToMolen);
        Assert.Equal(["2026-11/1/1/supplier-1 sent", "2026-11/1/2/supplier-1 waits"], coop.States());
        Assert.Contains("Gewijzigde bestelling 2026-11: De Proefkrat, klant K-12\n", coop.ToSuppliers()[1].Plain, StringComparison.Ordinal);
        Assert.Contains("in de plaats van ons bericht van woensdag 18 november, 23:00: graag alleen deze leveren.", coop.ToSuppliers()[1].Text, StringComparison.Ordinal);
        coop.Sound();
    }

    [Fact]
    public async Task An_order_that_changed_after_its_mail_says_so_and_goes_anew_without_a_step_back()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        await coop.Send();
        Assert.Null((await bart.Get(MinimumScene.Buying)).Html.QuerySelector(".outdated"));
        coop.Write(db => db.Execute("update offer_result set cases = 2 where cases = 1"));
        var page = await bart.Get(MinimumScene.Buying);
        Assert.Contains("na deze mail veranderd", page.Card(Molen), StringComparison.Ordinal);
        page = await bart.Mail(page.Html.QuerySelector("[data-supplier='1'] .outdated a.mail")!.GetAttribute("href")!);
        Assert.Null(page.Html.QuerySelector(".outdated"));
        Assert.Equal(["2026-11/1/1/supplier-1 sent", "2026-11/1/2/supplier-1 waits"], coop.States());
        Assert.Contains("graag alleen deze leveren", coop.ToSuppliers()[1].Text, StringComparison.Ordinal);
        Assert.Equal(["De Molen"], coop.CountsAsSent());
    }

    [Fact]
    public async Task Another_pickup_day_is_a_change_of_the_order_too()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        coop.Write(db => db.Execute("update order_cycle set pickup_on = '2026-11-28'"));
        Assert.Contains("veranderd nadat deze mail geschreven is", (await bart.Get(MinimumScene.Buying)).Card(Molen), StringComparison.Ordinal);
        await bart.Mail(ToMolen);
        Assert.Equal(["2026-11/1/1/supplier-1 changed", "2026-11/1/2/supplier-1 waits"], coop.States());
        Assert.Contains("zaterdag 28 november", coop.ToSuppliers()[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "waits")]
    [InlineData(true, "sent")]
    public async Task Ordering_that_opens_again_withdraws_what_waits_and_the_next_closing_has_its_own(bool left, string state)
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        if (left) await coop.Send();
        Assert.Equal([$"2026-11/1/1/supplier-1 {state}"], coop.States());
        var page = await bart.Get("/cycles/2026-11");
        await bart.Submit(page, "#back form", new Dictionary<string, string>
        {
            ["Back.To"] = "Open", ["Back.Reason"] = "te vroeg gesloten", ["Back.ClosesOn"] = "2026-11-20", ["Back.ClosesAt"] = "22:00",
        });
        Assert.Equal("Open", MinimumScene.State(coop));
        Assert.Equal(left ? ["De Molen"] : [], coop.CountsAsSent()); // of the former closing: what never left was not sent
        CycleScene.Run(coop, new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero));
        TestClock.Set(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero));
        page = await bart.Get(MinimumScene.Buying);
        Assert.Equal(left, page.Html.QuerySelector("[data-supplier='1'] .before") is not null);
        await bart.Mail(ToMolen);
        var second = coop.ToSuppliers()[1];
        Assert.Equal(("supplier-order/2026-11/2/1/supplier-1", "waits"), (second.Key, second.State));
        Assert.Equal(left, second.Subject.StartsWith("Gewijzigde", StringComparison.Ordinal));
        Assert.Equal(left ? "sent" : "changed", coop.ToSuppliers()[0].State);
        coop.Sound();
    }

    [Fact]
    public async Task What_is_with_the_server_when_ordering_opens_again_is_not_tried_once_more()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        coop.Write(db => db.Execute("update mail set lease_until = @until where kind = 'supplier-order'", new { until = TestClock.Instance.GetUtcNow().AddMinutes(1) }));
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#back form", new Dictionary<string, string>
        {
            ["Back.To"] = "Open", ["Back.Reason"] = "te vroeg gesloten", ["Back.ClosesOn"] = "2026-11-20", ["Back.ClosesAt"] = "22:00",
        });
        TestClock.Advance(TimeSpan.FromMinutes(5)); // nobody recorded what became of it
        Assert.DoesNotContain("molen@proef.example", await coop.Send());
        Assert.Equal(["2026-11/1/1/supplier-1 late"], coop.States());
        coop.Sound();
    }

    [Theory]
    [InlineData("update supplier_order set sent_at = null")]
    [InlineData("update supplier_mail set taken_back_at = '2026-11-18T22:00:00.000Z'")]
    public async Task A_mail_that_does_not_fit_its_order_is_found(string damage)
    {
        var coop = Closed();
        await coop.As("Bart").Mail(ToMolen);
        coop.Sound();
        coop.Write(db => db.Execute(damage));
        Assert.StartsWith("SupplierMails", Assert.ThrowsAny<Xunit.Sdk.XunitException>(coop.Sound).Message.Split('"')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_lets_no_second_mail_hold()
    {
        var coop = Closed();
        await coop.As("Bart").Mail(ToMolen);
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => coop.Write((Db db) => db.Execute("""
            insert into supplier_mail (mail_id, cycle_id, closing, supplier_id, nth, ordered)
            select (select min(id) from mail), cycle_id, closing, supplier_id, 2, ordered from supplier_mail
            """)));
    }
}

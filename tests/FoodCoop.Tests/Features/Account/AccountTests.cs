using FoodCoop.Tests.Features.Ledger;

namespace FoodCoop.Tests.Features.Account;

public sealed class AccountTests
{
    [Fact]
    public async Task A_member_sees_what_is_to_be_paid_and_all_that_a_transfer_needs()
    {
        var page = await ChargeScene.Charged().As("Amara").Get("/account");
        Assert.Equal("€\u00A09.20 is still to be paid to the co-op.", page["#balance"]);
        var card = page[".card"]!;
        foreach (var part in (string[])["November 2026", "€\u00A09.20", "NL91 ABNA 0417 1643 00", "De Proefkrat", "PK-0114-2611", "Friday 11 December"])
            Assert.Contains(part, card);
    }

    [Fact]
    public async Task I_have_paid_books_at_once_and_the_other_of_the_household_sees_who_said_so_and_when()
    {
        var coop = ChargeScene.Charged();
        var (oksana, dmytro) = (coop.As("Oksana"), coop.As("Дмитро"));
        var stale = await dmytro.Get("/account");
        var page = await oksana.Submit(await oksana.Get("/account"), "form.paid");
        Assert.Contains("Dank je: € 4,28 voor november 2026", page.Text);
        Assert.Contains("Alles is betaald", page.Text);
        page = await dmytro.Submit(stale, "form.paid");
        Assert.Equal(200, page.Status);
        Assert.Contains("Oksana said so already, on Friday 27 November, 21:30", page.Text);
        Assert.Contains("Paid, said Oksana on Friday 27 November, 21:30", page.Text);
        Assert.Equal(1, ChargeScene.Count(coop, "ledger_entry where kind = 'payment'"));
    }

    [Fact]
    public async Task Twenty_times_I_have_paid_from_two_persons_at_once_is_one_payment_and_no_error()
    {
        var coop = ChargeScene.Charged();
        var household = Enumerable.Range(0, 20).Select(i => coop.As(i % 2 == 0 ? "Oksana" : "Дмитро")).ToArray();
        var seen = await Task.WhenAll(household.Select(b => b.Get("/account")));
        var after = await Task.WhenAll(household.Select((b, i) => b.Submit(seen[i], "form.paid")));
        Assert.All(after, page => Assert.Equal(200, page.Status));
        Assert.Equal(["142 payment 428"], ChargeScene.Entries(coop).Skip(3));
        Assert.Equal(1, ChargeScene.Count(coop, "payment_word"));
    }

    [Fact]
    public async Task The_word_can_be_taken_back_by_the_household_once_and_given_again()
    {
        var coop = ChargeScene.Charged();
        var (oksana, dmytro) = (coop.As("Oksana"), coop.As("Дмитро"));
        var paid = await oksana.Submit(await oksana.Get("/account"), "form.paid");
        var page = await dmytro.Submit(await dmytro.Get("/account"), "form.take-back");
        Assert.Contains("The statement is open again", page.Text);
        Assert.Equal("€\u00A04.28 is still to be paid to the co-op.", page["#balance"]);
        await dmytro.Submit(page, "form.paid");
        // the page that Oksana has had open all the time takes back the first payment only, which has been
        page = await oksana.Submit(paid, "form.take-back");
        Assert.Contains("Die betaling was al teruggedraaid", page.Text);
        Assert.Equal(["142 payment 428", "142 reversal -428", "142 payment 428"], ChargeScene.Entries(coop).Skip(3));
    }

    [Fact]
    public async Task An_old_word_is_taken_back_on_the_page_of_its_statement()
    {
        var coop = ChargeScene.Charged();
        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get("/account"), "form.paid");
        TestClock.Advance(TimeSpan.FromDays(31));
        Assert.Null((await amara.Get("/account")).Html.QuerySelector("form.take-back"));
        var page = await amara.Submit(await amara.Get("/account/statement/2026-11"), "form.take-back");
        Assert.Equal("€\u00A09.20 is still to be paid to the co-op.", page["#balance"]);
    }

    [Fact]
    public async Task The_statement_shows_its_lines_equal_to_the_charge_to_the_cent()
    {
        var coop = ChargeScene.Charged();
        var page = await coop.As("Amara").Get("/account/statement/2026-11");
        Assert.Equal(["Kaas 0.5 kg €\u00A02.85 €\u00A01.43", "Linzen 3 500 g €\u00A02.27 €\u00A06.81 €\u00A00.30", "Zeep 0.333 kg €\u00A01.99 €\u00A00.66"],
            ChargeScene.Rows(page, "#lines tbody tr"));
        Assert.Equal("€\u00A09.20", page["#total"]);
        foreach (var part in (string[])["€\u00A08.90", "9\u00A0% VAT in €\u00A08.24", "€\u00A00.68", "21\u00A0% VAT in €\u00A00.66", "€\u00A00.11", "€\u00A00.30"])
            Assert.Contains(part, page["#sums"]);
        Assert.NotNull(page.Html.QuerySelector("a[href='/order/2026-11']"));
        Assert.Contains("€\u00A09.20", coop.Read(db => db.One<string>("select body_text from mail where address = 'amara@proef.example'")));
    }

    [Fact]
    public async Task Another_members_statement_is_not_found_and_cannot_be_answered()
    {
        var coop = ChargeScene.Charged();
        Assert.Equal(404, (await coop.As("Elif").Get("/account/statement/2026-11")).Status); // she took nothing and has none
        var amara = coop.As("Amara");
        var page = await amara.Get("/account");
        Assert.Equal(404, (await amara.Submit(page, "form.paid", new { cycle = "2026-10" })).Status);
        // naming another household's payment does not take it back
        var oksana = coop.As("Oksana");
        await oksana.Submit(await oksana.Get("/account"), "form.paid");
        var entry = coop.Read(db => db.One<long>("select entry_id from payment_word"));
        page = await amara.Submit(page, "form.paid");
        page = await amara.Submit(page, "form.take-back", new { entry });
        Assert.Contains("taken back already", page.Text);
        Assert.Equal(0, ChargeScene.Count(coop, "ledger_entry where kind = 'reversal'"));
    }

    [Fact]
    public async Task A_payment_that_the_treasurer_booked_is_not_for_the_member_to_take_back()
    {
        var coop = ChargeScene.Charged();
        var (amara, ingrid) = (coop.As("Amara"), coop.As("Ingrid"));
        var own = await amara.Submit(await amara.Get("/account"), "form.paid");
        await ingrid.Submit(await ingrid.Get("/money/members/114"), "form.reverse", new { Reason = "toch niet" }); // the newest: Amara's word
        await ingrid.Submit(await ingrid.Get("/money/members/114"), "form.book", new { Kind = "Payment", Amount = "9,20", Note = "bank", Statement = "2026-11" });
        var entry = coop.Read(db => db.One<long>("select max(entry_id) from payment_word"));
        var page = await amara.Submit(own, "form.take-back", new { entry });
        Assert.Equal(422, page.Status);
        Assert.Contains("Ingrid booked this payment", page.Text);
    }

    [Fact]
    public async Task All_entries_stand_with_the_balance_after_each_the_newest_first()
    {
        var amara = ChargeScene.Charged().As("Amara");
        var page = await amara.Submit(await amara.Get("/account"), "form.paid");
        Assert.Equal([("€\u00A09.20", "€\u00A00.00"), ("−€\u00A09.20", "−€\u00A09.20")], page.Html.QuerySelectorAll("#entries tbody tr")
            .Select(r => (r.QuerySelectorAll("td")[1].TextContent, r.QuerySelectorAll("td")[2].TextContent)));
    }
}

namespace FoodCoop.Tests.Features.Ledger;

public sealed class MoneyPagesTests
{
    [Fact]
    public async Task The_treasurer_sees_what_was_charged_said_and_not_yet_said()
    {
        var coop = ChargeScene.Charged();
        var oksana = coop.As("Oksana");
        await oksana.Submit(await oksana.Get("/account"), "form.paid");
        var ingrid = coop.As("Ingrid");
        var page = await ingrid.Get("/money");
        Assert.Equal("november 2026 €\u00A013,48 €\u00A04,28 (1) €\u00A09,20 (1) €\u00A04,74", ChargeScene.Rows(page, "#cycles tbody tr")[0]);
        Assert.Contains("nog te betalen", ChargeScene.Rows(page, "#balances tbody tr:has(a[href='/money/members/114'])")[0]);
        page = await ingrid.Get("/money/cycles/2026-11");
        Assert.Contains("PK-0142-2611 11 december 2026 Oksana, vrijdag 27 november, 21:30", page.Text);
        Assert.Contains("PK-0114-2611 11 december 2026 Nog niet gezegd", page.Text);
    }

    [Fact]
    public async Task The_treasurer_books_a_payment_for_a_statement_and_what_differs_stays_in_the_balance()
    {
        var coop = ChargeScene.Charged();
        var ingrid = coop.As("Ingrid");
        var page = await ingrid.Get("/money/members/114");
        page = await ingrid.Submit(page, "form.book", new { Kind = "Payment", Amount = "9,00", Note = "bij de bank gezien", Statement = "2026-11" });
        Assert.Equal(200, page.Status);
        Assert.Contains("Nog € 0,20 te betalen", page.Text);
        var member = await coop.As("Amara").Get("/account");
        Assert.Null(member.Html.QuerySelector("form.paid")); // it is answered
        Assert.Contains("Paid, said Ingrid", member.Text);
        Assert.Null(member.Html.QuerySelector("form.take-back")); // but not by the member
    }

    [Theory]
    [InlineData("Payment", "-3", "x", "Een betaling is meer dan nul")]
    [InlineData("Payment", "drie", "x", "geen bedrag")]
    [InlineData("Payment", "", "x", "Typ een bedrag")]
    [InlineData("Correction", "3", "", "in een paar woorden")]
    [InlineData("Charge", "3", "x", "Kies een betaling of een correctie")]
    [InlineData("Nonsense", "3", "x", "Nonsense")]
    public async Task A_booking_that_cannot_be_says_what_to_do_and_keeps_what_was_typed(string kind, string amount, string note, string message)
    {
        var coop = ChargeScene.Charged();
        var ingrid = coop.As("Ingrid");
        var page = await ingrid.Submit(await ingrid.Get("/money/members/114"), "form.book", new { Kind = kind, Amount = amount, Note = note });
        Assert.Equal(422, page.Status);
        Assert.True(page.Text.Contains(message, StringComparison.Ordinal), page.Text);
        Assert.Equal(amount, page.Html.QuerySelector("#Amount")!.GetAttribute("value"));
        Assert.Equal(3, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public async Task A_form_sent_twice_books_once()
    {
        var coop = ChargeScene.Charged();
        var ingrid = coop.As("Ingrid");
        var form = await ingrid.Get("/money/members/114");
        var twice = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ingrid.Submit(form, "form.book", new { Kind = "Correction", Amount = "-2,50", Note = "krat niet terug" })));
        Assert.All(twice, p => Assert.Equal(200, p.Status));
        Assert.Equal(4, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public async Task A_second_reversal_is_refused_with_a_sentence()
    {
        var coop = ChargeScene.Charged();
        var ingrid = coop.As("Ingrid");
        var page = await ingrid.Get("/money/members/114");
        Assert.Equal(422, (await ingrid.Submit(page, "form.reverse", new { Reason = "" })).Status);
        Assert.Equal(200, (await ingrid.Submit(page, "form.reverse", new { Reason = "dubbel" })).Status);
        var second = await ingrid.Submit(page, "form.reverse", new { Reason = "dubbel" });
        Assert.Equal(422, second.Status);
        Assert.Contains("Ingrid heeft deze boeking al teruggedraaid", second.Text);
        Assert.Equal(4, ChargeScene.Count(coop, "ledger_entry"));
        var other = await ingrid.Get("/money/members/142");
        Assert.Equal(404, (await ingrid.Submit(other, "form.reverse", new { Reason = "x", entry = "1000" })).Status);
    }

    [Theory]
    [InlineData("/pickup/2026-11/charge", "Tomás")]
    [InlineData("/money", "Ingrid")]
    [InlineData("/money/cycles/2026-11", "Ingrid")]
    [InlineData("/money/members/114", "Ingrid")]
    public async Task Pages_are_for_their_role_only(string address, string allowed)
    {
        var coop = ChargeScene.Charged();
        foreach (var name in (string[])["Amara", "Bart", "Elif", "Tomás", "Ingrid", "Μαρία", "Wei"])
            Assert.Equal(name == allowed ? 200 : 403, (await coop.As(name).Get(address)).Status);
    }

    [Fact]
    public async Task The_balances_come_as_a_file_in_the_way_of_the_readers_language()
    {
        var coop = ChargeScene.Charged();
        var ingrid = coop.As("Ingrid");
        var file = System.Text.Encoding.UTF8.GetString(await ingrid.Bytes((await ingrid.Get("/money")).Html.QuerySelector("#csv")!.GetAttribute("href")!));
        Assert.StartsWith("\uFEFFNummer;Lid;Saldo;In woorden", file, StringComparison.Ordinal);
        Assert.Contains("\n114;Amara;-9,20;nog te betalen", file);
        Assert.Contains("\n17;Bart;0,00;gelijk", file);
        Assert.Equal(403, (await coop.As("Amara").Get("/money?handler=Csv")).Status);
    }

    [Fact]
    public async Task Looking_at_pages_writes_nothing()
    {
        var coop = ChargeScene.Charged();
        var before = Bytes(coop);
        foreach (var (who, address) in ((string, string)[])[("Tomás", "/pickup/2026-11/charge"), ("Ingrid", "/money"), ("Ingrid", "/money/cycles/2026-11"),
            ("Ingrid", "/money/members/114"), ("Amara", "/account"), ("Amara", "/account/statement/2026-11"), ("Amara", "/account?handler=Paid&cycle=2026-11"),
            ("Amara", "/account?handler=TakeBack&cycle=2026-11")])
        {
            Assert.Equal(200, (await coop.As(who).Get(address)).Status);
        }
        Assert.Equal(before, Bytes(coop));
    }

    [Fact]
    public async Task Pages_open_on_a_co_op_without_any_cycle()
    {
        var coop = new TestCoop();
        Assert.Contains("Er is nog niets afgerekend", (await coop.As("Ingrid").Get("/money")).Text);
        Assert.Contains("Er is nog niets geboekt", (await coop.As("Ingrid").Get("/money/members/114")).Text);
        Assert.Contains("No statements yet", (await coop.As("Amara").Get("/account")).Text);
        Assert.Equal(404, (await coop.As("Ingrid").Get("/money/members/9998")).Status);
        Assert.Equal(404, (await coop.As("Ingrid").Get("/money/cycles/2026-11")).Status);
    }

    /// <summary>How many bytes the file and its journal have, and when they were last written to.</summary>
    private static (long, long, DateTime) Bytes(TestCoop coop)
    {
        var journal = new FileInfo(coop.File.Path + "-wal");
        return (new FileInfo(coop.File.Path).Length, journal.Length, journal.LastWriteTimeUtc);
    }
}

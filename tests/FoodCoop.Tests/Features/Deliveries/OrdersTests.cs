using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Tests.Features.PickupDay;

namespace FoodCoop.Tests.Features.Deliveries;

public sealed class OrdersTests
{
    private const string Page = "/buying/2026-11";

    private static long Supplier(TestCoop coop, string name) => coop.Read(db => db.One<long>("select id from supplier where name = @name", new { name }));

    private static string State(TestCoop coop) => coop.Read(db => db.One<string>("select state from cycle_state"));

    [Theory]
    [InlineData("Amara")]
    [InlineData("Tomás")]
    public async Task Only_a_buyer_sees_the_orders(string who)
    {
        var coop = PickupScene.In(CycleState.Closed);
        Assert.Equal(403, (await coop.As(who).Get(Page)).Status);
        Assert.Equal(403, (await coop.As(who).Get($"{Page}/{Supplier(coop, "De Molen")}/order.pdf")).Status);
    }

    [Fact]
    public async Task A_cycle_or_a_supplier_that_is_not_there_is_not_found()
    {
        var coop = PickupScene.In(CycleState.Closed);
        Assert.Equal(404, (await coop.As("Bart").Get("/buying/2031-01")).Status);
        Assert.Equal(404, (await coop.As("Bart").Get("/buying/2031-01/1/order.pdf")).Status);
        Assert.Equal(404, (await coop.As("Bart").Get($"{Page}/98765/order.pdf")).Status);
        Assert.Equal(404, (await coop.As("Bart").Get($"{Page}/{Supplier(coop, "De Molen")}/order.exe")).Status);
    }

    [Fact]
    public async Task While_members_order_the_page_shows_what_would_be_ordered_and_what_is_short()
    {
        var coop = PickupScene.In(CycleState.Open);
        coop.Write(db => db.Execute("insert into order_layer (order_line_id, at, amount) select id, changed_at, asked from order_line"));
        var page = await coop.As("Bart").Get(Page);
        Assert.Equal(200, page.Status);
        var mill = page.Html.QuerySelector($"[data-supplier='{Supplier(coop, "De Molen")}']")!.TextContent;
        // leeks 10.5 of 12: no case; apples 1 × 10.00; lentils 12 of 6: 2 × 11.90
        Assert.Contains("33,80", mill, StringComparison.Ordinal);
        Assert.Contains("26,20", mill, StringComparison.Ordinal); // to the minimum of 60.00
        Assert.Contains("Prei", mill, StringComparison.Ordinal);
        Assert.Contains("1,5", mill, StringComparison.Ordinal); // kg of leeks still needed
        Assert.DoesNotContain("Äpfel", mill, StringComparison.Ordinal);
        Assert.DoesNotContain("order.pdf", page.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("csv")]
    [InlineData("txt")]
    public async Task Before_closing_there_is_a_sentence_instead_of_a_file(string format)
    {
        var coop = PickupScene.In(CycleState.Fill);
        var page = await coop.As("Bart").Get($"{Page}/{Supplier(coop, "De Molen")}/order.{format}");
        Assert.Equal(404, page.Status);
        Assert.Contains("zodra de bestelronde gesloten is", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supplier_from_whom_nothing_is_ordered_has_a_sentence_instead_of_an_empty_file()
    {
        var coop = PickupScene.In(CycleState.Closed);
        coop.Write(db => db.Execute("update offer_result set cases = 0, given = 0"));
        var page = await coop.As("Bart").Get($"{Page}/{Supplier(coop, "De Molen")}/order.txt");
        Assert.Equal(404, page.Status);
        Assert.Contains("Bij De Molen wordt deze maand niets besteld.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_expected_invoice_is_cases_times_case_price()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var page = await coop.As("Bart").Get(Page);
        var mill = page.Html.QuerySelector($"[data-supplier='{Supplier(coop, "De Molen")}']")!.TextContent;
        Assert.Contains("51,14", mill, StringComparison.Ordinal); // 17.34 + 10.00 + 2 × 11.90
        Assert.Contains("8,86", mill, StringComparison.Ordinal); // below the minimum of 60.00
        Assert.Contains("1 product heeft geen code", mill, StringComparison.Ordinal);
        var farm = page.Html.QuerySelector($"[data-supplier='{Supplier(coop, "Boerderij")}']")!.TextContent;
        Assert.Contains("12,67", farm, StringComparison.Ordinal); // 6.00 + 2 × 3.333333
    }

    [Fact]
    public async Task The_csv_is_in_the_suppliers_language_and_runs_no_formula()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var csv = await coop.As("Bart").Bytes($"{Page}/{Supplier(coop, "De Molen")}/order.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.Equal(
            "Code;Product;Merk;Eenheid;Per colli;Colli;Prijs per colli;Bedrag\r\n" +
            "0101;Prei;;kg;12;1;17,34;17,34\r\n" +
            "\"'=2+3\";\"Linzen; \"\"groene\"\"\";;500 g;6;2;11,90;23,80\r\n" +
            ";Äpfel;;kg;5;1;10,00;10,00\r\n", Encoding.UTF8.GetString(csv[3..]));
        var english = await coop.As("Bart").Bytes($"{Page}/{Supplier(coop, "Boerderij")}/order.csv");
        Assert.Equal(
            "Code;Product;Brand;Unit;In case;Cases;Case price;Sum\r\n77;Melk;;l;6;1;6.00;6.00\r\n78;Room, los;;l;1;2;3.3333;6.67\r\n", Encoding.UTF8.GetString(english[3..]));
    }

    [Fact]
    public async Task The_lines_are_code_tab_cases_and_the_name_where_there_is_no_code()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var mill = await coop.As("Bart").Bytes($"{Page}/{Supplier(coop, "De Molen")}/order.txt");
        Assert.Equal("0101\t1\r\n=2+3\t2\r\nÄpfel\t1\r\n", Encoding.UTF8.GetString(mill));
        coop.Write(db => db.Execute("update order_line set allocated = 500 where offer_id = (select id from offer where name = 'Room, los')"));
        coop.Write(db => db.Execute("update offer_result set given = 1500 where offer_id = (select id from offer where name = 'Room, los')"));
        var farm = await coop.As("Bart").Bytes($"{Page}/{Supplier(coop, "Boerderij")}/order.txt");
        Assert.Equal("77\t1\r\n78\t1.5\r\n", Encoding.UTF8.GetString(farm));
    }

    [Fact]
    public async Task The_pdf_opens_in_the_browser_under_a_readable_name_and_is_not_kept()
    {
        var coop = PickupScene.In(CycleState.Closed);
        using var answer = await coop.As("Bart").Raw(new(HttpMethod.Get, $"{Page}/{Supplier(coop, "De Molen")}/order.pdf"));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("order-2026-11-de-molen.pdf", answer.Content.Headers.ContentDisposition.FileName);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.Equal(1, PickupScene.Pages(pdf));
    }

    [Fact]
    public async Task When_all_are_sent_the_cycle_is_ordered_once_with_who_and_when()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Page), $"[data-supplier='{Supplier(coop, "De Molen")}'] form.sent");
        Assert.Equal("Closed", State(coop));
        Assert.Contains("door Bart", page.Text, StringComparison.Ordinal);
        page = await bart.Submit(page, "form.sent");
        Assert.Equal("Ordered", State(coop));
        Assert.Equal("Bart", coop.Read(db => db.One<string>("select p.name from cycle_event e join person p on p.id = e.by_person_id where e.state = 'Ordered'")));
        Assert.Null(page.Html.QuerySelector("form.sent"));
    }

    [Fact]
    public async Task Sent_twice_keeps_who_was_first()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var bart = coop.As("Bart");
        var page = await bart.Get(Page);
        await bart.Submit(page, $"[data-supplier='{Supplier(coop, "De Molen")}'] form.sent");
        var first = coop.Read(db => db.One<string>("select sent_at from supplier_order where sent_at is not null"));
        TestClock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, (await bart.Submit(page, $"[data-supplier='{Supplier(coop, "De Molen")}'] form.sent")).Status);
        Assert.Equal(first, coop.Read(db => db.One<string>("select sent_at from supplier_order where sent_at is not null")));
    }

    [Fact]
    public async Task Not_sent_after_all_takes_the_step_back_and_it_can_be_taken_again()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Page), "form.sent");
        page = await bart.Submit(page, "form.sent");
        page = await bart.Submit(page, "form.not-sent");
        Assert.Equal("Closed", State(coop));
        Assert.Single(page.Html.QuerySelectorAll("form.sent"));
        await bart.Submit(page, "form.sent");
        Assert.Equal("Ordered", State(coop));
    }

    [Fact]
    public async Task After_a_second_closing_the_buyer_sees_which_order_this_one_replaces()
    {
        var coop = MinimumScene.Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Page), MinimumScene.Molen("sent"));
        Assert.DoesNotContain("daarvoor in de plaats", page.Text, StringComparison.Ordinal);
        var form = await bart.Get("/cycles/2026-11");
        await bart.Submit(form, "#back form", new Dictionary<string, string>
        {
            ["Back.To"] = "Open", ["Back.Reason"] = "de melk was vergeten", ["Back.ClosesOn"] = "2026-11-20", ["Back.ClosesAt"] = "21:00",
        });
        var closes = new DateTimeOffset(2026, 11, 20, 20, 0, 0, TimeSpan.Zero);
        TestClock.Set(closes);
        Cycles.CycleScene.Run(coop, closes);
        page = await bart.Get(Page);
        Assert.Contains("ging al een bestelling naar De Molen. Laat weten dat deze daarvoor in de plaats komt.", page["[data-supplier='1'] .note.warn"], StringComparison.Ordinal);
        Assert.Contains("woensdag 18 november, 23:00", page["[data-supplier='1'] .note.warn"], StringComparison.Ordinal);
        Assert.DoesNotContain("woensdag 18 november", page["[data-supplier='2']"], StringComparison.Ordinal); // of Zuid nothing had been sent
    }

    [Fact]
    public async Task An_order_whose_goods_have_arrived_stays_sent()
    {
        var coop = PickupScene.In(CycleState.Closed);
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(Page), "form.sent");
        page = await bart.Submit(page, "form.sent");
        coop.Write(db => db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, 'Delivered', opens_at from order_cycle"));
        var refused = await bart.Submit(page, "form.not-sent");
        Assert.Equal(422, refused.Status);
        Assert.Contains("al binnen", refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, coop.Read(db => db.One<int>("select count(*) from supplier_order where sent_at is not null")));
        Assert.Null(refused.Html.QuerySelector("form.not-sent"));
    }

    [Fact]
    public async Task A_month_without_orders_goes_on_by_a_click()
    {
        var coop = PickupScene.In(CycleState.Closed);
        coop.Write(db => { db.Execute("delete from supplier_order"); db.Execute("update offer_result set cases = 0, given = 0"); });
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(Page), "form.nothing");
        Assert.Equal("Ordered", State(coop));
    }
}

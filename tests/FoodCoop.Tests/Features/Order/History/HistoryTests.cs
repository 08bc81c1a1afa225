using FoodCoop.Features.Order.History;
using FoodCoop.Platform;
using FoodCoop.Tests.Features.Ledger;

namespace FoodCoop.Tests.Features.Order.History;

public sealed class HistoryTests
{
    [Fact]
    public async Task Each_cycle_stands_with_its_total_and_what_was_charged()
    {
        var page = await ChargeScene.Charged().As("Amara").Get("/order/history");
        Assert.Equal(["November 2026 settled 3 €\u00A09.20 €\u00A09.20 PDF November 2026 · CSV November 2026"], ChargeScene.Rows(page, "#history tbody tr"));
        Assert.Equal("/order/2026-11", page.Html.QuerySelector("#history th a")!.GetAttribute("href"));
        Assert.Equal(["Linzen 1 €\u00A06.81", "Kaas 1 €\u00A01.43", "Zeep 1 €\u00A00.66"], ChargeScene.Rows(page, "#most tbody tr"));
    }

    [Fact]
    public async Task A_charge_that_was_taken_back_counts_no_more()
    {
        var coop = ChargeScene.Charged();
        coop.Write(db => db.Execute("insert into ledger_entry (member_id, kind, amount, cycle_id, reverses_id, at) select member_id, 'reversal', -amount, cycle_id, id, at from ledger_entry where kind = 'charge'"));
        Assert.Equal("€\u00A00.00", (await coop.As("Amara").Get("/order/history")).Html.QuerySelectorAll("#history td")[3].TextContent);
    }

    [Fact]
    public async Task A_payment_is_no_charge()
    {
        var coop = ChargeScene.Charged();
        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get("/account"), "form.paid");
        Assert.Equal("€\u00A09.20", (await amara.Get("/order/history")).Html.QuerySelectorAll("#history td")[3].TextContent);
    }

    [Fact]
    public async Task What_is_open_is_told_and_left_out_of_the_years_figures()
    {
        var coop = FormerScene.Coop();
        coop.Asks(coop.Offer("Rijst", price: 312), 2000);
        coop.Asks(coop.OfferedBefore("Rijst", price: 298), 1000, came: true);
        var page = await coop.As("Çağla").Get("/order/history");
        Assert.Contains("Je hebt nog geen bestellingen", page.Text); // all of it is Amara's
        page = await coop.As("Amara").Get("/order/history");
        Assert.Equal(["November 2026 open 1 €\u00A06.24 not yet PDF November 2026 · CSV November 2026", "October 2026 settled 1 €\u00A02.98 not yet PDF October 2026 · CSV October 2026"],
            ChargeScene.Rows(page, "#history tbody tr"));
        Assert.Equal(["1 order", "€\u00A02.98 together in 2026"], page.Html.QuerySelectorAll(".figures > div").Select(d => $"{d.QuerySelector("dd")!.TextContent} {d.QuerySelector("dt")!.TextContent}"));
    }

    [Fact]
    public async Task The_years_orders_stand_as_columns_with_their_cents_in_words()
    {
        var coop = FormerScene.Coop();
        coop.Asks(coop.Offer("Rijst", price: 312), 2000, came: true);
        coop.Asks(coop.OfferedBefore("Rijst", price: 298), 1000, came: true);
        TestClock.Set(coop.Cycle().ClosesAt);
        await FoodCoop.Features.Cycles.CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        var page = await coop.As("Amara").Get("/order/history");
        Assert.Equal(["3€\u00A02.98 in October 2026 O", "0€\u00A00.00 in November 2026 N"], ChargeScene.Rows(page, ".columns li"));
    }

    [Fact]
    public async Task The_csv_is_what_the_page_shows()
    {
        var coop = ChargeScene.Charged();
        var csv = System.Text.Encoding.UTF8.GetString(await coop.As("Oksana").Bytes("/order/history?handler=Csv&year=2026"));
        Assert.Equal("\uFEFFMaand;Stand;Aantal producten;Producten;Statiegeld;Totaal;In rekening gebracht\r\n2026-11;afgerekend;1;4,28;0,00;4,28;4,28\r\n", csv);
    }

    [Fact]
    public async Task A_products_price_stands_by_month_with_what_the_household_asked_and_got()
    {
        var coop = FormerScene.Coop();
        coop.Asks(coop.Offer("Rijst", price: 312), 2000);
        coop.Asks(coop.OfferedBefore("Rijst", price: 298), 1000, came: true);
        coop.Asks(coop.Offer("Bonen"), 7000, member: 17);
        var page = await coop.As("Amara").Get($"/order/prices/{coop.Product("Rijst")}");
        Assert.Equal(["Nov 2026 €\u00A03.12 €\u00A00.14 more 2 –", "Oct 2026 €\u00A02.98 1 1"], ChargeScene.Rows(page, "#prices tbody tr"));
        Assert.Equal("Price per 500 g: €\u00A02.98 in October 2026, €\u00A03.12 in November 2026; lowest €\u00A02.98, highest €\u00A03.12. The table below has them all.",
            page.Html.QuerySelector(".chart svg")!.GetAttribute("aria-label"));
        // of another's order nothing is seen
        page = await coop.As("Amara").Get($"/order/prices/{coop.Product("Bonen")}");
        Assert.Equal(["Nov 2026 €\u00A02.50 – –"], ChargeScene.Rows(page, "#prices tbody tr"));
        Assert.Null(page.Html.QuerySelector(".chart"));
        Assert.Equal(404, (await coop.As("Amara").Get("/order/prices/999999")).Status);
    }

    [Fact]
    public async Task A_price_that_never_moved_is_a_sentence_and_no_drawing()
    {
        var coop = FormerScene.Coop();
        coop.Offer("Rijst", price: 312);
        coop.OfferedBefore("Rijst", price: 312);
        var page = await coop.As("Çağla").Get($"/order/prices/{coop.Product("Rijst")}");
        Assert.Contains("De prijs per 500 g is € 3,12 sinds oktober 2026.", page.Text);
        Assert.Null(page.Html.QuerySelector(".chart svg"));
    }

    private static PricePoint Point(string code, long price, string unit) =>
        new(code, "Rijst", "", unit, Quantity.Of(6), false, new(price), Money.Zero, Quantity.Zero, null);

    [Fact]
    public void Packs_of_different_sizes_are_compared_by_the_kilo()
    {
        var series = PriceSeries.Of([Point("2026-01", 312, "500 g"), Point("2026-02", 600, "1 kg"), Point("2026-03", 580, "kg")]);
        Assert.Equal(("kg", false), (series.Per, series.LeftOut));
        Assert.Equal([624, 600, 580], series.Prices.Select(p => p.Price.Cents));
    }

    [Fact]
    public void What_cannot_be_compared_with_the_newest_is_left_out_of_the_drawing()
    {
        var series = PriceSeries.Of([Point("2026-01", 312, "500 g"), Point("2026-02", 99, "stuk"), Point("2026-03", 95, "stuk")]);
        Assert.Equal(("stuk", true), (series.Per, series.LeftOut));
        Assert.Equal(["2026-02", "2026-03"], series.Prices.Select(p => p.Code));
    }

    [Fact]
    public void A_line_goes_from_edge_to_edge_with_the_dearest_on_top()
    {
        var chart = LineChart.Of([("a", new(100)), ("b", new(300)), ("c", new(200))]);
        Assert.Equal((LineChart.Bottom, LineChart.Top, (LineChart.Bottom + LineChart.Top) / 2), (chart.Dots[0].Y, chart.Dots[1].Y, chart.Dots[2].Y));
        Assert.True(chart.Dots[0].X < chart.Dots[1].X && chart.Dots[1].X < chart.Dots[2].X && chart.Dots[2].X < LineChart.Width);
        Assert.Equal((new Money(100), new Money(300)), (chart.Low, chart.High));
        Assert.Single(LineChart.Of([("a", new(100)), ("b", new(100))]).Dots.Select(m => m.Y).Distinct());
    }
}

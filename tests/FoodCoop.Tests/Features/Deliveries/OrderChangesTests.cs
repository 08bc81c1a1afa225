using static FoodCoop.Tests.Features.Deliveries.MinimumScene;

namespace FoodCoop.Tests.Features.Deliveries;

public sealed class OrderChangesTests
{
    [Fact]
    public async Task Who_was_told_not_yet_certain_hears_that_it_comes_after_all_and_the_others_hear_nothing()
    {
        var coop = await Ordered(Zuid("sent"));
        Assert.Equal(2, Letters(coop, AtOrdered).Count);
        var amara = To(coop, AtOrdered, "Amara");
        Assert.StartsWith("changes-since-closing/2026-11/1/person-", amara.Key, StringComparison.Ordinal);
        Assert.Equal("Your order for November 2026 is certain now (€ 20.43)", amara.Subject);
        Assert.Contains("Zuid is ordered after all\n- Olijven, 500 g: 5\n", amara.Text, StringComparison.Ordinal);
        var cagla = To(coop, AtOrdered, "Çağla");
        Assert.Equal("Je bestelling van november 2026 is nu zeker (€ 15,89)", cagla.Subject);
        Assert.DoesNotContain("Tahin", cagla.Text, StringComparison.Ordinal); // nothing of it was promised
    }

    [Fact]
    public async Task Who_was_told_not_yet_certain_hears_that_it_does_not_come_with_before_after_and_new_total()
    {
        var coop = await Ordered(Zuid("drop"));
        var amara = To(coop, AtOrdered, "Amara");
        Assert.Equal("Changes in your order for November 2026: the total is now € 9.08", amara.Subject);
        Assert.Contains("Zuid does not come this time\nIts minimum of € 30.00 was not reached.\n\n- Olijven, 500 g: 5 → 0\n", amara.Text, StringComparison.Ordinal);
        Assert.Contains("Your new total: € 9.08", amara.Text, StringComparison.Ordinal);
        var cagla = To(coop, AtOrdered, "Çağla");
        Assert.Equal("Je bestelling van november 2026 is veranderd: het totaal is nu € 0,00", cagla.Subject);
        Assert.Contains("- Olijven, 500 g: 7 → 0", cagla.Text, StringComparison.Ordinal);
        Assert.Equal(["114 Linzen 4 4", "142 Linzen 2 2", "114 Olijven 0 0", "88 Olijven 0 0", "88 Tahin 0 0"], Told(coop));
    }

    [Fact]
    public async Task What_a_buyer_changed_after_closing_is_told_to_each_person_of_the_member()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update order_line set locked = 1000, allocated = 1000, hand_at = changed_at, hand_reason = 'nog gebeld' where member_id = (select id from member where number = 142)"));
        await Take(coop, Zuid("sent"));
        Assert.Contains("Changed\n- Linzen, 500 g: 2 → 1\n  Set by the buyer: nog gebeld\n", To(coop, AtOrdered, "Дмитро").Text, StringComparison.Ordinal);
        Assert.Contains("Veranderd\n- Linzen, 500 g: 2 → 1\n  Ingevuld door de inkoper: nog gebeld\n", To(coop, AtOrdered, "Oksana").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_a_buyer_added_after_closing_is_told()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("""
            insert into order_line (offer_id, member_id, asked, locked, allocated, changed_at)
            select o.id, m.id, 0, 1000, 1000, o.rowid from offer o, member m where o.name = 'Linzen' and m.number = 17
            """));
        await Take(coop, Zuid("sent"));
        Assert.Contains(Letters(coop, AtOrdered), l => l.Text.Contains("0 → 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_written_to_when_nothing_changed()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update supplier_order set below_minimum = 0"));
        await Take(coop, Zuid("sent"));
        await Arrive(coop);
        Assert.Empty(Letters(coop, AtOrdered));
        Assert.Empty(Letters(coop, AtDelivered));
    }

    [Fact]
    public async Task Who_has_no_address_or_has_switched_it_off_gets_no_mail_and_reads_it_on_the_page()
    {
        var coop = Closed();
        coop.Write(db =>
        {
            db.Execute("update person set email = null where name = 'Amara'");
            db.Execute("insert into mail_off (person_id, kind, at) select id, 'changes-since-closing', '2026-11-01' from person where name = 'Çağla'");
        });
        await Take(coop, Zuid("drop"));
        Assert.Empty(Letters(coop, AtOrdered));
        Assert.Contains("88 Olijven 0 0", Told(coop));
        Assert.Contains("Zuid does not come this time", (await coop.As("Amara").Get("/order/2026-11")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_clicks_at_once_write_once()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(Buying), Zuid("drop"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => coop.As("Bart")).Select(async b => await b.Submit(await b.Get("/cycles/2026-11"), "#next", new { state = "Ordered" })));
        Assert.Equal(2, Letters(coop, AtOrdered).Count);
        coop.Write(db => db.Execute("update order_line set delivered = 1000 where member_id = (select id from member where number = 142)"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => coop.As("Tomás")).Select(async b =>
        {
            var day = await b.Get("/pickup/2026-11");
            await b.Post("/pickup/2026-11?handler=Arrived", BelowMinimumTests.Token(day));
        }));
        Assert.Equal(2, Letters(coop, AtDelivered).Count);
        Assert.Equal("Delivered", State(coop));
    }

    [Fact]
    public async Task What_came_other_than_told_is_told_when_it_is_delivered_and_stays_as_it_was_counted()
    {
        var coop = await Ordered(Zuid("sent"));
        coop.Write(db =>
        {
            db.Execute("update order_line set delivered = 3000 where member_id = (select id from member where number = 114) and allocated = 4000");
            db.Execute("update order_line set delivered = 3000 where member_id = (select id from member where number = 142)");
        });
        await Arrive(coop);
        Assert.Equal(3, Letters(coop, AtDelivered).Count);
        var amara = To(coop, AtDelivered, "Amara");
        Assert.Equal("Not all came for November 2026: your total is now € 18.16", amara.Subject);
        Assert.Contains("Less came of this:\n- Linzen, 500 g: 4 → 3\n", amara.Text, StringComparison.Ordinal);
        Assert.Contains("Pickup is on Friday 27 November, 18:00 to 20:00.", amara.Text, StringComparison.Ordinal);
        var oksana = To(coop, AtDelivered, "Oksana");
        Assert.Equal("Levering van november 2026 anders dan verwacht: je totaal is nu € 6,81", oksana.Subject);
        Assert.Contains("Hiervan kwam meer:\n- Linzen, 500 g: 2 → 3\n", oksana.Text, StringComparison.Ordinal);
        Assert.Equal(["114 Linzen 3 3", "142 Linzen 3 3", "114 Olijven 5 5", "88 Olijven 7 7", "88 Tahin 0 0"],
            coop.Read(db => db.Query<string>("""
                select m.number || ' ' || o.name || ' ' || (l.delivered / 1000) || ' ' || (l.told / 1000)
                from order_line l join offer o on o.id = l.offer_id join member m on m.id = l.member_id order by o.name, l.id
                """)));
        Assert.Contains("3 came of the 4 that were meant for you.", (await coop.As("Amara").Get("/order/2026-11")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_arrived_after_all_keeps_what_was_counted()
    {
        var coop = await Ordered(Zuid("sent"));
        coop.Write(db => db.Execute("update order_line set delivered = 3000 where member_id = (select id from member where number = 142)"));
        await Arrive(coop);
        var host = coop.As("Tomás");
        await TakeBack(coop, host);
        Assert.Equal([(142, 3000L)], coop.Read(db => db.Query<(int, long)>(
            "select m.number, l.delivered from order_line l join member m on m.id = l.member_id where l.delivered is not null")));
    }

    [Fact]
    public async Task A_second_time_in_the_state_tells_only_what_is_new_since_the_first()
    {
        var coop = await Ordered(Zuid("sent"));
        coop.Write(db =>
        {
            db.Execute("""
                insert into cycle_event (cycle_id, closing, state, round, back, at, by_person_id, reason)
                select c.id, 1, 'Closed', 2, 1, c.closes_at, p.id, 'een vergissing' from order_cycle c, person p where c.code = '2026-11' and p.name = 'Bart'
                """);
            db.Execute("update order_line set locked = 4000, allocated = 4000 where member_id = (select id from member where number = 114) and allocated = 5000");
        });
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", new { state = "Ordered" });
        var second = Assert.Single(Letters(coop, AtOrdered), l => l.Key.StartsWith("changes-since-closing/2026-11/1/2/", StringComparison.Ordinal));
        Assert.Contains("- Olijven, 500 g: 5 → 4", second.Text, StringComparison.Ordinal);
        Assert.Equal(3, Letters(coop, AtOrdered).Count);
    }

    private static async Task TakeBack(TestCoop coop, TestBrowser host)
    {
        var page = await host.Get("/pickup/2026-11");
        await host.Post("/pickup/2026-11?handler=Back", [.. BelowMinimumTests.Token(page), new("reason", "een vergissing"), new("Reason", "een vergissing")]);
        Assert.Equal("Ordered", State(coop));
    }
}

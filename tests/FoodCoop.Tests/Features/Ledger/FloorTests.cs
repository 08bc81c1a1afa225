using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Ledger;

/// <summary>The assembly's floor is −€ 50.00 where a test does not say otherwise; rice is € 5.00 and 50 cents deposit.</summary>
public sealed class FloorTests
{
    private readonly TestCoop coop = new();
    private readonly Id<Offer> rice;

    public FloorTests()
    {
        coop.OpenCycle();
        rice = coop.Offer("Rijst", caseSize: 1000, price: 500, deposit: 50);
        coop.Write(db => db.Execute("update coop set balance_floor = -5000"));
    }

    [Theory]
    [InlineData(null, 0, 9999, true)]
    [InlineData(1000, 0, 1000, true)]
    [InlineData(1000, 0, 1001, false)]
    [InlineData(1000, 500, 1500, true)]
    [InlineData(-1, 500, 500, true)] // the same, only otherwise
    [InlineData(-900, 500, 499, true)] // less is never refused
    [InlineData(0, 500, 501, false)]
    public void Room_is_what_an_order_may_grow_by(int? room, int before, int after, bool allowed) =>
        Assert.Equal(allowed, Floor.Allows(room is { } cents ? new Money(cents) : null, new(before), new(after)));

    [Fact]
    public void Flex_and_deposits_count_and_the_sentence_says_how_much_room_is_left()
    {
        coop.Ask(rice, "Amara", 5, 4); // 9 × 5.50 = 49.50
        var refused = Assert.Throws<Refused>(() => coop.Ask(rice, "Amara", 6, 4, seen: 1));
        Assert.Equal("Ledger.FloorRoom", refused.TextKey);
        Assert.Equal(["Rijst", new Money(550), new Money(50)], refused.Arguments);
        coop.Ask(rice, "Amara", 6, 3, seen: 1); // as much at most
        coop.Ask(rice, "Amara", 6, 2, seen: 2);
    }

    [Fact]
    public void Without_a_floor_nothing_is_refused()
    {
        coop.Write(db => db.Execute("update coop set balance_floor = null"));
        Assert.Equal(Quantity.Of(500), coop.Ask(rice, "Amara", 500).Asked);
    }

    [Fact]
    public void A_balance_counts_and_a_payment_makes_room()
    {
        Book("Amara", -4700);
        Assert.Equal("Ledger.FloorRoom", Assert.Throws<Refused>(() => coop.Ask(rice, "Amara", 1)).TextKey);
        Book("Amara", -300);
        Assert.Equal("Ledger.FloorNone", Assert.Throws<Refused>(() => coop.Ask(rice, "Amara", 1)).TextKey);
        Book("Amara", 5000);
        coop.Ask(rice, "Amara", 9);
    }

    [Fact]
    public void Lowering_is_never_refused_however_far_below_the_balance_is()
    {
        coop.Ask(rice, "Amara", 9);
        Book("Amara", -100_000);
        coop.Ask(rice, "Amara", 5, seen: 1);
        coop.Ask(rice, "Amara", 4, 1, seen: 2);
        Assert.Throws<Refused>(() => coop.Ask(rice, "Amara", 5, 1, seen: 3));
        coop.Ask(rice, "Amara", 0, seen: 3);
    }

    [Fact]
    public void Closed_orders_that_are_not_charged_yet_count_at_what_comes_and_settled_ones_only_as_their_charge()
    {
        Former("Closed", allocated: 4);
        Assert.Equal(new Money(5000 - 2200), Room("Amara"));
        coop.Ask(rice, "Amara", 5);
        Assert.Equal(new Money(550), ((Money)Assert.Throws<Refused>(() => coop.Ask(rice, "Amara", 7, seen: 1)).Arguments[2]) + new Money(550) - new Money(50));
        coop.Write(db =>
        {
            db.Execute("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select m.id, 'charge', -2200, c.id, @now from member m, order_cycle c where m.number = 114 and c.code = '2026-10'", new { now = TestClock.Start });
            foreach (var state in (string[])["Ordered", "Delivered", "Pickup", "Settled"])
                db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, @now from order_cycle where code = '2026-10'", new { state, now = TestClock.Start });
        });
        Assert.Equal(new Money(5000 - 2200 - 2750), Room("Amara"));
    }

    [Fact]
    public void What_was_withdrawn_does_not_count_and_the_shelf_has_no_floor()
    {
        coop.Ask(rice, "Amara", 9);
        coop.Write(db => db.Execute("update offer set withdrawn_at = @now", new { now = TestClock.Start }));
        Assert.Equal(new Money(5000), Room("Amara"));
        coop.Write(db => db.Execute("insert into member (number, name, seats, kind, joined_on) values (9999, 'Schap', 0, 'shelf', '2024-01-01')"));
        Assert.Null(coop.Read(db => Floor.Room(db, new(db.One<long>("select id from member where number = 9999")))));
    }

    [Fact]
    public async Task Two_tabs_at_once_cannot_both_take_the_last_of_the_room()
    {
        var offers = Enumerable.Range(1, 12).Select(i => coop.Offer($"Product {i}", caseSize: 1000, price: 900)).ToList();
        var saved = await Task.WhenAll(offers.Select((offer, i) => Task.Run(() =>
        {
            try
            {
                coop.Ask(offer, i % 2 == 0 ? "Дмитро" : "Oksana", 1); // two of one household
                return true;
            }
            catch (Refused)
            {
                return false;
            }
        })));
        Assert.Equal(5, saved.Count(s => s)); // 5 × 9.00 of 50.00
        Assert.Equal(new Money(500), Room("Oksana"));
    }

    [Fact]
    public async Task The_form_without_script_saves_what_there_is_room_for_and_keeps_the_rest_as_typed()
    {
        var tea = coop.Offer("Thee", caseSize: 1000, price: 4000);
        var cagla = coop.As("Çağla");
        var (first, second) = (await cagla.Get($"/order/{Scene.Code}"), await cagla.Get($"/order/{Scene.Code}"));
        Assert.Equal(200, (await cagla.Submit(first, "#order", new Dictionary<string, string> { [$"a{tea}"] = "1" })).Status);
        var after = await cagla.Submit(second, "#order", new Dictionary<string, string> { [$"a{rice}"] = "2" });
        Assert.Equal(422, after.Status);
        Assert.Contains("je hebt nog ruimte voor € 10,00", after.Text);
        Assert.Equal("2", after.Html.QuerySelector($"input[name=a{rice}]")!.GetAttribute("value"));
        Assert.Equal(1, coop.Read(db => db.One<long>("select count(*) from order_line")));
    }

    [Fact]
    public async Task A_save_takes_as_many_statements_with_a_floor_as_without()
    {
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}");
        var token = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        async Task<int> Save(int asked, int seen) => await Statements.Of(async () => Assert.Equal(200, (await amara.Post($"/order/{Scene.Code}?handler=Line", new Dictionary<string, string>
        {
            ["offer"] = $"{rice}", ["asked"] = $"{asked}", ["flex"] = "0", ["seen"] = $"{seen}", ["device"] = "phone", ["change"] = $"{asked}", ["__RequestVerificationToken"] = token,
        })).Status));
        var with = await Save(1, 0);
        coop.Write(db => db.Execute("update coop set balance_floor = null"));
        coop.Write(db => db.Execute("delete from order_layer"));
        coop.Write(db => db.Execute("delete from order_line"));
        Assert.Equal(await Save(2, 0), with);
        Assert.InRange(with, 1, 6);
    }

    [Fact]
    public async Task The_floor_is_a_decision_of_the_assembly_that_all_members_can_read()
    {
        var wei = coop.As("Wei");
        var form = await wei.Get("/settings/room");
        Assert.Equal("50.00", form.Html.QuerySelector("#MostOwed")!.GetAttribute("value"));
        Assert.Equal(422, (await wei.Submit(form, "form.room", new { MostOwed = "75" })).Status);
        Assert.Equal(422, (await wei.Submit(form, "form.room", new { MostOwed = "-1", DecidedOn = "2026-11-10", Words = "x" })).Status);
        Assert.Equal(200, (await wei.Submit(form, "form.room", new { MostOwed = "75", DecidedOn = "2026-11-10", Words = "Nobody owes more than 75." })).Status);
        var page = await coop.As("Amara").Get("/coop");
        Assert.Contains("−€ 75.00", page.Text);
        Assert.Contains("Nobody owes more than 75.", page.Text);
        Assert.Equal(200, (await wei.Submit(form, "form.room", new { MostOwed = "", DecidedOn = "2026-11-11", Words = "No floor any more." })).Status);
        Assert.Null(coop.Read(db => Floor.Room(db, new(1))));
        Assert.Null((await coop.As("Amara").Get("/coop")).Html.QuerySelector("#floor"));
    }

    [Fact]
    public async Task Fill_help_proposes_nothing_that_there_is_no_room_for()
    {
        var oats = coop.Offer("Haver", caseSize: 12000, price: 1000);
        coop.Ask(oats, "Bart", 4);
        coop.Ask(oats, "Amara", 3);
        var page = await coop.As("Amara").Get($"/order/{Scene.Code}/fill");
        Assert.Contains("floor for balances", page.Text); // 5 more are € 50.00, and there is room for € 20.00
        Assert.Empty(page.Html.QuerySelectorAll("button[data-way]"));
    }

    private Money? Room(string name) => coop.Read(db => Floor.Room(db, new(db.One<long>("select member_id from person where name = @name", new { name }))));

    private void Book(string name, int cents) => coop.Write(db => db.Execute(
        "insert into ledger_entry (member_id, kind, amount, at) select member_id, 'correction', @cents, @now from person where name = @name", new { name, cents, now = TestClock.Start }));

    /// <summary>October's order of Amara: so many of rice, with deposits 5.50 each.</summary>
    private void Former(string state, int allocated) => coop.Write(db =>
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values ('2026-10', '2026-10-30', '18:00', '20:00', '2026-10-06T07:00:00.000Z', '2026-10-19T20:00:00.000Z', '2026-10-21T20:00:00.000Z', '2026-09-01T07:00:00.000Z')
            """);
        foreach (var past in (string[])["Planned", "Open", "Fill", "Closed"])
        {
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @past, opens_at from order_cycle where code = '2026-10'", new { past });
            if (past == state) break;
        }
        db.Execute("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
              net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select c.id, o.product_id, o.supplier_id, o.code, o.name, '', '', '', o.unit, '', o.case_size, o.order_step, 0, 0,
              o.net_price, o.net_per, 400, 'low', 900, 500, 50, '', '', ''
            from offer o, order_cycle c where c.code = '2026-10'
            """);
        db.Execute("""
            insert into order_line (offer_id, member_id, asked, changed_at, allocated)
            select o.id, m.id, 9000, c.opens_at, @allocated * 1000 from offer o join order_cycle c on c.id = o.cycle_id, member m where c.code = '2026-10' and m.number = 114
            """, new { allocated });
    });
}

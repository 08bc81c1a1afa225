using FoodCoop.Tests.Features.SignIn;

namespace FoodCoop.Tests.Features.Membership;

public sealed class DetailTests
{
    [Theory]
    [InlineData("cagla", "Çağla")]
    [InlineData("114", "Amara")]
    [InlineData("oks 142", "Дмитро")]
    public async Task The_search_forgives_accents_and_finds_numbers_and_persons(string search, string found)
    {
        var page = await new TestCoop().As("Μαρία").Get("/membership?search=" + Uri.EscapeDataString(search));
        Assert.Equal(found, page["table.members tbody th"]);
        Assert.Single(page.Html.QuerySelectorAll("table.members tbody tr"));
    }

    [Fact]
    public async Task More_seats_are_checked_against_the_cap_and_fewer_always_fit()
    {
        var coop = new TestCoop();
        AdmitTests.SeatsLeft(coop, 0);
        var browser = coop.As("Μαρία");
        var page = await browser.Get("/membership/114");
        Assert.Contains("The room is full", (await browser.Submit(page, "form.member", new { Seats = 2 })).Text);
        coop.Write(db => db.Execute("update member set seats = 3 where number = 114"));
        Assert.Equal(200, (await browser.Submit(page, "form.member", new { Seats = 2 })).Status);
        Assert.Equal(2, coop.Read(db => db.One<int>("select seats from member where number = 114")));
    }

    [Fact]
    public async Task A_person_without_address_is_added_and_another_of_the_same_household_has_one()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        foreach (var name in new[] { "Grandma", "Grandpa" })
        {
            var page = await browser.Submit(await browser.Get("/membership/114/person"), "form.person", new { Name = name, Phone = "020 1234567" });
            Assert.Equal("/membership/114", page.Path);
            Assert.Contains(name, page.Text);
        }
        Assert.Equal(2, coop.Read(db => db.One<int>("select count(*) from person where email is null")));
        Assert.Equal(1, coop.Read(db => db.One<int>("select seats from member where number = 114"))); // persons take no seats
    }

    [Fact]
    public async Task A_person_is_changed_and_keeps_her_own_address()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var id = coop.Read(db => db.One<long>("select id from person where name = 'Amara'"));
        var form = await browser.Get($"/membership/114/person/{id}");
        await browser.Submit(form, "form.person", new { Phone = "06 98765432" });
        Assert.Equal(("amara@proef.example", "06 98765432"), coop.Read(db => db.One<(string, string)>("select email, phone from person where id = @id", new { id })));
        var taken = await browser.Submit(form, "form.person", new { Email = "bart@proef.example" });
        Assert.Contains("already belongs to Bart", taken.Text);
        Assert.Equal(404, (await browser.Get($"/membership/17/person/{id}")).Status); // not Bart's household
    }

    [Fact]
    public async Task An_invitation_lets_in_and_leads_to_the_own_details()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        await browser.Submit(await browser.Get("/membership/114"), "form.invite");
        TestClock.Advance(TimeSpan.FromDays(13));
        var amara = coop.As(null);
        var page = await amara.Submit(await amara.Get(coop.LastLink()), "form.follow");
        Assert.Equal("/account/profile", page.Path);
        Assert.Contains("Welcome, Amara.", page.Text);
    }

    [Fact]
    public async Task A_member_leaves_at_once_frees_its_seats_and_can_come_back()
    {
        var coop = new TestCoop();
        var amara = coop.As("Amara");
        var browser = coop.As("Μαρία");
        var page = await browser.Submit(await browser.Get("/membership/114"), "form.leave");
        Assert.Contains("left on 12 November 2026", page.Text);
        Assert.False(await amara.IsIn());
        Assert.Equal(8, coop.Read(db => db.One<int>("select seats from seats_taken")));
        Assert.DoesNotContain("Amara", (await browser.Get("/membership")).Text);
        Assert.Contains("Amara", (await browser.Get("/membership?show=left")).Text);
        AdmitTests.SeatsLeft(coop, 0);
        Assert.Contains("The room is full", (await browser.Submit(page, "form.return")).Text);
        AdmitTests.SeatsLeft(coop, 1);
        await browser.Submit(page, "form.return");
        Assert.Equal(9, coop.Read(db => db.One<int>("select seats from seats_taken")));
        Assert.True(await coop.As("Amara").IsIn());
    }

    [Fact]
    public async Task One_person_leaves_and_the_household_stays()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var id = coop.Read(db => db.One<long>("select id from person where name = 'Oksana'"));
        await browser.Submit(await browser.Get($"/membership/142/person/{id}"), "form.leave");
        Assert.False(await coop.As("Oksana").IsIn());
        Assert.True(await coop.As("Дмитро").IsIn());
        Assert.Equal(9, coop.Read(db => db.One<int>("select seats from seats_taken")));
    }

    [Fact]
    public async Task The_last_admin_cannot_leave()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var page = await browser.Submit(await browser.Get("/membership/1"), "form.leave");
        Assert.Equal(422, page.Status);
        Assert.Contains("There must always be an admin", page.Text);
        Assert.True(await coop.As("Wei").IsIn());
    }

    [Fact]
    public async Task What_is_ordered_in_an_open_round_is_dropped_on_leaving_and_what_has_closed_stays()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            db.Execute("insert into supplier (name, created_at) values ('Rijpe Aar', '2026-11-01T00:00:00.000Z')");
            db.Execute("""
                insert into product (supplier_id, identity, name, unit, case_size, price, price_per, vat_class, status, first_seen_at, changed_at)
                select id, '1', 'Linzen', '500 g', 6000, 1000000, 1, 'low', 'active', created_at, created_at from supplier
                """);
            foreach (var (code, state) in new[] { ("2026-10", "Closed"), ("2026-11", "Open") }) Round(db, code, state);
        });
        var browser = coop.As("Μαρία");
        await browser.Submit(await browser.Get("/membership/114"), "form.leave");
        var lines = coop.Read(db => db.Query<(string, long)>("""
            select c.code, l.asked from order_line l join offer o on o.id = l.offer_id join order_cycle c on c.id = o.cycle_id order by c.code
            """));
        Assert.Equal([("2026-10", 2000), ("2026-11", 0)], lines);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from order_layer where dropped_at is null")));
    }

    [Fact]
    public async Task Who_leaves_between_the_deadline_and_the_clocks_round_has_ordered()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var lentils = coop.Offer("Linzen");
        coop.Write(db =>
        {
            db.Execute("insert into order_line (offer_id, member_id, asked, changed_at) select @lentils, id, 6000, @at from member where number = 114", new { lentils, at = TestClock.Start });
            db.Execute("insert into order_layer (order_line_id, at, amount) values (1, @at, 6000)", new { at = TestClock.Start });
        });
        var browser = coop.As("Μαρία");
        var page = await browser.Get("/membership/114");
        TestClock.Set(coop.Cycle().ClosesAt);
        await browser.Submit(page, "form.leave");
        Assert.Equal((6000, 1), coop.Read(db => db.One<(long, long)>("select asked, (select count(*) from order_layer where dropped_at is null) from order_line")));
    }

    private static void Round(FoodCoop.Platform.Data.Db db, string code, string state)
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values (@code, @code || '-27', '18:00', '20:00', @code || '-01T07:00:00.000Z', @code || '-16T21:00:00.000Z', @code || '-18T21:00:00.000Z', @code || '-01T00:00:00.000Z')
            """, new { code });
        db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, opens_at from order_cycle where code = @code", new { code, state });
        db.Execute("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose,
              weighed, net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select c.id, p.id, p.supplier_id, '1', 'Linzen', '', '', '', '500 g', '', 6000, 1000, 0, 0, 1000000, 1, 400, 'low', 900, 113, 0, '', '', ''
            from order_cycle c cross join product p where c.code = @code
            """, new { code });
        db.Execute("""
            insert into order_line (offer_id, member_id, asked, changed_at)
            select o.id, m.id, 2000, c.opens_at from offer o join order_cycle c on c.id = o.cycle_id cross join member m where c.code = @code and m.number = 114
            """, new { code });
        db.Execute("insert into order_layer (order_line_id, at, amount) select max(id), '2026-11-01T00:00:00.000Z', 2000 from order_line");
    }
}

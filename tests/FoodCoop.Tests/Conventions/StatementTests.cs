using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Conventions;

/// <summary>What a page asks of the database does not grow with what it shows (quality.md section 2).</summary>
public sealed class StatementTests
{
    /// <summary>With who is looking and the co-op's settings, which every page asks for.</summary>
    private const int MostOfAPage = 8;

    private static readonly (string Who, string Address)[] Pages =
    [
        ("Amara", "/"), ("Elif", "/#coordinator"), ("Wei", "/#admin"), ("Elif", "/roster"), ("Elif", "/roster/skills"), ("Amara", "/shifts/wishes"), ("Amara", "/order/2026-11"), ("Amara", "/order/2026-11?show=mine"), ("Amara", "/order/2026-11/fill"), ("Amara", "/account"), ("Amara", "/cycles"), ("Amara", "/cycles/2026-11"),
        ("Amara", "/order/2026-11/copy"), ("Amara", "/order/2026-11/copy?from=2026-11"), ("Amara", "/order/2026-11/copy?list=1"), ("Amara", "/order/2026-11/order.pdf"),
        ("Amara", "/order/2026-11/order.csv"), ("Amara", "/order/lists"), ("Amara", "/order/lists/1"), ("Amara", "/order/lists/1?q=product"), ("Amara", "/order/history"), ("Amara", "/order/prices/1"),
        ("Amara", "/coop"), ("Amara", "/account/profile"), ("Bart", "/buying"), ("Bart", "/buying/products"), ("Bart", "/buying/products?all=true"),
        ("Bart", "/buying/products?handler=Csv"), ("Bart", "/buying/2026-11"), ("Bart", "/buying/2026-11/products"), ("Bart", "/buying/2026-11/products?handler=Csv"), ("Bart", "/buying/2026-11/products/1"),
        ("Bart", "/buying/2026-11/for"), ("Bart", "/buying/2026-11/for?q=ama"), ("Bart", "/buying/2026-11/for/114"), ("Bart", "/buying/2026-11/for/114?show=mine"), ("Bart", "/buying/2026-11/for/114/product/1"), ("Bart", "/buying/places"), ("Bart", "/buying/suppliers/1"),
        ("Μαρία", "/membership"), ("Μαρία", "/membership/114"), ("Ingrid", "/money"), ("Ingrid", "/money/members/114"), ("Wei", "/settings"), ("Wei", "/settings/roles"),
        ("Wei", "/settings/post"), ("Wei", "/settings/jobs"), ("Wei", "/post"), ("Wei", "/post?search=amara"), ("Wei", "/post/1"), ("Wei", "/post/kinds"), ("Amara", "/account/mail"),
    ];

    private static readonly (string Who, string Address)[] AfterClosing =
    [
        ("Amara", "/order/2026-11#closed"), ("Amara", "/order/2026-11/order.pdf#closed"), ("Amara", "/order/history#closed"), ("Bart", "/buying/2026-11#closed"), ("Bart", "/buying/2026-11/products#closed"), ("Bart", "/buying/2026-11/products/1#closed"), ("Bart", "/buying/2026-11/1/order.pdf"), ("Bart", "/buying/2026-11/1/order.csv"),
        ("Tomás", "/pickup/2026-11"), ("Tomás", "/pickup/2026-11/products"), ("Tomás", "/pickup/2026-11/members"), ("Tomás", "/pickup/2026-11/members/114"),
        ("Tomás", "/pickup/2026-11/pick-list.pdf"), ("Tomás", "/pickup/2026-11/packing-slips.pdf"), ("Tomás", "/pickup/2026-11/charge"), ("Tomás", "/roster/day/2026-11"), ("Wei", "/#admin-later"),
    ];

    [Fact]
    public async Task Pages_ask_as_much_of_the_database_for_ten_products_as_for_a_thousand()
    {
        var (few, many) = (await Count(10), await Count(1000));
        Sources.Hold($"Statements (at most {MostOfAPage}, and the same for 10 and 1,000 products):", few.Keys
            .Where(p => few[p] != many[p] || many[p] > MostOfAPage)
            .Select(p => $"{p}: {few[p]} for 10, {many[p]} for 1,000"));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("1")] // takes from a layer: rows go and come
    public async Task Saving_one_line_takes_as_many_statements_among_ten_products_as_among_a_thousand(string asked)
    {
        var (few, many) = (await Saving(10, asked), await Saving(1000, asked));
        Assert.Equal(few, many);
        Assert.InRange(many, 1, 6);
    }

    /// <summary>As many as for oneself once the line is noted; the first of a line notes it, the very first begins the sitting.</summary>
    [Theory]
    [InlineData("5")]
    [InlineData("1")]
    public async Task Saving_a_line_for_somebody_else_takes_hardly_more(string asked)
    {
        var (few, many) = (await SavingForAnother(10, asked), await SavingForAnother(1000, asked));
        Assert.Equal(few, many);
        Assert.InRange(many.VeryFirst, 1, 9);
        Assert.InRange(many.FirstOfALine, 1, 7);
        Assert.InRange(many.Further, 1, 6);
    }

    [Fact]
    public async Task A_save_that_comes_too_late_is_refused_without_working_out_the_closing()
    {
        Assert.InRange(await Saving(10, "5", late: true), 1, 6);
    }

    private static async Task<Dictionary<string, int>> Count(int products)
    {
        var coop = Filled(products);
        var counts = new Dictionary<string, int>();
        await Look(coop, Pages, counts);
        TestClock.Set(coop.Cycle().ClosesAt);
        await CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        await Look(coop, AfterClosing, counts);
        return counts;
    }

    private static async Task Look(TestCoop coop, (string Who, string Address)[] pages, Dictionary<string, int> counts)
    {
        foreach (var (who, address) in pages)
        {
            var browser = coop.As(who);
            counts[address] = await Statements.Of(async () =>
            {
                using var answer = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, address));
                Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
            });
        }
    }

    private static async Task<int> Saving(int products, string asked, bool late = false)
    {
        var coop = Filled(products);
        var browser = coop.As("Amara");
        var page = await browser.Get("/order/2026-11");
        var line = new Dictionary<string, string>
        {
            ["offer"] = "1", ["asked"] = asked, ["flex"] = "1", ["seen"] = "1", ["device"] = "phone", ["change"] = "1",
            ["__RequestVerificationToken"] = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        };
        if (late)
        {
            await CycleClock.Run(coop.File, coop.Cycle().FillAt);
            TestClock.Set(coop.Cycle().ClosesAt);
        }
        return await Statements.Of(async () => Assert.Equal(late ? 422 : 200, (await browser.Post("/order/2026-11?handler=Line", line)).Status));
    }

    private static async Task<(int VeryFirst, int FirstOfALine, int Further)> SavingForAnother(int products, string asked)
    {
        const string form = "/buying/2026-11/for/114";
        var coop = Filled(products);
        var browser = coop.As("Bart");
        var token = (await browser.Get(form)).Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return (await Save("1", asked, "1"), await Save("2", asked, "1"), await Save("2", asked == "1" ? "0" : "6", "2"));

        Task<int> Save(string offer, string amount, string seen) => Statements.Of(async () => Assert.Equal(200, (await browser.Post(form + "?handler=Line",
        [
            new("offer", offer), new("asked", amount), new("flex", "1"), new("seen", seen), new("device", "phone"), new("change", seen), new("__RequestVerificationToken", token),
        ])).Status));
    }

    /// <summary>The November cycle with so many products, each asked by two members.</summary>
    private static TestCoop Filled(int products)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        coop.Offer("Product 1");
        coop.Write(db =>
        {
            if (products > 1) Multiply(db, products);
            db.Execute("""
                insert into order_line (offer_id, member_id, asked, flex, changed_at)
                select o.id, m.id, 3000, 1000, @at from offer o, member m where m.number in (114, 142)
                """, new { at = TestClock.Start });
            db.Execute("insert into order_layer (order_line_id, at, amount) select id, changed_at, asked from order_line");
            db.Execute("insert into shopping_list (id, member_id, name, made_at) select 1, id, 'Alles', @at from member where number = 114", new { at = TestClock.Start });
            db.Execute("insert into shopping_list_line (shopping_list_id, product_id, amount, unit) select 1, id, 1000, unit from product");
            // as many mails that failed and that wait
            db.Execute("""
                insert into mail (key, kind, address, subject, body_text, message_id, created_at, next_try_at, failed_at, batch)
                select 'm' || o.id || f.failed, 'your-order', 'x@y.example', 's', 't', 'm' || o.id || f.failed, @at, @at, iif(f.failed, @at, null), 'your-order/2026-11/1'
                from offer o, (select 0 as failed union all select 1) f
                """, new { at = TestClock.Start });
        });
        return coop;
    }

    private static void Multiply(Db db, int products)
    {
        db.Execute("""
            with recursive n (n) as (select 2 union all select n + 1 from n where n < @products)
            insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, status, first_seen_at, changed_at)
            select p.supplier_id, 'p' || n, 'p' || n, 'Product ' || n, p.unit, p.case_size, p.price, p.price_per, p.vat_class, 'Category ' || n % 20, p.status, p.first_seen_at, p.changed_at
            from n, product p where p.id = 1
            """, new { products });
        db.Execute("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
              net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select o.cycle_id, p.id, p.supplier_id, p.code, p.name, '', 'NL', 'bio', p.unit, p.category, p.case_size, p.order_step, 0, 0,
              p.price, p.price_per, 400, 'low', 900, 250, 0, '', '', ''
            from product p, offer o where p.id > 1 and o.id = 1
            """);
    }
}

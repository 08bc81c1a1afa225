using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using CoopLedger = FoodCoop.Features.Ledger.Ledger;

namespace FoodCoop.Tests.Features.Ledger;

/// <summary>The November of 2026, delivered and ready to be charged: awkward amounts at awkward prices.</summary>
internal static class ChargeScene
{
    public const string November = "2026-11";

    /// <summary>After the pickup of Friday 27 November; fourteen days on it is 11 December.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 11, 27, 20, 30, 0, TimeSpan.Zero);

    /// <summary>
    /// Amara (114): 0.5 kg at € 2.85 = 1.43, 3 jars at € 2.27 = 6.81 with € 0.10 deposit each = 0.30, 0.333 kg at € 1.99 = 0.66; together 9.20.
    /// Member 142: 1.5 kg at € 2.85 = 4.28. Çağla (88) got nothing. Bart (17) asked, and nothing was ever shared out to him. The shelf (9): 2 jars.
    /// </summary>
    public static TestCoop Delivered(string state = "Delivered")
    {
        var coop = new TestCoop();
        TestClock.Set(Evening);
        coop.Write(db =>
        {
            Cycle(db, state);
            db.Execute("insert into member (number, name, seats, kind, joined_on) values (9, 'Het Schap', 0, 'shelf', '2024-01-26')");
            Offer(db, "Kaas", "kg", 285, 900);
            Offer(db, "Linzen", "500 g", 227, 900, deposit: 10);
            Offer(db, "Zeep", "kg", 199, 2100);
            Line(db, 114, "Kaas", allocated: 500);
            Line(db, 114, "Linzen", allocated: 4000, delivered: 3000);
            Line(db, 114, "Zeep", allocated: 400, delivered: 400, taken: 333);
            Line(db, 142, "Kaas", allocated: 1500);
            Line(db, 88, "Kaas", allocated: 500, delivered: 0);
            Line(db, 17, "Kaas", allocated: null);
            Line(db, 9, "Linzen", allocated: 2000);
        });
        return coop;
    }

    /// <summary>The same, charged by Tomás.</summary>
    public static TestCoop Charged()
    {
        var coop = Delivered();
        Charge(coop);
        return coop;
    }

    public static bool Charge(TestCoop coop) => coop.Write(db => CoopLedger.Charge(
        db, FoodCoop.Features.Cycles.Cycle.ByCode(db, November)!, db.One<CoopRow>(CoopRow.Select), Person(db, "Tomás"), TestClock.Instance.GetUtcNow()));

    public static Id<Person> Person(Db db, string name) => db.One<Id<Person>>("select id from person where name = @name", new { name });

    public static Id<Member> Member(Db db, int number) => db.One<Id<Member>>("select id from member where number = @number", new { number });

    public static long Count(TestCoop coop, string from) => coop.Read(db => db.One<long>("select count(*) from " + from));

    /// <summary>"114 charge -920" for each entry.</summary>
    public static string[] Entries(TestCoop coop) => [.. coop.Read(db => db.Query<string>("""
        select m.number || ' ' || e.kind || ' ' || e.amount
        from ledger_entry e join member m on m.id = e.member_id
        order by e.id
        """))];

    /// <summary>The rows of a table as text, white space folded (but not the spaces that do not break).</summary>
    public static string[] Rows(TestPage page, string selector) => [.. page.Html.QuerySelectorAll(selector)
        .Select(r => string.Join(' ', r.TextContent.Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))];

    public static void Cycle(Db db, string state)
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values ('2026-11', '2026-11-27', '18:00', '20:00', '2026-11-03T07:00:00.000Z', '2026-11-16T21:00:00.000Z', '2026-11-18T21:00:00.000Z',
              '2026-10-01T00:00:00.000Z')
            """);
        db.Execute("insert into supplier (name, created_at) values ('De Molen', '2026-10-01T00:00:00.000Z')");
        foreach (var name in Enum.GetNames<CycleState>())
        {
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @name, opens_at from order_cycle", new { name });
            if (name == state) return;
        }
    }

    public static void Offer(Db db, string name, string unit, int price, int vat, int deposit = 0)
    {
        var row = new { name, unit, price, vat, deposit, at = "2026-10-01T00:00:00.000Z" };
        db.Execute("""
            insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, status, first_seen_at, changed_at)
            select id, @name, @name, @name, @unit, 6000, 1, 1000, 'low', 'Droog', 'active', @at, @at from supplier
            """, row);
        db.Execute("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
              net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select c.id, p.id, p.supplier_id, p.code, p.name, '', '', '', p.unit, p.category, 6000, 500, 0, 0, 1, 1000, 400, 'low', @vat, @price, @deposit, '', '', ''
            from order_cycle c, product p where p.name = @name
            """, row);
    }

    public static void Line(Db db, int member, string product, int? allocated, int? delivered = null, int? taken = null) => db.Execute("""
        insert into order_line (offer_id, member_id, asked, allocated, delivered, taken, changed_at)
        select o.id, m.id, 1000, @allocated, @delivered, @taken, '2026-11-10T00:00:00.000Z'
        from offer o, member m where o.name = @product and m.number = @member
        """, new { member, product, allocated, delivered, taken });
}

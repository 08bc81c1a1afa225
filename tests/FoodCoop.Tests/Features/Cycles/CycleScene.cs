using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>Sets the scene of a month: suppliers, products, a cycle, and what members asked. Amounts are whole units.</summary>
internal static class CycleScene
{
    /// <summary>Pickup Friday 27 November 2026; it opens on 3 November, its fill phase begins on the 16th, it closes on the 18th at 22:00.</summary>
    public const string November = "2026-11";

    public static readonly DateTimeOffset Opens = new(2026, 11, 3, 7, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Fills = new(2026, 11, 16, 21, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Closes = new(2026, 11, 18, 21, 0, 0, TimeSpan.Zero);

    /// <summary>The cycle of November, planned and not yet open, with the products given.</summary>
    public static void Plan(Db db, params string[] products)
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values ('2026-11', '2026-11-27', '18:00', '20:00', @Opens, @Fills, @Closes, @Opens)
            """, new { Opens, Fills, Closes });
        db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, 'Planned', @Opens from order_cycle", new { Opens });
        db.Execute("insert into supplier (name, created_at) values ('De Molen', @Opens)", new { Opens });
        foreach (var name in products) Product(db, name);
    }

    /// <summary>Cases of 6 jars at € 12.00 a case: € 2.27 each with 4 % markup and 9 % VAT.</summary>
    public static void Product(Db db, string name, int caseSize = 6, bool loose = false, int deposit = 0) => db.Execute("""
        insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, deposit, category, loose,
          status, first_seen_at, changed_at)
        select id, @name, @name, @name, '500 g', @caseSize * 1000, 2000000 * @caseSize, @caseSize * 1000, 'low', @deposit, 'Peulvruchten', @loose,
          'active', @Opens, @Opens
        from supplier limit 1
        """, new { name, caseSize, loose, deposit, Opens });

    /// <summary>What a member asks, in one layer.</summary>
    public static void Ask(Db db, int member, string product, int asked, int flex, DateTimeOffset at)
    {
        var line = new { member, product, asked = asked * 1000, flex = flex * 1000, at };
        db.Execute("""
            insert into order_line (offer_id, member_id, asked, flex, changed_at)
            select o.id, m.id, @asked, @flex, @at from offer o, member m where o.name = @product and m.number = @member
            """, line);
        if (asked > 0) db.Execute("insert into order_layer (order_line_id, at, amount) values (last_insert_rowid(), @at, @asked)", line);
    }

    public static string Run(TestCoop coop, DateTimeOffset now) => CycleClock.Run(coop.File, now).GetAwaiter().GetResult();

    /// <summary>The states of a cycle in the order in which they came.</summary>
    public static string[] States(TestCoop coop, string code = November) => [.. coop.Read(db => db.Query<string>(
        "select e.state from cycle_event e join order_cycle c on c.id = e.cycle_id where c.code = @code order by e.id", new { code }))];

    /// <summary>"114 Linzen 4" for each line that has been allocated.</summary>
    public static string[] Allocated(TestCoop coop) => [.. coop.Read(db => db.Query<string>("""
        select m.number || ' ' || o.name || ' ' || (l.allocated / 1000)
        from order_line l join offer o on o.id = l.offer_id join member m on m.id = l.member_id
        where l.allocated is not null
        order by o.name, l.id
        """))];
}

using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Features.Order;

/// <summary>A cycle before the one of <see cref="Scene"/>, in which the same products were offered, perhaps at other terms.</summary>
internal static class FormerScene
{
    public const string October = "2026-10";

    /// <summary>The cycle of November is open, that of October is settled.</summary>
    public static TestCoop Coop()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        coop.Write(db =>
        {
            db.Execute("""
                insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
                values (@October, '2026-10-30', '18:00', '20:00', '2026-10-06T06:00:00.000Z', '2026-10-19T20:00:00.000Z', '2026-10-21T20:00:00.000Z', '2026-09-01T00:00:00.000Z')
                """, new { October });
            foreach (var state in (string[])["Planned", "Open", "Fill", "Closed", "Ordered", "Delivered", "Pickup", "Settled"])
                db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, closes_at from order_cycle where code = @October", new { state, October });
        });
        return coop;
    }

    /// <summary>Offered in October, as in November but for what is named here. A name that November has not makes a product of its own.</summary>
    public static Id<Offer> OfferedBefore(this TestCoop coop, string name, long price = 250, string unit = "500 g", long caseSize = 6000, bool loose = false, string? called = null) => coop.Write(db =>
    {
        db.Execute("""
            insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, status, first_seen_at, changed_at)
            select id, @name, @name, @name, @unit, @caseSize, 1000000, 1000, 'low', 'Granen', 'active', @now, @now from supplier where name = 'De Testakker'
            on conflict (supplier_id, identity) do nothing
            """, new { name, unit, caseSize, now = TestClock.Start });
        return db.Insert<Offer>("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
              net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select c.id, p.id, p.supplier_id, p.code, @called, 'De Halm', 'NL', 'bio', @unit, p.category, @caseSize, 500, @loose, 0,
              p.price, p.price_per, 400, 'low', 900, @price, 0, '', '', ''
            from product p, order_cycle c where p.identity = @name and c.code = @October
            """, new { name, called = called ?? name, unit, caseSize, loose, price, October });
    });

    /// <summary>What a member asked, with its layer.</summary>
    public static void Asks(this TestCoop coop, Id<Offer> offer, long asked, long flex = 0, int member = 114, bool came = false) => coop.Write(db =>
    {
        db.Execute("""
            insert into order_line (offer_id, member_id, asked, flex, changed_at, allocated)
            select @offer, id, @asked, @flex, @at, iif(@came, @asked, null) from member where number = @member
            """, new { offer, asked, flex, member, came, at = TestClock.Start.AddDays(-3) });
        if (asked > 0) db.Execute("insert into order_layer (order_line_id, at, amount) select max(id), max(changed_at), @asked from order_line", new { asked });
    });

    /// <summary>"3000+0" for a line, or "-" for none.</summary>
    public static string Line(this TestCoop coop, Id<Offer> offer, int member = 114) => coop.Read(db => db.Find<string>("""
        select l.asked || '+' || l.flex from order_line l join member m on m.id = l.member_id where l.offer_id = @offer and m.number = @member
        """, new { offer, member })) ?? "-";

    public static long Product(this TestCoop coop, string name) => coop.Read(db => db.One<long>("select id from product where identity = @name", new { name }));
}

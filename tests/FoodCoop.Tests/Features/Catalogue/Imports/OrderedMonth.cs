using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;

namespace FoodCoop.Tests.Features.Catalogue.Imports;

/// <summary>An open November in which some of the cast have ordered one product.</summary>
internal static class OrderedMonth
{
    public static void Add(TestCoop coop, string code, params string[] people) => coop.Write(db =>
    {
        var now = TestClock.Start;
        var cycle = db.Insert<OrderCycle>("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values ('2026-11', '2026-11-27', '18:00', '20:00', @opens, @fill, @closes, @now)
            """, new { opens = now.AddDays(-9), fill = now.AddDays(4), closes = now.AddDays(6), now });
        db.Execute("insert into cycle_event (cycle_id, closing, state, at) values (@cycle, 1, 'Open', @now)", new { cycle, now });
        var offer = db.Insert<Offer>("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step,
              loose, weighed, net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select @cycle, id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step,
              loose, weighed, price, price_per, 400, vat_class, 900, 227, 0, contains, without, ingredients
            from product where code = @code
            """, new { cycle, code });
        foreach (var name in people)
        {
            db.Execute("""
                insert into order_line (offer_id, member_id, asked, changed_at)
                select @offer, member_id, 2000, @now from person where name = @name
                """, new { offer, name, now });
        }
    });
}

using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests;

/// <summary>Scenes that many tests begin with: an open cycle with a few offers.</summary>
internal static class Scene
{
    /// <summary>The November cycle: open at <see cref="TestClock.Start"/>, fill phase from Monday 16th 22:00, closes Wednesday 18th 22:00.</summary>
    public const string Code = "2026-11";

    public static void OpenCycle(this TestCoop coop) => coop.Write(db =>
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values ('2026-11', '2026-11-27', '18:00', '20:00', '2026-11-03T07:00:00.000Z', '2026-11-16T21:00:00.000Z', '2026-11-18T21:00:00.000Z', @now)
            """, new { now = TestClock.Start });
        foreach (var (state, at) in (ReadOnlySpan<(string, string)>)[("Planned", "2026-10-01T07:00:00.000Z"), ("Open", "2026-11-03T07:00:00.000Z")])
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @state, @at from order_cycle where code = '2026-11'", new { state, at });
        db.Execute("insert into supplier (name, created_at) values ('De Testakker', @now)", new { now = TestClock.Start });
    });

    /// <summary>Offers a product in the November cycle.</summary>
    public static Id<Offer> Offer(this TestCoop coop, string name, long caseSize = 6000, long step = 1000, long price = 250, long deposit = 0, bool loose = false, string unit = "500 g", string category = "Granen") =>
        coop.Write(db =>
        {
            db.Execute("""
                insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, order_step, status, first_seen_at, changed_at)
                select id, @name, @name, @name, @unit, @caseSize, 1000000, 1000, 'low', @category, @step, 'active', @now, @now from supplier where name = 'De Testakker'
                """, new { name, unit, caseSize, category, step, now = TestClock.Start });
            return db.Insert<Offer>("""
                insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
                  net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
                select c.id, p.id, p.supplier_id, p.code, p.name, '', 'NL', 'bio', p.unit, p.category, p.case_size, p.order_step, @loose, 0,
                  p.price, p.price_per, 400, 'low', 900, @price, @deposit, '', '', ''
                from product p, order_cycle c where p.name = @name and c.code = '2026-11'
                """, new { name, loose, price, deposit });
        });

    /// <summary>Somebody of the cast sets a line, now, by the rules of the order form.</summary>
    public static LineNow Ask(this TestCoop coop, Id<Offer> offer, string name, int asked, int flex = 0, int seen = 0) => coop.Write(db =>
    {
        var now = TestClock.Instance.GetUtcNow();
        var (member, person) = db.One<(long, long)>("select member_id, id from person where name = @name", new { name });
        var cycle = CycleClock.CatchUp(db, FoodCoop.Features.Cycles.Cycle.ByCode(db, Code)!, now);
        return LineChange.Save(db, cycle, new(member), new(person), now, new LineWish(offer, Quantity.Of(asked), Quantity.Of(flex), null, seen, "", 0));
    });

    public static Cycle Cycle(this TestCoop coop) => coop.Read(db => FoodCoop.Features.Cycles.Cycle.ByCode(db, Code))!;
}

using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Features.PickupDay;

/// <summary>A month with two suppliers, as it stands in a state; what closing writes is written here by hand.</summary>
internal static class PickupScene
{
    public const string Code = "2026-11";

    private static readonly DateTimeOffset Opened = new(2026, 11, 3, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closed = new(2026, 11, 18, 21, 0, 0, TimeSpan.Zero);

    /// <summary>Storage place, category, supplier, code, name, unit, case size, loose, weighed, net price per case or loose unit in millionths, price, deposit; cases.</summary>
    private static readonly (string Category, string Supplier, string Code, string Name, string Unit, int Size, bool Loose, bool Weighed, int Net, int Price, int Deposit, int Cases)[] Offers =
    [
        ("Groente", "De Molen", "0101", "Prei", "kg", 12_000, false, true, 17_340_000, 182, 0, 1),
        ("Groente", "De Molen", "", "Äpfel", "kg", 5_000, false, false, 10_000_000, 227, 0, 1),
        ("Droog", "De Molen", "=2+3", "Linzen; \"groene\"", "500 g", 6_000, false, false, 11_900_000, 225, 0, 2),
        ("Zuivel", "Boerderij", "77", "Melk", "l", 6_000, false, false, 6_000_000, 109, 25, 1),
        ("Zuivel", "Boerderij", "78", "Room, los", "l", 1_000, true, false, 3_333_333, 378, 15, 0),
        ("Onbekend", "Boerderij", "79", "Stroop", "pot", 10_000, false, false, 20_000_000, 250, 0, 0),
    ];

    /// <summary>Member, product, asked, given: in thousandths.</summary>
    private static readonly (int Member, string Product, int Asked, int Given, string Note)[] Lines =
    [
        (114, "Prei", 4_500, 4_500, "dunne"), (17, "Prei", 6_000, 6_000, ""), (142, "Äpfel", 5_000, 5_000, ""),
        (114, "Linzen; \"groene\"", 5_000, 5_000, ""), (17, "Linzen; \"groene\"", 7_000, 6_000, ""),
        (114, "Melk", 3_000, 3_000, ""), (999, "Melk", 3_000, 3_000, ""), (114, "Room, los", 500, 500, ""), (17, "Room, los", 1_500, 1_500, ""),
        (88, "Stroop", 4_000, 0, ""),
    ];

    public static TestCoop In(CycleState state)
    {
        var coop = new TestCoop();
        coop.Write(db => Set(db, state));
        return coop;
    }

    public static void Set(Db db, CycleState state)
    {
        db.Execute("""
            insert into order_cycle (code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values (@Code, '2026-11-27', '18:00', '20:00', @Opened, '2026-11-16T21:00:00.000Z', @Closed, @Opened)
            """, new { Code, Opened, Closed });
        for (var s = CycleState.Planned; s <= state; s++)
        {
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, @s, @at from order_cycle",
                new { s = s.ToString(), at = s < CycleState.Closed ? Opened : Closed });
        }
        db.Execute("insert into supplier (name, email, minimum, customer_number, language, created_at) values ('De Molen', 'molen@proef.example', 6000, 'K-12', 'nl', @Opened), ('Boerderij', '', 0, '', 'en', @Opened)", new { Opened });
        db.Execute("insert into storage_place (name, walk) values ('Koelcel', 20), ('Hal', 10)");
        db.Execute("delete from category");
        db.Execute("insert into category (name, storage_place_id, walk) select 'Zuivel', id, 1 from storage_place where name = 'Koelcel'");
        db.Execute("insert into category (name, storage_place_id, walk) select 'Groente', id, 1 from storage_place where name = 'Hal'");
        db.Execute("insert into category (name, storage_place_id, walk) select 'Droog', id, 2 from storage_place where name = 'Hal'");
        db.Execute("insert into member (number, name, seats, kind, joined_on) values (999, 'Aanrecht', 0, 'shelf', '2024-01-26')");
        foreach (var o in Offers) Offer(db, o.Category, o.Supplier, o.Code, o.Name, o.Unit, o.Size, o.Loose, o.Weighed, o.Net, o.Price, o.Deposit);
        foreach (var l in Lines)
        {
            db.Execute("""
                insert into order_line (offer_id, member_id, asked, note, allocated, changed_at)
                select o.id, m.id, @Asked, @Note, @given, @Opened from offer o, member m where o.name = @Product and m.number = @Member
                """, new { l.Member, l.Product, l.Asked, l.Note, given = state < CycleState.Closed ? (int?)null : l.Given, Opened });
        }
        if (state < CycleState.Closed) return;
        foreach (var o in Offers)
        {
            db.Execute("""
                insert into offer_result (offer_id, closing, asked, flex, cases, given)
                select o.id, 1, sum(l.asked), 0, @Cases, sum(l.allocated) from offer o join order_line l on l.offer_id = o.id where o.name = @Name group by o.id
                """, new { o.Name, o.Cases });
        }
        db.Execute("insert into supplier_order (cycle_id, supplier_id, closing) select c.id, s.id, 1 from order_cycle c, supplier s");
        if (state >= CycleState.Delivered) db.Execute("update order_line set delivered = allocated");
    }

    private static void Offer(
        Db db, string category, string supplier, string code, string name, string unit, int size, bool loose, bool weighed, int net, int price, int deposit)
    {
        var row = new { category, supplier, code, name, unit, size, loose, weighed, net, price, deposit, Opened };
        db.Execute("""
            insert into product (supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, deposit, category, loose, weighed, order_step, status, first_seen_at, changed_at)
            select id, @name, @code, @name, @unit, @size, @net, @size, 'low', @deposit, @category, @loose, @weighed, 500, 'active', @Opened, @Opened from supplier where name = @supplier
            """, row);
        db.Execute("""
            insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step, loose, weighed,
              net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
            select c.id, p.id, p.supplier_id, p.code, p.name, '', '', '', p.unit, p.category, p.case_size, 500, p.loose, p.weighed,
              p.price, p.price_per, 400, 'low', 900, @price, p.deposit, '', '', ''
            from order_cycle c, product p where p.name = @name
            """, row);
    }

    /// <summary>What the view says a member's order comes to, with deposits.</summary>
    public static long OrderTotal(TestCoop coop, int member) => coop.Read(db => db.One<long>(
        "select t.goods + t.deposit from order_total t join member m on m.id = t.member_id where m.number = @member", new { member }));

    /// <summary>Pages of a PDF, counted in its objects.</summary>
    public static int Pages(byte[] pdf) =>
        System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page(?![s\w])", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
}

using System.Security.Cryptography;
using System.Text;
using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Conventions;

/// <summary>
/// The fixed cast with a row in every table that pages show, and a cycle in every state, so that each address can be
/// opened. The SQL is the test's own: a column that is added without a default must be added here.
/// </summary>
internal static class FilledCoop
{
    /// <summary>Codes of cycles, each as far as its state says at <see cref="TestClock.Start"/>.</summary>
    public static readonly (string Code, string State)[] Cycles =
    [
        ("2026-05", "Settled"), ("2026-06", "Pickup"), ("2026-07", "Delivered"), ("2026-08", "Ordered"),
        ("2026-09", "Closed"), ("2026-11", "Open"), ("2026-12", "Planned"),
    ];

    /// <summary>As long as those that go into mails.</summary>
    public const string SignInToken = "sign-in-token-sign-in-token-sign-in-token-0";
    public const string MailToken = "0123456789abcdef0123456789abcdef";
    public const string ResetToken = "reset-token-reset-token-reset-token-reset-0";

    public const string CalendarToken = "calendar-token-calendar-token-calendar-toke";

    private static readonly string[] States = ["Planned", "Open", "Fill", "Closed", "Ordered", "Delivered", "Pickup", "Settled"];

    public static TestCoop Make()
    {
        var coop = new TestCoop();
        coop.Write(Fill);
        return coop;
    }

    private static void Fill(Db db)
    {
        var now = TestClock.Start;
        Catalogue(db, now);
        Applicants(db, now);
        foreach (var (code, state) in Cycles) Cycle(db, now, code, state);
        Duties(db, now);
        db.Execute("insert into cycle_move (code, pickup_before, pickup_after, at, by_person_id, reason) select '2026-11', '2026-11-27', '2026-11-25', @now, id, 'zaal bezet' from person where name = 'Bart'", new { now });
        db.Execute("insert into rhythm_skip (month, reason) values ('2026-10', 'herfst')");
        db.Execute("insert into decision (id, decided_on, words, recorded_at) values (1, '2025-03-14', 'De zaal is vol bij 200.', @now)", new { now });
        db.Execute("""
            insert into mail (id, key, kind, person_id, address, subject, body_text, body_html, message_id, created_at, next_try_at)
            select 1, 'k', 'your-order', id, 'amara@proef.example', 'Onderwerp', 'Tekst', '<p>Opmaak</p>', 'm', @now, @now from person where name = 'Amara'
            """, new { now });
        db.Execute("""
            insert into announcement (id, by_person_id, role, audience, subject, body, people, written_at, once)
            select 1, id, 'Buyer', 'all', 'De bus', 'Wie rijdt er vrijdag?', 7, @now, 'o' from person where name = 'Bart'
            """, new { now });
        db.Execute("""
            insert into mail_event (mail_id, at, by_person_id, what, detail)
            select 1, @now, id, 'address', 'amara@oud.example' from person where name = 'Wei'
            """, new { now });
        db.Execute("insert into job_run (job, started_at, finished_at, did) values ('mail', @now, @now, 'sent 1, not sent 0')", new { now });
        db.Execute("update person set mail_token = @MailToken where name = 'Amara'", new { MailToken });
        db.Execute("insert into calendar_feed (person_id, token, made_at) select id, @CalendarToken, @now from person where name = 'Amara'", new { CalendarToken, now });
        foreach (var (token, purpose) in ((string, string)[])[(SignInToken, "sign-in"), (ResetToken, "reset")])
        {
            db.Execute("""
                insert into mail_link (token_hash, person_id, purpose, created_at, expires_at)
                select @hash, id, @purpose, @now, @until from person where name = 'Amara'
                """, new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)), purpose, now, until = now.AddMinutes(20) });
        }
        OwnShifts(db, now);
        db.Execute("insert into order_sitting (id, cycle_id, member_id, person_id, began_at) select 1, 11, l.member_id, p.id, @now from order_line l, person p where l.id = (select max(id) from order_line where offer_id = 111) and p.name = 'Wei'", new { now });
        db.Execute("insert into order_sitting_line (order_sitting_id, order_line_id, asked, flex, note) select 1, max(id), 0, 0, '' from order_line where offer_id = 111");
        db.Execute("insert into offer_correction (offer_id, at, person_id, kind, reason, price_before, deposit_before, price, deposit) select o.id, @now, p.id, 'Price', 'fout in de lijst', o.price + 10, o.deposit, o.price, o.deposit from offer o, person p where o.id = 111 and p.name = 'Bart'", new { now });
        db.Execute("insert into shopping_list (id, member_id, name, made_at) select 1, id, 'Feest', @now from member where number = 114", new { now });
        db.Execute("insert into shopping_list_line (shopping_list_id, product_id, amount, unit) values (1, 1, 2000, '500 g')");
        db.Execute("insert into shopping_list (id, member_id, name, made_at, removed_at) select 2, id, 'Bakken', @now, @now from member where number = 114", new { now });
    }

    // What is there already stays.
    private static void OwnShifts(Db db, DateTimeOffset now)
    {
        db.Execute("insert or ignore into duty (id, name_nl, name_en, effort, created_at) values (1, 'Lossen', 'Unloading', 3, @now)", new { now });
        db.Execute("insert or ignore into duty_session (id, duty_id, begins, minutes, place, fewest, usual, most) values (1, 1, -60, 60, 'De Loods', 1, 2, 3)");
        foreach (var (id, days) in ((int, int)[])[(1, 13), (2, 14)])
        {
            db.Execute("""
                insert or ignore into shift (id, cycle_id, duty_id, session_id, starts_at, ends_at, place, fewest, usual, most)
                select @id, id, 1, null, @from, @until, 'De Loods', 1, 2, 3 from order_cycle where code = '2026-11'
                """, new { id, from = now.AddDays(days), until = now.AddDays(days).AddHours(1) });
        }
        foreach (var (id, shift, number) in ((int, int, int)[])[(1, 1, 114), (2, 2, 17)])
            db.Execute("insert or ignore into spot (id, shift_id, member_id, how, taken_at) select @id, @shift, id, 'taken', @now from member where number = @number", new { id, shift, number, now });
    }

    private static void Applicants(Db db, DateTimeOffset now)
    {
        foreach (var (id, state, valid) in ((int, string, DateTimeOffset?)[])[(1, "Waiting", null), (2, "Offered", now.AddDays(14)), (3, "Withdrawn", null)])
        {
            db.Execute("insert into applicant (id, name, email, language, seats, applied_at) values (@id, 'Zoë ' || @id, 'zoe' || @id || '@example.org', 'nl', 1, @now)", new { id, now });
            db.Execute("insert into applicant_event (applicant_id, state, at, valid_until) values (@id, @state, @now, @valid)", new { id, state, now, valid });
        }
        foreach (var (token, id) in ((string, int)[])[(SignInToken, 1), (ResetToken, 2)])
            db.Execute("insert into applicant_link (token_hash, applicant_id, made_at) values (@hash, @id, @now)", new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)), id, now });
    }

    private static void Duties(Db db, DateTimeOffset now)
    {
        db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Kaas snijden', 'Cutting cheese')");
        db.Execute("insert into person_skill (person_id, skill_id, given_at) select id, 1, @now from person where name = 'Amara'", new { now });
        db.Execute("insert into duty (id, name_nl, name_en, effort, lifting, created_at) values (1, 'Lossen', 'Unloading', 3, 1, @now)", new { now });
        db.Execute("insert into duty_skill (duty_id, skill_id) values (1, 1)");
        db.Execute("insert into person_duty (person_id, duty_id, given_at) select id, 1, @now from person where name = 'Bart'", new { now });
        db.Execute("insert into shift_digest (week, at, mails) values ('2026-11-09', @now, 1)", new { now });
        db.Execute("insert into duty_session (id, duty_id, begins, minutes, place, fewest, usual, most) values (1, 1, -60, 60, 'De Loods', 1, 2, 3)");
        db.Execute("insert into rotation (id, starts_at, seed, made_at) values (1, '2026-11-30T23:00:00.000Z', 1, @now)", new { now });
        db.Execute("insert into rotation_day (rotation_id, cycle_id) values (1, 12)");
        db.Execute("""
            insert into shift (id, cycle_id, duty_id, session_id, starts_at, ends_at, place, fewest, usual, most)
            values (1, 12, 1, 1, '2026-12-25T16:00:00.000Z', '2026-12-25T17:00:00.000Z', 'De Loods', 1, 2, 3)
            """);
        db.Execute("insert into spot (id, shift_id, member_id, how, taken_at) select 1, 1, id, 'plan', @now from member where number = 114", new { now });
        db.Execute("""
            insert into exemption (id, member_id, kind, from_on, until_on, note, given_at) select 1, id, 'care', '2026-12-01', '2027-02-01', 'kleinkind', @now from member where number = 114
            """, new { now });
    }

    private static void Catalogue(Db db, DateTimeOffset now)
    {
        db.Execute("insert into supplier (id, name, email, created_at) values (1, 'De Graanhoeve', 'post@graanhoeve.example', @now)", new { now });
        db.Execute("insert into storage_place (id, name, walk) values (1, 'Rek 1', 1)");
        db.Execute("insert into category (name, storage_place_id, walk) values ('Granen', 1, 1)");
        foreach (var id in (int[])[1, 2])
        {
            db.Execute("""
                insert into product (id, supplier_id, identity, code, name, unit, case_size, price, price_per, vat_class, category, status,
                  first_seen_at, changed_at)
                values (@id, 1, 'p' || @id, 'p' || @id, 'Haver ' || @id, '500 g', 6000, 12000000, 6, 'low', 'Granen', 'active', @now, @now)
                """, new { id, now });
        }
        db.Execute("""
            insert into catalogue_import (id, supplier_id, file_name, sha256, format, uploaded_at, uploaded_by)
            select 1, 1, 'lijst.csv', 'abc', 'bd-totaal-csv', @now, id from person where name = 'Bart'
            """, new { now });
    }

    private static void Cycle(Db db, DateTimeOffset now, string code, string state)
    {
        var id = int.Parse(code[5..]);
        var pickup = new DateOnly(2026, id, 25);
        DateTimeOffset At(int days) => new(pickup.AddDays(-days).ToDateTime(new TimeOnly(20, 0)), TimeSpan.Zero);
        var (opens, closes) = (At(24), At(9));
        db.Execute("""
            insert into order_cycle (id, code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
            values (@id, @code, @pickup, '18:00', '20:00', @opens, @fill, @closes, @opens)
            """, new { id, code, pickup, opens, closes, fill = At(11) });
        var reached = Array.IndexOf(States, state);
        foreach (var past in States[..(reached + 1)])
            db.Execute("insert into cycle_event (cycle_id, closing, state, at) values (@id, 1, @past, @opens)", new { id, past, opens });
        if (reached == 0) return;
        foreach (var product in (int[])[1, 2])
        {
            db.Execute("""
                insert into offer (id, cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step,
                  loose, weighed, net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients)
                select @offer, @id, p.id, 1, p.code, p.name, '', 'NL', '', p.unit, p.category, 6000, 1000,
                  0, 0, p.price, p.price_per, 400, 'low', 900, 227, 15, 'Gluten', '', 'haver' from product p where p.id = @product
                """, new { offer = id * 10 + product, id, product });
        }
        var closed = reached >= Array.IndexOf(States, "Closed");
        db.Execute("""
            insert into order_line (id, offer_id, member_id, asked, changed_at, allocated, delivered)
            select @id * 100 + m.id, @id * 10 + 1, m.id, 3000, @opens, iif(@closed, 3000, null), iif(@delivered, 3000, null)
            from member m where m.number in (114, 17)
            """, new { id, opens, closed, delivered = reached >= Array.IndexOf(States, "Delivered") });
        db.Execute("insert into order_layer (order_line_id, at, amount) select id, changed_at, asked from order_line where offer_id = @id * 10 + 1", new { id });
        if (!closed) return;
        db.Execute("insert into offer_result (offer_id, closing, asked, flex, cases, given) values (@id * 10 + 1, 1, 6000, 0, 1, 6000)", new { id });
        db.Execute("insert into supplier_order (id, cycle_id, supplier_id, closing) values (@id, @id, 1, 1)", new { id });
        if (state == "Ordered") MailOrder(db, now, id);
        db.Execute("""
            insert into order_line_told (order_line_id, closing, batch, before, amount)
            select id, 1, 'delivery-changes/' || @id || '/1', 4000, delivered from order_line where offer_id = @id * 10 + 1 and delivered is not null
            """, new { id });
        if (state != "Settled") return;
        db.Execute("insert into ledger_entry (id, member_id, kind, amount, cycle_id, at) select 1, id, 'charge', -726, @id, @now from member where number = 114", new { id, now });
        db.Execute("""
            insert into statement (id, cycle_id, member_id, charge_id, reference, amount, due_on, made_at)
            select 1, @id, id, 1, 'PK 2605 114', 726, '2026-06-14', @now from member where number = 114
            """, new { id, now });
    }

    /// <summary>An order that was mailed to its supplier and did not get through.</summary>
    private static void MailOrder(Db db, DateTimeOffset now, int id)
    {
        var key = $"supplier-order/2026-{id:00}/1/1/supplier-1";
        db.Execute("update supplier_order set sent_at = @now where id = @id", new { id, now });
        db.Execute("""
            insert into mail (id, key, kind, address, subject, body_text, message_id, created_at, next_try_at, tries, failed_at, error, batch)
            values (@id, @key, 'supplier-order', 'post@graanhoeve.example', 'Bestelling', 'Hierbij onze bestelling.', @key, @now, @now, 9, @now, '550 no such mailbox', @key)
            """, new { id, key, now });
        db.Execute("insert into supplier_mail (mail_id, cycle_id, closing, supplier_id, nth, ordered) values (@id, @id, 1, 1, 1, 'p1')", new { id });
    }
}

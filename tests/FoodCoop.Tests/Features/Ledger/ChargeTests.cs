using FoodCoop.Features.Account;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Ledger;

public sealed class ChargeTests
{
    [Fact]
    public void Charge_books_each_member_what_it_took_and_the_shelf_but_nobody_who_took_nothing()
    {
        var coop = ChargeScene.Delivered();
        Assert.True(ChargeScene.Charge(coop));
        Assert.Equal(["114 charge -920", "142 charge -428", "9 charge -474"], ChargeScene.Entries(coop).OrderBy(e => e, StringComparer.Ordinal));
    }

    [Fact]
    public void Charge_fixes_what_was_taken_and_settles_the_cycle()
    {
        var coop = ChargeScene.Charged();
        Assert.Equal(0, ChargeScene.Count(coop, "order_line where taken is null"));
        Assert.Equal(["0", "0", "333", "500", "1500", "2000", "3000"],
            coop.Read(db => db.Query<string>("select cast(taken as text) from order_line order by taken")));
        Assert.Equal(CycleState.Settled, coop.Read(db => Cycle.ByCode(db, ChargeScene.November)!.State));
    }

    [Fact]
    public void Charge_asks_each_member_by_statement_with_reference_and_a_due_date_in_the_zone_of_the_co_op()
    {
        var coop = ChargeScene.Delivered();
        TestClock.Set(new DateTimeOffset(2026, 11, 27, 23, 30, 0, TimeSpan.Zero)); // half past midnight of the 28th in Amsterdam
        ChargeScene.Charge(coop);
        var toPay = coop.Read(db => ToPay.Of(db, ChargeScene.Member(db, 114)));
        Assert.Equal([new ToPay("2026-11", new Money(920), new DateOnly(2026, 12, 12), "PK-0114-2611")], toPay);
        Assert.Equal(2, ChargeScene.Count(coop, "statement")); // none for the shelf
    }

    [Fact]
    public void Charge_mails_each_person_in_its_own_language_and_nobody_for_the_shelf()
    {
        var coop = ChargeScene.Delivered();
        coop.Write(db => db.Execute("""
            insert into person (member_id, name, email, language, security_stamp, created_at)
            select id, 'Schapbeheer', 'schap@proef.example', 'nl', 's', '2026-01-01T00:00:00.000Z' from member where number = 9
            """));
        ChargeScene.Charge(coop);
        var mails = coop.Read(db => db.Query<(string Address, string Subject, string Text)>("select address, subject, body_text from mail order by person_id"));
        Assert.Equal(["amara@proef.example", "dmytro@proef.example", "oksana@proef.example"], mails.Select(m => m.Address));
        Assert.Equal("Your statement for November 2026: €\u00A09.20", mails[0].Subject);
        Assert.Equal("Je rekening voor november 2026: €\u00A04,28", mails[2].Subject);
        foreach (var part in (string[])["€\u00A09.20", "NL91 ABNA 0417 1643 00", "De Proefkrat", "PK-0114-2611", "Friday 11 December"])
            Assert.Contains(part, mails[0].Text);
    }

    [Fact]
    public void Charge_mails_the_last_persons_of_a_member_that_has_left_but_nobody_who_left_the_household_before()
    {
        var coop = ChargeScene.Delivered();
        coop.Write(db => db.Execute("update person set left_on = '2026-11-20' where name in ('Amara', 'Oksana')"));
        coop.Write(db => db.Execute("update member set left_on = '2026-11-20' where number = 114"));
        ChargeScene.Charge(coop);
        Assert.Equal(["amara@proef.example", "dmytro@proef.example"], coop.Read(db => db.Query<string>("select address from mail order by person_id")));
    }

    [Fact]
    public void Charge_a_second_time_changes_nothing_and_makes_no_error()
    {
        var coop = ChargeScene.Charged();
        Assert.False(ChargeScene.Charge(coop));
        Assert.Equal(3, ChargeScene.Count(coop, "ledger_entry"));
        Assert.Equal(3, ChargeScene.Count(coop, "mail"));
        Assert.Equal(1, ChargeScene.Count(coop, "cycle_event where state = 'Settled'"));
    }

    [Theory]
    [InlineData("Planned")]
    [InlineData("Open")]
    [InlineData("Fill")]
    public void Charge_refuses_a_cycle_that_has_not_closed(string state)
    {
        var coop = ChargeScene.Delivered(state);
        Assert.Equal("Ledger.NotClosed", Assert.Throws<Refused>(() => ChargeScene.Charge(coop)).TextKey);
        Assert.Empty(ChargeScene.Entries(coop));
    }

    [Theory]
    [InlineData("Closed")]
    [InlineData("Ordered")]
    [InlineData("Delivered")]
    [InlineData("Pickup")]
    public void Charge_is_possible_from_every_state_after_closing(string state) =>
        Assert.True(ChargeScene.Charge(ChargeScene.Delivered(state)));

    [Fact]
    public void Charge_refuses_while_there_is_no_account_to_pay_to()
    {
        var coop = ChargeScene.Delivered();
        coop.Write(db => db.Execute("update coop set iban = ''"));
        Assert.Equal("Ledger.NoIban", Assert.Throws<Refused>(() => ChargeScene.Charge(coop)).TextKey);
    }

    [Fact]
    public void Charge_needs_as_many_statements_for_200_members_as_for_two_besides_one_for_each_mail()
    {
        static int Statements(int members)
        {
            var coop = ChargeScene.Delivered();
            coop.Write(db =>
            {
                for (var n = 2000; n < 2000 + members; n++)
                {
                    db.Execute("insert into member (number, name, seats, joined_on) values (@n, 'M', 1, '2026-01-01')", new { n });
                    foreach (var product in (string[])["Kaas", "Linzen", "Zeep"]) ChargeScene.Line(db, n, product, allocated: 1500);
                }
            });
            return coop.Write(db =>
            {
                var before = db.Statements;
                FoodCoop.Features.Ledger.Ledger.Charge(db, Cycle.ByCode(db, ChargeScene.November)!,
                    db.One<FoodCoop.Platform.Web.CoopRow>(FoodCoop.Platform.Web.CoopRow.Select), ChargeScene.Person(db, "Tomás"), ChargeScene.Evening);
                return db.Statements - before;
            });
        }
        Assert.Equal(Statements(2), Statements(200));
    }

    [Fact]
    public void Bill_statement_charge_and_total_of_the_order_are_one_number()
    {
        var coop = ChargeScene.Charged();
        var bill = coop.Read(db => Bill.Of(db, Cycle.ByCode(db, ChargeScene.November)!.Id, ChargeScene.Member(db, 114)));
        Assert.Equal(new Money(920), bill.Total);
        Assert.Equal((new Money(890), new Money(30)), (bill.Goods, bill.Deposits));
        // € 8.24 at 9 % holds 0.68, € 0.66 at 21 % holds 0.11
        Assert.Equal([new VatSum(new Percentage(900), new Money(824), new Money(68)), new VatSum(new Percentage(2100), new Money(66), new Money(11))], bill.Vat);
        Assert.Equal(-920, coop.Read(db => db.One<long>("select e.amount from ledger_entry e join member m on m.id = e.member_id where m.number = 114")));
        Assert.Equal(920, coop.Read(db => db.One<long>("select t.goods + t.deposit from order_total t join member m on m.id = t.member_id where m.number = 114")));
        Assert.Equal(920, coop.Read(db => db.One<long>("select s.amount from statement s join member m on m.id = s.member_id where m.number = 114")));
    }

    [Fact]
    public void Bill_and_charge_agree_to_the_cent_for_all_sorts_of_amounts_and_prices()
    {
        var coop = ChargeScene.Delivered();
        coop.Write(db =>
        {
            for (var i = 0; i < 300; i++)
            {
                ChargeScene.Offer(db, $"P{i}", "kg", price: (i * 7919 % 1999) + 1, vat: i % 3 * 900, deposit: i % 5 * 7);
                ChargeScene.Line(db, i % 2 == 0 ? 114 : 31, $"P{i}", allocated: i * 104_729 % 9001);
            }
        });
        ChargeScene.Charge(coop);
        foreach (var number in (int[])[114, 31])
        {
            var (bill, charge) = coop.Read(db => (
                Bill.Of(db, Cycle.ByCode(db, ChargeScene.November)!.Id, ChargeScene.Member(db, number)),
                db.One<long>("select e.amount from ledger_entry e join member m on m.id = e.member_id where m.number = @number", new { number })));
            Assert.Equal(-charge, bill.Total.Cents);
            Assert.True(bill.Lines.Count >= 149);
        }
    }

    [Fact]
    public void Charge_records_with_itself_what_nobody_recorded_on_the_way()
    {
        var coop = ChargeScene.Delivered("Closed");
        ChargeScene.Charge(coop);
        Assert.Equal(["Ordered Tomás", "Delivered Tomás", "Pickup Tomás", "Settled Tomás"], coop.Read(db => db.Query<string>("""
            select e.state || ' ' || p.name from cycle_event e join person p on p.id = e.by_person_id order by e.id
            """)));
    }
}

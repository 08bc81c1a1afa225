using System.Globalization;
using FoodCoop.Features.Order;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class ClosingTests
{
    private sealed record Result(string Name, Quantity Asked, Quantity Flex, int Cases, Quantity Given);
    private sealed record Letter(string Address, string Subject, string Text, string Key);

    [Fact]
    public void Cases_are_worked_out_and_shared_by_who_asked_first()
    {
        var coop = Closed(db =>
        {
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 3, 3, Opens.AddDays(2));
            Ask(db, 142, "Linzen", 1, 0, Opens.AddDays(3)); // 8 asked and 3 more: one case of 6
            Ask(db, 114, "Bulgur", 4, 1, Opens.AddDays(1)); // no case
            Ask(db, 88, "Los", 5, 0, Opens.AddDays(1));
        });
        Assert.Equal(["114 Bulgur 0", "114 Linzen 4", "88 Linzen 2", "142 Linzen 0", "88 Los 5"], Allocated(coop));
        Assert.Equal(
            [
                new Result("Bulgur", new(4000), new(1000), 0, Quantity.Zero),
                new Result("Linzen", new(8000), new(3000), 1, new(6000)),
                new Result("Los", new(5000), Quantity.Zero, 0, new(5000)),
            ],
            coop.Read(db => db.Query<Result>("select o.name, r.asked, r.flex, r.cases, r.given from offer_result r join offer o on o.id = r.offer_id order by o.name")));
    }

    [Fact]
    public void Dropped_layers_do_not_count_and_increases_of_the_fill_phase_come_after()
    {
        var coop = Closed(db =>
        {
            Ask(db, 114, "Linzen", 2, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 4, 0, Opens.AddDays(2));
            // Amara went from 2 to 4 in the fill phase, and once had 5 more
            db.Execute("insert into order_layer (order_line_id, at, amount) select min(id), @at, 2000 from order_line", new { at = Fills.AddHours(1) });
            db.Execute("update order_line set asked = 4000 where id = (select min(id) from order_line)");
            db.Execute("insert into order_layer (order_line_id, at, amount, dropped_at) select min(id), @Opens, 5000, @Fills from order_line", new { Opens, Fills });
        });
        Assert.Equal(["114 Linzen 2", "88 Linzen 4"], Allocated(coop));
    }

    [Fact]
    public void Flex_that_was_there_when_the_fill_phase_began_is_served_before_what_came_later()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 2, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 2, 2, Opens.AddDays(2));
        });
        Run(coop, Fills);
        coop.Write(db => db.Execute("update order_line set flex = 2000"));
        Run(coop, Closes);
        Assert.Equal(["114 Linzen 2", "88 Linzen 4"], Allocated(coop));
    }

    [Fact]
    public void The_co_op_s_choice_of_fair_shares_is_followed()
    {
        var coop = Closed(db =>
        {
            db.Execute("update coop set allocation = 'fair-share'");
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 4, 0, Opens.AddDays(2));
            Ask(db, 142, "Linzen", 2, 0, Opens.AddDays(3));
        });
        Assert.Equal(["114 Linzen 3", "88 Linzen 2", "142 Linzen 1"], Allocated(coop));
    }

    [Fact]
    public void Whatever_was_asked_closing_gives_what_the_rule_gives()
    {
        var random = new Random(20261122);
        var coop = new TestCoop();
        coop.Write(db => Plan(db, [.. Enumerable.Range(0, 20).Select(i => $"P{i:00}")]));
        Run(coop, Opens);
        var expected = new List<string>();
        coop.Write(db =>
        {
            var id = 0L;
            for (var i = 0; i < 20; i++)
            {
                List<AllocationLine> lines = [];
                foreach (var member in new[] { 114, 17, 150, 180, 31, 63, 1, 88, 142 }.Where(_ => random.Next(3) > 0))
                {
                    var (asked, flex, at) = (random.Next(0, 6), random.Next(0, 3), Opens.AddMinutes(random.Next(10_000)));
                    Ask(db, member, $"P{i:00}", asked, flex, at);
                    lines.Add(new AllocationLine(++id, asked == 0 ? [] : [new Layer(new(asked * 1000), at)], new(flex * 1000)));
                }
                var (q, f) = (Quantity.Sum(lines.Select(l => Layers.Asked(l.Layers))), Quantity.Sum(lines.Select(l => l.Flex)));
                var toGive = new Quantity(6000) * Cases.Count(q, f, new(6000));
                var shares = Allocation.FirstCome(new ToShareOut(toGive, lines, new(6000), Quantity.One) { FillAt = Fills });
                expected.AddRange(lines.Select(l => $"{l.Id} {shares[l.Id].Thousandths}"));
            }
        });
        Run(coop, Closes);
        Assert.Equal(expected, coop.Read(db => db.Query<string>("select id || ' ' || allocated from order_line order by id")));
        Assert.Equal(0, coop.Read(db => db.One<int>("""
            select count(*) from offer_result r
            where r.given <> (select sum(allocated) from order_line l where l.offer_id = r.offer_id) or r.given > r.asked + r.flex
            """)));
    }

    [Fact]
    public void Each_person_reads_in_its_own_language_what_comes_what_does_not_and_why()
    {
        var coop = Closed(db =>
        {
            db.Execute("update offer set deposit = 25 where name = 'Linzen'");
            db.Execute("update coop set home = 'https://krat.example'");
            Ask(db, 142, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 88, "Linzen", 4, 0, Opens.AddDays(2));
            Ask(db, 142, "Bulgur", 2, 0, Opens.AddDays(1));
            Ask(db, 88, "Bulgur", 2, 1, Opens.AddDays(1));
        });
        var letters = coop.Read(db => db.Query<Letter>("select address, subject, body_text as text, key from mail where kind = 'your-order' order by address"));
        Assert.Equal(["cagla@proef.example", "dmytro@proef.example", "oksana@proef.example"], letters.Select(l => l.Address));
        Assert.All(letters, l => Assert.StartsWith("your-order/2026-11/1/person-", l.Key));

        var (cagla, dmytro, oksana) = (Plain(letters[0]), Plain(letters[1]), Plain(letters[2]));
        Assert.Equal("Your order for November 2026: this is what comes (€ 10.08)", dmytro.Subject); // 4 × 2.27 + 4 × 0.25
        Assert.Contains("- Linzen, 500 g: 4 × € 2.27 = € 9.08", dmytro.Text);
        Assert.Contains("Your 2 did not fill a case of 6: 4 asked in all, and at most 1 more.", dmytro.Text);
        Assert.Contains("Deposit: € 1.00", dmytro.Text);
        Assert.Contains("https://krat.example/order/2026-11", dmytro.Text);
        Assert.Contains("Pickup is on Friday 27 November, 18:00 to 20:00.", dmytro.Text);

        Assert.Equal("Je bestelling van november 2026: dit komt er (€ 10,08)", oksana.Subject);
        Assert.Contains("- Linzen, 500 g: 4 × € 2,27 = € 9,08", oksana.Text);
        Assert.Contains("Totaal: € 10,08", oksana.Text);
        Assert.Contains("Ophalen kan op vrijdag 27 november, van 18:00 tot 20:00.", oksana.Text);

        Assert.Contains("Je vroeg er 4. Er is één doos van 6 besteld; samen 8 gevraagd. Wie het eerst vroeg, ging voor.", cagla.Text);
    }

    [Fact]
    public void The_total_in_the_mail_is_the_total_of_the_database()
    {
        var coop = Closed(db =>
        {
            db.Execute("update offer set deposit = 15");
            Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 114, "Los", 7, 0, Opens.AddDays(1));
        });
        var total = coop.Read(db => db.One<Money>("select goods + deposit from order_total"));
        Assert.Equal(new Money(13 * (227 + 15)), total);
        Assert.Contains($"({total.ToString(CultureInfo.GetCultureInfo("en-GB"))})", coop.Read(db => db.One<string>("select subject from mail where kind = 'your-order'")));
    }

    [Fact]
    public void Who_did_not_order_has_no_address_or_is_the_shelf_gets_no_mail()
    {
        var coop = Closed(db =>
        {
            db.Execute("insert into member (number, name, seats, kind, joined_on) values (900, 'Schap', 0, 'shelf', '2024-01-01')");
            db.Execute("""
                insert into person (member_id, name, email, language, security_stamp, created_at)
                select id, 'Schap', 'schap@proef.example', 'nl', 's', @Opens from member where number = 900
                """, new { Opens });
            db.Execute("update person set email = null where name = 'Amara'");
            Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 900, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 31, "Linzen", 0, 2, Opens.AddDays(1)); // only ready to take more
        });
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'your-order'")));
        Assert.Equal(["114 Linzen 6", "900 Linzen 6", "31 Linzen 0"], Allocated(coop));
    }

    [Fact]
    public void Suppliers_of_whom_something_is_ordered_get_an_order()
    {
        var coop = Closed(db =>
        {
            db.Execute("insert into supplier (name, created_at) values ('Niets', @Opens)", new { Opens });
            db.Execute("update offer set supplier_id = 2 where name = 'Bulgur'");
            Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 114, "Bulgur", 2, 0, Opens.AddDays(1));
        });
        Assert.Equal(["De Molen"], coop.Read(db => db.Query<string>("select s.name from supplier_order o join supplier s on s.id = o.supplier_id")));
    }

    private static TestCoop Closed(Action<FoodCoop.Platform.Data.Db> asked)
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            Plan(db, "Linzen", "Bulgur");
            Product(db, "Los", loose: true);
        });
        Run(coop, Opens);
        coop.Write(asked);
        Run(coop, Closes);
        return coop;
    }

    // the space after € must not break a line, which is no matter here
    private static Letter Plain(Letter letter) =>
        letter with { Subject = letter.Subject.Replace('\u00A0', ' '), Text = letter.Text.Replace('\u00A0', ' ') };
}

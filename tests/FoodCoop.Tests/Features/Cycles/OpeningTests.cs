using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class OpeningTests
{
    private sealed record Frozen(string Name, string Unit, Quantity CaseSize, Quantity OrderStep, int Markup, int Vat, Money Price, Money Deposit, bool IsNew);

    [Fact]
    public void The_price_is_frozen_with_markup_and_the_vat_of_the_pickup_day()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        coop.Write(db => db.Execute("insert into vat_rate (class, from_on, rate) values ('low', '2026-11-27', 1200), ('low', '2026-11-28', 2100)"));
        Run(coop, Opens);
        coop.Write(db => db.Execute("update product set price = 99000000"));
        Run(coop, Opens.AddDays(1));
        var offer = Assert.Single(Offers(coop));
        Assert.Equal((400, 1200, new Money(233)), (offer.Markup, offer.Vat, offer.Price)); // 2.00 × 1.04 × 1.12 = 2.3296
    }

    [Fact]
    public void The_markup_is_the_product_s_else_the_supplier_s_else_the_co_op_s()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "A", "B"));
        coop.Write(db => db.Execute("update supplier set markup = 250"));
        coop.Write(db => db.Execute("update product set markup = 0 where name = 'A'"));
        Run(coop, Opens);
        Assert.Equal([0, 250], Offers(coop).Select(o => o.Markup));
    }

    [Fact]
    public void What_is_not_active_not_offered_gone_or_of_a_former_supplier_is_left_out()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Ja", "Inactief", "Nooit", "Misschien", "Weg", "Oud"));
        coop.Write(db => db.Execute("update product set status = 'inactive' where name = 'Inactief'"));
        coop.Write(db => db.Execute("update product set choice = 'never' where name = 'Nooit'"));
        coop.Write(db => db.Execute("update product set choice = 'maybe' where name = 'Misschien'"));
        coop.Write(db => db.Execute("update product set gone_at = changed_at where name = 'Weg'"));
        coop.Write(db => db.Execute("insert into supplier (name, ended_at, created_at) values ('Gestopt', '2026-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z')"));
        coop.Write(db => db.Execute("update product set supplier_id = (select id from supplier where name = 'Gestopt') where name = 'Oud'"));
        Run(coop, Opens);
        Assert.Equal(["Ja"], Offers(coop).Select(o => o.Name));
    }

    [Fact]
    public void A_case_that_is_sold_in_parts_is_offered_in_its_own_unit()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db));
        coop.Write(db => Product(db, "Vijgen", caseSize: 1, deposit: 400));
        coop.Write(db => db.Execute("update product set price = 60000000, price_per = 1000, part_unit = 'kg', parts = 12000, order_step = 500"));
        Run(coop, Opens);
        // 60 / 12 × 1.04 × 1.09 = 5.668
        Assert.Equal(
            new Frozen("Vijgen", "kg", new Quantity(12_000), new Quantity(500), 400, 900, new Money(567), Money.Zero, false), Assert.Single(Offers(coop)));
    }

    [Fact]
    public void A_case_that_does_not_come_out_in_whole_steps_gets_a_smaller_step_and_the_month_opens()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Kaas"));
        coop.Write(db => db.Execute("update product set case_size = 4500, price_per = 4500"));
        Run(coop, Opens);
        Assert.Equal((new Quantity(4500), new Quantity(500)), (Offers(coop)[0].CaseSize, Offers(coop)[0].OrderStep));
    }

    [Fact]
    public void New_is_what_the_cycle_before_did_not_have()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        Assert.False(Assert.Single(Offers(coop)).IsNew); // in the first cycle nothing is new
        coop.Write(db => Product(db, "Bulgur"));
        Run(coop, new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal([("Linzen", false), ("Bulgur", true)], Offers(coop).Skip(1).Select(o => (o.Name, o.IsNew)));
    }

    private static List<Frozen> Offers(TestCoop coop) => coop.Read(db => db.Query<Frozen>(
        "select name, unit, case_size, order_step, markup, vat, price, deposit, is_new from offer order by cycle_id, product_id"));
}

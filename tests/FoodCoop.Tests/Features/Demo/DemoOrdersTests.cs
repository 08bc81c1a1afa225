using FoodCoop.Features.Demo;
using FoodCoop.Platform;
using Xunit.Abstractions;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoOrdersTests(ITestOutputHelper output)
{
    private const int Minutes = 22_440; // 15 days and 14 hours, the default rhythm

    private static readonly IReadOnlyList<DemoOffer> s_offers = [.. DemoLists.Suppliers
        .SelectMany(s => DemoLists.Products(s).Where(p => p.Active).Select(p => Offer(s, p)))];

    private static DemoOffer Offer(DemoSupplier supplier, DemoProduct p)
    {
        var parts = p.SoldInParts;
        var price = Money.FromEuros(p.NetPrice / (parts?.InSupplierUnit.Units ?? 1) * 1.04m * (1 + p.Vat / 100m));
        return new($"{supplier.Corpus}|{p.Code}|{p.Name}", p.Category, parts?.CaseSize(p.CaseSize) ?? p.CaseSize,
            parts?.OrderStep ?? (p.Weighed ? new(500) : Quantity.One), price);
    }

    private static IReadOnlyList<DemoOrderLine> Orders(int cycle, int soFar = 100) =>
        DemoOrders.For(2026, cycle, DemoPeople.Members, s_offers, Minutes, soFar);

    private static Money Total(IEnumerable<DemoOrderLine> lines) => Money.Sum(lines.Select(l => s_offers[l.Offer].StepPrice * (Quantity.One * l.AskedSteps)));

    [Fact]
    public void The_same_month_is_the_same_twice_and_another_month_is_another()
    {
        Assert.Equal(Orders(3), Orders(3));
        Assert.NotEqual(Orders(3), Orders(4));
    }

    [Fact]
    public void The_first_lines_are_these_on_every_machine()
    {
        var line = Orders(1)[0];
        Assert.Equal((88, 587, 2, 0, 148), (line.Member, line.Offer, line.AskedSteps, line.FlexSteps, line.Minute));
    }

    [Fact]
    public void In_every_month_of_a_year_orders_are_like_a_real_co_ops()
    {
        for (var cycle = 1; cycle <= 13; cycle++)
        {
            var lines = Orders(cycle);
            var orders = lines.GroupBy(l => l.Member).ToList();
            var totals = orders.Select(Total).Order().ToList();
            var filled = lines.GroupBy(l => l.Offer).Count(g => Cases(g) > 0);
            var come = lines.GroupBy(l => l.Offer).Where(g => Cases(g) > 0).Sum(g => g.Count()) * 100 / lines.Count;
            output.WriteLine($"{cycle}: {come} % of lines in a product with a case, most in one {lines.CountBy(l => l.Offer).Max(c => c.Value)}, {orders.Count} orders, {lines.Count} lines, quarter {totals[totals.Count / 4]}, median {totals[totals.Count / 2]}, quarter {totals[totals.Count * 3 / 4]}, least {totals[0]}, most {totals[^1]}, {filled} of {lines.Select(l => l.Offer).Distinct().Count()} products fill a case");
            Assert.InRange(orders.Count * 100 / DemoPeople.Members.Count, 60, 75);
            Assert.All(orders, o => Assert.InRange(o.Count(), 8, 22));
            Assert.True(totals[totals.Count / 4] >= new Money(40_00) && totals[totals.Count * 3 / 4] <= new Money(95_00), "quarters");
            Assert.All(totals, t => Assert.InRange(t.Euros, 12, 220));
            Assert.InRange(filled, 80, 400);
            Assert.InRange(come, 55, 90);
            Assert.True(lines.Select(l => l.Offer).Distinct().Count() > filled + 100, "the tail stays short");
        }
    }

    [Fact]
    public void A_line_is_within_the_cycle_and_stands_once_for_a_member()
    {
        var lines = Orders(7);
        Assert.All(lines, l => Assert.True(l is { AskedSteps: > 0, FlexSteps: >= 0, Minute: >= 0 and < Minutes }));
        Assert.Equal(lines.Count, lines.Select(l => (l.Member, l.Offer)).Distinct().Count());
        Assert.Equal(lines.Count, lines.Select(l => (l.Member, l.Minute)).Distinct().Count());
        Assert.Equal(lines.OrderBy(l => l.Minute).Select(l => l.Minute), lines.Select(l => l.Minute));
    }

    [Fact]
    public void A_cycle_half_full_has_about_half_of_the_members_and_the_beginning_of_the_whole_month()
    {
        var half = Orders(13, soFar: 72).Select(l => l.Member).Distinct().ToHashSet();
        Assert.InRange(half.Count * 100 / DemoPeople.Members.Count, 43, 54);
        Assert.Subset(Orders(13).Select(l => l.Member).ToHashSet(), half);
    }

    [Fact]
    public void Members_come_back_to_what_they_like()
    {
        var march = Orders(3).ToLookup(l => l.Member, l => l.Offer);
        var april = Orders(4).ToLookup(l => l.Member, l => l.Offer);
        var both = march.Where(m => april.Contains(m.Key)).ToList();
        var again = both.Sum(m => m.Intersect(april[m.Key]).Count());
        Assert.InRange(again * 100 / both.Sum(m => m.Count()), 20, 70);
    }

    [Fact]
    public void The_shelf_orders_nothing_by_itself_and_nothing_comes_of_nothing()
    {
        Assert.Empty(DemoOrders.For(2026, 1, [DemoPeople.Shelf], s_offers, Minutes));
        Assert.Empty(DemoOrders.For(2026, 1, DemoPeople.Members, [], Minutes));
    }

    // The rule of the design, section 4, on order steps: floor, and one more if flex fills what is begun.
    private static long Cases(IEnumerable<DemoOrderLine> lines)
    {
        var all = lines.ToList();
        var offer = s_offers[all[0].Offer];
        long size = offer.CaseSize.Thousandths / offer.OrderStep.Thousandths, asked = all.Sum(l => l.AskedSteps), flex = all.Sum(l => l.FlexSteps);
        return asked / size + (asked % size > 0 && asked % size + flex >= size ? 1 : 0);
    }
}

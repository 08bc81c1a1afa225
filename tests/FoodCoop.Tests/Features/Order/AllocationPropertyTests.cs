using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Order;

public sealed class AllocationPropertyTests
{
    private static readonly AllocationPolicy[] s_both = Enum.GetValues<AllocationPolicy>();

    private static void HoldForBoth(Action<AllocationPolicy, ToShareOut> check) =>
        Properties.Hold(Goods.Random, x => Array.ForEach(s_both, policy => check(policy, x.Goods)));

    [Fact]
    public void Nobody_gets_more_than_asked_and_flex_and_a_locked_line_keeps_its_amount() => HoldForBoth((policy, goods) =>
    {
        var shares = Allocation.Of(policy, goods);
        Assert.Equal(goods.Lines.Count, shares.Given.Count);
        foreach (var line in goods.Lines)
        {
            var most = line.Locked ?? (goods.FlexUsed ? line.Asked() + line.Flex : line.Asked());
            var given = shares[line.Id];
            Assert.True(given >= (line.Locked ?? Quantity.Zero) && given <= most, $"line {line.Id} gets {given} of {most}");
        }
    });

    [Fact]
    public void The_sum_given_is_all_there_is_or_all_that_is_wanted() => HoldForBoth((policy, goods) =>
    {
        var shares = Allocation.Of(policy, goods);
        var free = goods.Lines.Where(l => l.Locked is null).ToList();
        var wanted = Quantity.Sum(free.Select(l => goods.FlexUsed ? l.Asked() + l.Flex : l.Asked()));
        var toGive = Quantity.Max(Quantity.Zero, goods.ToGive - Quantity.Sum(goods.Lines.Select(l => l.Locked ?? Quantity.Zero)));
        var given = Quantity.Sum(free.Select(l => shares[l.Id]));
        Assert.Equal(Quantity.Min(OrderStep.Floor(toGive, goods.OrderStep), wanted), given);
        Assert.Equal(toGive - given, shares.Left);
    });

    [Fact]
    public void No_flex_is_given_while_somebody_lacks_what_was_asked() => HoldForBoth((policy, goods) =>
    {
        var shares = Allocation.Of(policy, goods);
        var free = goods.Lines.Where(l => l.Locked is null).ToList();
        if (free.Any(l => shares[l.Id] > l.Asked())) Assert.All(free, l => Assert.True(shares[l.Id] >= l.Asked()));
    });

    [Fact]
    public void The_same_inputs_in_another_order_give_the_same() => HoldForBoth((policy, goods) =>
    {
        var turned = goods with { Lines = [.. goods.Lines.Reverse().Select(l => l with { Layers = [.. l.Layers.Reverse()] })] };
        Assert.Equal(Goods.Given(Allocation.Of(policy, goods)), Goods.Given(Allocation.Of(policy, turned)));
    });

    [Fact]
    public void More_to_give_never_gives_anyone_less() => HoldForBoth((policy, goods) =>
    {
        var before = Allocation.Of(policy, goods);
        foreach (var more in new[] { new Quantity(1), goods.OrderStep, goods.CaseSize })
        {
            var after = Allocation.Of(policy, goods with { ToGive = goods.ToGive + more });
            Assert.All(goods.Lines, l => Assert.True(after[l.Id] >= before[l.Id], $"line {l.Id} with {more} more"));
        }
    });

    [Fact]
    public void What_stood_when_the_fill_phase_began_is_served_before_any_increase() => HoldForBoth((policy, goods) =>
    {
        if (goods.FillAt is not { } fillAt) return;
        var shares = Allocation.Of(policy, goods);
        var free = goods.Lines.Where(l => l.Locked is null).ToList();
        Quantity Stood(AllocationLine line) => Quantity.Sum(Layers.Kept(line.Layers).Where(x => x.At < fillAt).Select(x => x.Amount));
        if (free.Any(l => shares[l.Id] > Stood(l))) Assert.All(free, l => Assert.True(shares[l.Id] >= Stood(l)));
    });

    /// <summary>
    /// Orders as they stand when the fill phase begins, then accepted increases and decreases: after each, what every
    /// other line gets of what it asked is never less than before.
    /// </summary>
    [Fact]
    public void In_the_fill_phase_nobody_loses_by_anothers_change()
    {
        var change = from line in Gen.Choose(0, 4) from amount in Gen.Choose(0, 14) select (line, amount);
        var inputs =
            from size in Gen.Choose(2, 7)
            from asked in Gen.Choose(0, 6).ListOf(5)
            from changes in change.ListOf(12)
            select (size, asked, changes);
        var accepted = 0;
        Properties.Hold(inputs, x =>
        {
            var size = Quantity.Of(x.size);
            var lines = x.asked.Select((q, i) =>
                new AllocationLine(i + 1, Layers.Change([], Quantity.Of(q), Goods.Morning.AddMinutes(i)), Quantity.Zero)).ToArray();
            var at = Goods.FillAt;
            foreach (var (i, amount) in x.changes)
            {
                at = at.AddMinutes(1);
                var (total, to) = (Quantity.Sum(lines.Select(l => l.Asked())), Quantity.Of(amount));
                if (!FillRule.Accepts(total, lines[i].Asked(), to, size)) continue;
                AllocationLine[] changed = [.. lines];
                changed[i] = lines[i] with { Layers = Layers.Change(lines[i].Layers, to, at, Goods.FillAt) };
                foreach (var policy in s_both)
                {
                    var (before, after) = (Closing(policy, lines, size), Closing(policy, changed, size));
                    Assert.All(lines.Where((_, j) => j != i), l => Assert.True(after[l.Id] >= before[l.Id], $"{policy}: line {l.Id} at {at:HH:mm}"));
                }
                lines = changed;
                accepted++;
            }
        });
        Assert.True(accepted > 500, $"Only {accepted} changes were accepted: the property says nothing.");
    }

    private static Shares Closing(AllocationPolicy policy, AllocationLine[] lines, Quantity size)
    {
        var ordered = Cases.Ordered(Quantity.Sum(lines.Select(l => l.Asked())), Quantity.Zero, size, loose: false);
        return Allocation.Of(policy, new(ordered, lines, size, Quantity.One) { FillAt = Goods.FillAt });
    }
}

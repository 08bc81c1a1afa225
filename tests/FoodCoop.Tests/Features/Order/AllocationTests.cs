using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("[3+2],[1+3],[1+0]", 3, 6, "4,1,1", 0)]
    [InlineData("[3+2],[1+3],[1+0]", 3, 4, "3,1,0", 0)]
    [InlineData("[3+2],[1+3],[1+0]", 3, 1, "1,0,0", 0)]
    [InlineData("[3+2],[1+3],[1+0]", 3, 0, "0,0,0", 0)]
    [InlineData("[3+2],[1+1],[1+0]", 3, 10, "5,2,1", 2)]
    [InlineData("[3],[2],[2]", 3, 6, "3,2,1", 0)]
    [InlineData("[3],[2],[2]", 3, 7, "3,2,2", 0)]
    public void First_come_walks_by_time_and_then_gives_flex(string lines, int caseSize, int toGive, string expected, int left)
    {
        var shares = Allocation.FirstCome(Goods.Of(lines, caseSize, toGive));
        Assert.Equal(expected, Goods.Given(shares));
        Assert.Equal(Quantity.Of(left), shares.Left);
    }

    [Theory]
    [InlineData("[3+2],[1+3],[1+0]", 2)]
    [InlineData("[3],[2],[2]", 2)]
    public void The_cases_of_those_vectors_are_two_of_three(string lines, int expected)
    {
        var goods = Goods.Of(lines, 3, 0);
        Assert.Equal(expected, Cases.Count(
            Quantity.Sum(goods.Lines.Select(l => l.Asked())), Quantity.Sum(goods.Lines.Select(l => l.Flex)), goods.CaseSize));
    }

    [Fact]
    public void Where_flex_is_not_used_the_rest_is_left_over()
    {
        var shares = Allocation.FirstCome(Goods.Of("[3+2],[1+3],[1+0]", 3, 8) with { FlexUsed = false });
        Assert.Equal("3,1,1", Goods.Given(shares));
        Assert.Equal(Quantity.Of(3), shares.Left);
    }

    [Fact]
    public void An_increase_waits_its_turn_and_one_lapses()
    {
        // W = 5: A asks 2 flex 3, then B 2, then A changes to 4 flex 1
        var (a, b) = (Layers.Change([], Quantity.Of(2), Goods.Morning), Layers.Change([], Quantity.Of(2), Goods.Morning.AddMinutes(1)));
        a = Layers.Change(a, Quantity.Of(4), Goods.Morning.AddMinutes(2));
        var five = Quantity.Of(5);
        Assert.Equal(1, Cases.Count(Quantity.Of(6), Quantity.One, five));
        var shares = Allocation.FirstCome(new(five, [new(1, a, Quantity.One), new(2, b, Quantity.Zero)], five, Quantity.One));
        Assert.Equal("3,2", Goods.Given(shares));
    }

    [Fact]
    public void A_slip_put_back_within_ten_minutes_costs_nothing()
    {
        // W = 4: A asks 3 at 10:00, B 3 at 10:05, A slips to 2 at 10:06 and back at 10:07
        var ten = Goods.Morning.AddHours(1);
        var a = Layers.Change([], Quantity.Of(3), ten);
        var b = Layers.Change([], Quantity.Of(3), ten.AddMinutes(5));
        a = Layers.Change(a, Quantity.Of(2), ten.AddMinutes(6));
        a = Layers.Change(a, Quantity.Of(3), ten.AddMinutes(7));
        var four = Quantity.Of(4);
        var shares = Allocation.FirstCome(new(four, [new(1, a, Quantity.Zero), new(2, b, Quantity.Zero)], four, Quantity.One));
        Assert.Equal("3,1", Goods.Given(shares));
    }

    [Theory]
    [InlineData("[6],[2]", 6, "6,0")]
    [InlineData("[4],[4],[2]", 6, "3,2,1")]
    [InlineData("[4],[4],[2]", 5, "2,2,1")]
    [InlineData("[6],[6],[2]", 12, "6,6,0")]
    [InlineData("[6],[6],[2]", 11, "6,5,0")]
    [InlineData("[2+4],[3+0],[1+2]", 12, "6,3,3")]
    [InlineData("[2+4],[3+0],[1+2]", 9, "4,3,2")]
    [InlineData("[2+4],[3+0],[1+2]", 6, "2,3,1")]
    public void Fair_share_gives_whole_cases_and_then_step_by_step(string lines, int toGive, string expected) =>
        Assert.Equal(expected, Goods.Given(Allocation.FairShare(Goods.Of(lines, 6, toGive))));

    [Theory]
    [InlineData(AllocationPolicy.FirstCome, "4,2")]
    [InlineData(AllocationPolicy.FairShare, "3,3")]
    public void The_policy_is_the_co_ops_choice(AllocationPolicy policy, string expected) =>
        Assert.Equal(expected, Goods.Given(Allocation.Of(policy, Goods.Of("[4],[4]", 6, 6))));

    [Theory]
    [InlineData(AllocationPolicy.FirstCome)]
    [InlineData(AllocationPolicy.FairShare)]
    public void A_locked_line_is_taken_first_and_the_rest_is_shared_out(AllocationPolicy policy)
    {
        var goods = Goods.Of("[4],[4],[4]", 6, 6);
        var locked = goods with { Lines = [.. goods.Lines.Select(l => l.Id == 3 ? l with { Locked = Quantity.Of(5) } : l)] };
        Assert.Equal("1,0,5", Goods.Given(Allocation.Of(policy, locked)));
        Assert.Equal("0,0,5", Goods.Given(Allocation.Of(policy, locked with { ToGive = Quantity.Of(3) })));
    }

    [Theory]
    [InlineData(AllocationPolicy.FirstCome)]
    [InlineData(AllocationPolicy.FairShare)]
    public void A_received_remainder_below_one_order_step_is_left_over(AllocationPolicy policy)
    {
        var shares = Allocation.Of(policy, Goods.Of("[4],[4]", 6, 0) with { ToGive = Quantity.Of(5.25m) });
        Assert.Equal(Quantity.Of(5), Quantity.Sum(shares.Given.Values));
        Assert.Equal(Quantity.Of(0.25m), shares.Left);
    }

    [Theory]
    [InlineData(AllocationPolicy.FirstCome)]
    [InlineData(AllocationPolicy.FairShare)]
    public void Lines_as_they_stood_are_served_before_increases_of_the_fill_phase(AllocationPolicy policy)
    {
        // A asked 1 early and 6 in the fill phase, a whole case; B's 4 stood before it.
        var a = new AllocationLine(1, [new(Quantity.One, Goods.Morning), new(Quantity.Of(6), Goods.FillAt)], Quantity.Zero);
        var b = new AllocationLine(2, [new(Quantity.Of(4), Goods.FillAt.AddMinutes(-1))], Quantity.Zero);
        var six = Quantity.Of(6);
        Assert.Equal("2,4", Goods.Given(Allocation.Of(policy, new(six, [a, b], six, Quantity.One) { FillAt = Goods.FillAt })));
    }

    [Fact]
    public void Flex_as_it_stood_is_served_before_what_was_added()
    {
        var goods = Goods.Of("[2+3],[3+1]", 6, 6) with { FillAt = Goods.FillAt };
        var grown = goods with { Lines = [.. goods.Lines.Select(l => l.Id == 1 ? l with { FlexAtFill = Quantity.Zero } : l)] };
        Assert.Equal("3,3", Goods.Given(Allocation.FirstCome(goods)));
        Assert.Equal("2,4", Goods.Given(Allocation.FirstCome(grown)));
        Assert.Equal("2,4", Goods.Given(Allocation.FairShare(grown)));
    }

    [Fact]
    public void Lines_of_the_same_moment_go_by_their_number()
    {
        Layer[] layers = [new(Quantity.Of(3), Goods.Morning)];
        AllocationLine[] lines = [new(9, layers, Quantity.Zero), new(4, layers, Quantity.Zero)];
        var four = Quantity.Of(4);
        Assert.Equal(Quantity.Of(3), Allocation.FirstCome(new(four, lines, four, Quantity.One))[4]);
        Assert.Equal(Quantity.Of(2), Allocation.FairShare(new(Quantity.Of(3), lines, four, Quantity.One))[4]);
    }
}

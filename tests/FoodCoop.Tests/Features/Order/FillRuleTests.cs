using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Order;

public sealed class FillRuleTests
{
    private static readonly Quantity s_six = Quantity.Of(6);

    [Theory]
    [InlineData(5, 2, 3, true)]
    [InlineData(8, 3, 1, true)]
    [InlineData(5, 2, 4, false)]
    [InlineData(0, 0, 6, true)]
    [InlineData(6, 2, 1, false)]
    [InlineData(7, 2, 0, false)]
    [InlineData(7, 2, 1, true)]
    [InlineData(5, 2, 2, true)]
    public void A_change_may_only_help_cases_to_fill(int total, int from, int to, bool accepted)
    {
        Assert.Equal(accepted, FillRule.Accepts(Quantity.Of(total), Quantity.Of(from), Quantity.Of(to), s_six));
        Assert.Equal(accepted, Refusal(total, from, to) is null);
    }

    [Fact]
    public void Without_cases_every_change_is_accepted()
    {
        foreach (var to in Enumerable.Range(0, 20))
            Assert.True(FillRule.Accepts(Quantity.Of(7), Quantity.Of(2), Quantity.Of(to), Quantity.One));
    }

    [Fact]
    public void Leaving_others_without_a_full_case_names_what_may_be_set() =>
        Assert.Equal(
            new FillRefusal(Rises: false, Open: Quantity.Of(5), Others: Quantity.Of(5), Below: null, Above: Quantity.Of(1), AndMore: true),
            Refusal(7, 2, 0));

    [Fact]
    public void One_too_many_for_a_case_names_three_or_eight() =>
        Assert.Equal(
            new FillRefusal(Rises: true, Open: Quantity.One, Others: Quantity.One, Below: Quantity.Of(3), Above: Quantity.Of(8), AndMore: false),
            Refusal(5, 2, 4));

    [Fact]
    public void Others_are_counted_without_the_persons_own()
    {
        var refusal = Refusal(6, 2, 1);
        Assert.Equal((Quantity.Of(5), Quantity.Of(4)), (refusal!.Open, refusal.Others));
        Assert.Equal((null, Quantity.Of(2)), (refusal.Below, refusal.Above));
    }

    [Fact]
    public void Amounts_are_named_on_the_order_step()
    {
        // A cheese of 4.5 kg by the half kg: 4 kg asked, 1 → 2 would leave half a kg in a new case.
        var refusal = FillRule.Refusal(Quantity.Of(4), Quantity.One, Quantity.Of(2), Quantity.Of(4.5m), Quantity.Of(0.5m));
        Assert.Equal((Quantity.Of(1.5m), Quantity.Of(5.5m)), (refusal!.Below!.Value, refusal.Above));
    }

    [Theory]
    [InlineData(4, 2, 2, 3, true)] // grows
    [InlineData(4, 2, 2, 1, false)] // 4 + 1 no longer fills six
    [InlineData(4, 3, 3, 2, true)]
    [InlineData(6, 3, 3, 0, true)] // nothing hangs on it
    [InlineData(3, 2, 2, 0, true)] // no case was made by it
    public void Flex_may_be_lowered_only_if_no_case_is_lost(int asked, int flex, int from, int to, bool accepted) =>
        Assert.Equal(accepted, FillRule.AcceptsFlex(Quantity.Of(asked), Quantity.Of(flex), Quantity.Of(from), Quantity.Of(to), s_six));

    [Theory]
    [InlineData(4, 5, 3, 0)] // the others' 2 suffice
    [InlineData(4, 3, 3, 2)]
    [InlineData(4, 1, 1, 0)]
    public void The_lowest_flex_that_keeps_the_case_is_named(int asked, int flex, int from, int lowest) =>
        Assert.Equal(Quantity.Of(lowest), FillRule.LowestFlex(Quantity.Of(asked), Quantity.Of(flex), Quantity.Of(from), s_six, Quantity.One));

    [Fact]
    public void What_a_refusal_names_is_accepted_and_the_nearest_there_is()
    {
        var inputs =
            from size in Gen.Choose(1, 9)
            from others in Gen.Choose(0, 30)
            from halfFrom in Gen.Choose(0, 20)
            from halfTo in Gen.Choose(0, 20)
            select (size, others, halfFrom, halfTo);
        Properties.Hold(inputs, x =>
        {
            var half = Quantity.Of(0.5m);
            var (size, from, to) = (half * x.size, half * x.halfFrom, half * x.halfTo);
            var total = half * x.others + from;
            bool Fits(Quantity amount) => FillRule.Accepts(total, from, amount, size);
            var refusal = FillRule.Refusal(total, from, to, size, half);
            Assert.Equal(Fits(to), refusal is null);
            if (refusal is null) return;

            Assert.True(refusal.Above > to && Fits(refusal.Above));
            for (var a = to; a < refusal.Above; a += half) Assert.False(Fits(a), $"{a} is nearer");
            if (refusal.Below is { } below) Assert.True(below < to && Fits(below));
            for (var a = to; a > (refusal.Below ?? new Quantity(-1)) && a >= Quantity.Zero; a -= half) Assert.False(Fits(a), $"{a} is nearer");
            Assert.Equal(refusal.AndMore, Enumerable.Range(0, 60).All(i => Fits(refusal.Above + half * i)));
        });
    }

    private static FillRefusal? Refusal(int total, int from, int to) =>
        FillRule.Refusal(Quantity.Of(total), Quantity.Of(from), Quantity.Of(to), s_six, Quantity.One);
}

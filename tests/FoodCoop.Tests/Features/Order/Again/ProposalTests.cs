using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Again;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order.Again;

public sealed class ProposalTests
{
    private static readonly WantedRow Row = new(
        new Id<Product>(1), "Rijst", "De Halm", "500 g", Quantity.Of(6), new Money(298), Quantity.Of(3), Quantity.Of(2),
        new Id<Offer>(7), "Rijst", "500 g", Quantity.Of(6), Quantity.One, false, false, new Money(312), Money.Zero, Quantity.Zero, Quantity.Zero, 0);

    [Theory]
    [InlineData(0, 0, Fate.Fresh)]
    [InlineData(3, 2, Fate.Same)]
    [InlineData(3, 0, Fate.Differs)]
    [InlineData(0, 2, Fate.Differs)]
    [InlineData(5, 2, Fate.Differs)]
    public void What_the_order_holds_decides(int asked, int flex, Fate fate) =>
        Assert.Equal(fate, new Proposal(Row with { MineAsked = Quantity.Of(asked), MineFlex = Quantity.Of(flex), Version = 1 }).Fate);

    [Fact]
    public void What_is_not_offered_or_was_withdrawn_is_gone_with_a_reason()
    {
        Assert.Equal("Again.NotOffered", new Proposal(Row with { OfferId = default }).WhyGone);
        Assert.Equal("Again.Withdrawn", new Proposal(Row with { Withdrawn = true }).WhyGone);
        Assert.Equal("Again.WithdrawnMine", new Proposal(Row with { Withdrawn = true, MineAsked = Quantity.One }).WhyGone);
        Assert.Equal(Fate.Gone, new Proposal(Row with { Withdrawn = true, MineAsked = Quantity.Of(3), MineFlex = Quantity.Of(2) }).Fate);
    }

    [Fact]
    public void Amounts_go_up_to_the_order_step_of_today_and_flex_goes_down()
    {
        var p = new Proposal(Row with { Asked = Quantity.Of(2.5m), Flex = Quantity.Of(1.5m) });
        Assert.Equal((Quantity.Of(3), Quantity.Of(1), true), (p.Asked, p.Flex, p.HasOtherStep));
    }

    [Fact]
    public void Flex_has_no_use_for_what_is_sold_loose_now()
    {
        var p = new Proposal(Row with { NowLoose = true });
        Assert.Equal((Quantity.Of(3), Quantity.Zero, true), (p.Asked, p.Flex, p.HasOtherCase));
        Assert.Equal("Again.NoCase", new Proposal(Row with { Asked = Quantity.Zero, NowLoose = true }).WhyGone);
    }

    [Fact]
    public void A_list_keeps_no_price_and_no_case_to_compare_with()
    {
        var p = new Proposal(Row with { Price = null, CaseSize = null });
        Assert.False(p.HasOtherPrice || p.HasOtherCase);
    }
}

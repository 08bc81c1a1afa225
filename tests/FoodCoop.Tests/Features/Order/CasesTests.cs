using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Order;

public sealed class CasesTests
{
    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(5, 4, 2)]
    public void Flex_never_makes_a_case_alone_and_adds_at_most_one(int asked, int flex, int expected) =>
        Assert.Equal(expected, Cases.Count(Quantity.Of(asked), Quantity.Of(flex), Quantity.Of(4)));

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(5, 0, 3)]
    [InlineData(5, 1, 2)]
    [InlineData(5, 3, 0)]
    [InlineData(5, 9, 0)]
    public void To_fill_is_what_is_missing_for_the_next_case(int asked, int flex, int expected) =>
        Assert.Equal(Quantity.Of(expected), Cases.ToFill(Quantity.Of(asked), Quantity.Of(flex), Quantity.Of(4)));

    [Fact]
    public void A_cheese_of_four_and_a_half_kg_is_a_case_like_any_other()
    {
        var cheese = Quantity.Of(4.5m);
        Assert.Equal(1, Cases.Count(Quantity.Of(4m), Quantity.Of(0.5m), cheese));
        Assert.Equal(Quantity.Of(0.25m), Cases.ToFill(Quantity.Of(4m), Quantity.Of(0.25m), cheese));
        Assert.Equal(Quantity.Of(9m), Cases.Ordered(Quantity.Of(9.25m), Quantity.Zero, cheese, loose: false));
    }

    [Fact]
    public void What_is_sold_loose_is_ordered_as_asked() =>
        Assert.Equal(Quantity.Of(3), Cases.Ordered(Quantity.Of(3), Quantity.Of(9), Quantity.Of(6), loose: true));

    [Fact]
    public void A_case_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cases.Count(Quantity.One, Quantity.Zero, Quantity.Zero));

    [Fact]
    public void Cases_hold_no_more_than_asked_and_flex_and_leave_less_than_a_case_behind()
    {
        var inputs =
            from asked in Gen.Choose(0, 60)
            from flex in Gen.Choose(0, 20)
            from size in Gen.Choose(1, 12)
            select (Asked: asked, Flex: flex, Size: size);
        Properties.Hold(inputs, x =>
        {
            var (q, f, w) = (Quantity.Of(x.Asked), Quantity.Of(x.Flex), Quantity.Of(x.Size));
            var ordered = Cases.Ordered(q, f, w, loose: false);
            Assert.True(ordered <= q + f);
            Assert.True(q - ordered < w && ordered - q < w);
            // Exactly what is still to fill makes one case more.
            var toFill = Cases.ToFill(q, f, w);
            if (toFill > Quantity.Zero)
            {
                Assert.Equal(ordered + w, Cases.Ordered(q + toFill, f, w, loose: false));
                Assert.Equal(ordered, Cases.Ordered(q + toFill - Quantity.One, f, w, loose: false));
            }
        });
    }
}

using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

public sealed class OrderStepTests
{
    [Theory]
    [InlineData("1.3", "0.5", "1", "1.5")]
    [InlineData("0.2", "0.5", "0", "0.5")]
    [InlineData("2.5", "1", "2", "3")]
    [InlineData("5", "4.5", "4.5", "9")]
    public void An_amount_off_the_step_gets_the_two_nearest(string amount, string step, string below, string above) =>
        Assert.Equal(new Neighbours(Units(below), Units(above)), OrderStep.Off(Units(amount), Units(step)));

    [Theory]
    [InlineData("1.5", "0.5")]
    [InlineData("0", "0.5")]
    [InlineData("9", "4.5")]
    public void An_amount_on_the_step_is_fine(string amount, string step) => Assert.Null(OrderStep.Off(Units(amount), Units(step)));

    [Fact]
    public void A_step_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderStep.Off(Quantity.One, Quantity.Zero));

    private static Quantity Units(string text) => Quantity.TryParse(text, out var quantity) ? quantity : throw new FormatException(text);
}

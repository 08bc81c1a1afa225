using FoodCoop.Features.Room;

namespace FoodCoop.Tests.Features.Room;

public sealed class SeatCapTests
{
    [Theory]
    [InlineData(200, 1, null, 200)]
    [InlineData(100, 2, null, 200)]
    [InlineData(100, 2, 150, 150)]
    [InlineData(100, 1, 150, 100)]
    [InlineData(100, 1, 0, 0)]
    public void Cap_is_the_room_times_the_windows_or_the_assemblys_number(int room, int windows, int? assembly, int expected) =>
        Assert.Equal(expected, SeatCap.Of(room, windows, assembly));

    [Theory]
    [InlineData(199, 1, true)]
    [InlineData(199, 2, false)]
    [InlineData(200, 1, false)]
    [InlineData(203, 1, false)]
    public void Nobody_is_admitted_over_the_cap(int taken, int seats, bool admitted) =>
        Assert.Equal(admitted, SeatCap.CanAdmit(taken, seats, 200));

    [Theory]
    [InlineData(203, 3, 0)]
    [InlineData(200, 0, 0)]
    [InlineData(187, 0, 13)]
    public void A_lower_cap_removes_nobody_and_says_how_many_are_over(int taken, int over, int free)
    {
        Assert.Equal(over, SeatCap.Over(taken, 200));
        Assert.Equal(free, SeatCap.Free(taken, 200));
    }

    [Fact]
    public void A_room_without_a_window_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => SeatCap.Of(100, 0));

    [Fact]
    public void A_boundless_room_does_not_overflow() => Assert.Equal(int.MaxValue, SeatCap.Of(int.MaxValue, 3));
}

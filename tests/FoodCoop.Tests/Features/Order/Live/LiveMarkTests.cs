using FoodCoop.Features.Order.Live;

namespace FoodCoop.Tests.Features.Order.Live;

public sealed class LiveMarkTests
{
    [Fact]
    public void A_mark_is_read_as_it_was_written_and_anything_else_is_none()
    {
        var phase = new LivePhase(TestClock.Start, TestClock.Start.AddDays(2), InFillPhase: true);
        var mark = new LiveMark("0badcafe", 17, 1802, phase);
        Assert.Equal(mark, LiveMark.Parse(mark.ToString()));
        Assert.Equal("dates", (phase with { ClosesAt = TestClock.Start.AddDays(3) }).Since(phase));
        Assert.Null(phase.Since(phase));
        foreach (var other in (string?[])[null, "", "0badcafe-3", "a-1-2-3-4", "a--1-2-3-4-o", "a-1-2-3-99999999999999999-o", "a-1-2-x-4-o"]) Assert.Null(LiveMark.Parse(other));
    }
}

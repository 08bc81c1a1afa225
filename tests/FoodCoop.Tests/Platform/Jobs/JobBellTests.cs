using FoodCoop.Platform.Jobs;

namespace FoodCoop.Tests.Platform.Jobs;

public sealed class JobBellTests
{
    private readonly JobBell bell = new();

    [Fact]
    public async Task However_often_it_is_rung_one_more_round_follows()
    {
        for (var i = 0; i < 5; i++) bell.Ring("mail");
        bell.Ring("clock");
        Assert.Equal(["mail", "clock"], await Taken(2));
        Assert.False(bell.IsRinging("mail"));
    }

    [Fact]
    public async Task Rung_while_it_is_being_called_it_is_called_again()
    {
        bell.Ring("mail");
        await foreach (var job in bell.Rings(default))
        {
            bell.Ring(job);
            break;
        }
        Assert.True(bell.IsRinging("mail"));
        Assert.Equal(["mail"], await Taken(1));
    }

    private async Task<List<string>> Taken(int count)
    {
        List<string> taken = [];
        await foreach (var job in bell.Rings(default))
        {
            taken.Add(job);
            if (taken.Count == count) break;
        }
        return taken;
    }
}

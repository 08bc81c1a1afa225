using FoodCoop.Features.Demo;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoClockTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Without_a_file_it_is_the_real_time() =>
        Assert.InRange(new DemoClock(file).GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));

    [Fact]
    public void It_was_the_moment_in_the_file_when_the_file_was_written_and_runs_on_from_there()
    {
        File.WriteAllText(file, "2026-12-02T22:05:00+01:00");
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)); // the program was away for two days since
        var pretended = new DateTimeOffset(2026, 12, 4, 21, 5, 0, TimeSpan.Zero);
        Assert.InRange(new DemoClock(file).GetUtcNow(), pretended, pretended.AddMinutes(1));
    }

    [Fact]
    public void A_new_moment_counts_at_once_and_what_is_no_moment_changes_nothing()
    {
        var clock = new DemoClock(file);
        Write("2026-12-02T22:05:00+01:00", 1);
        Assert.Equal(12, clock.GetUtcNow().Month);
        Write("", 2);
        Assert.Equal(12, clock.GetUtcNow().Month);
        Write("tomorrow", 3);
        Assert.Equal(12, clock.GetUtcNow().Month);
        Write("2031-05-06T07:08:00Z", 4);
        Assert.Equal(2031, clock.GetUtcNow().Year);
    }

    public void Dispose() => File.Delete(file);

    // Each with a time of its own: two writings can fall into one tick of the file system's clock.
    private void Write(string text, int seconds)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds));
    }
}

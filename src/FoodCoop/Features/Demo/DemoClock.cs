using System.Globalization;

namespace FoodCoop.Features.Demo;

/// <summary>
/// A clock that pretends, for the demo and the browser tests only: the file holds a moment (<c>2026-12-02T22:05:00+01:00</c>), which
/// is what the time was when the file was written; from there it runs on. No file: the real time.
/// </summary>
/// <remarks>
/// Reckoned from the file's own time, so that it goes on where it was when the program is started again. Timers stay real.
/// </remarks>
public sealed class DemoClock(string file) : TimeProvider
{
    private sealed record Pretence(DateTime WrittenAt, TimeSpan Ahead);

    private volatile Pretence known = new(default, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead();

    private TimeSpan Ahead()
    {
        if (!File.Exists(file)) return TimeSpan.Zero;
        var writtenAt = File.GetLastWriteTimeUtc(file);
        if (known.WrittenAt == writtenAt) return known.Ahead;
        // Half-written, or no moment at all: the clock goes on as it went.
        if (!DateTimeOffset.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return known.Ahead;
        known = new Pretence(writtenAt, moment.UtcDateTime - writtenAt);
        return known.Ahead;
    }
}

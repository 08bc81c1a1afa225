namespace FoodCoop.Tests;

/// <summary>
/// The clock of the running test: it stands still until the test moves it. Each test has its own, although they share
/// one host, because the test server keeps the caller's execution context.
/// </summary>
public sealed class TestClock : TimeProvider
{
    /// <summary>A Thursday in the middle of the open cycle of the fixed cast.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 12, 19, 0, 0, TimeSpan.Zero);

    public static readonly TestClock Instance = new();
    private static readonly AsyncLocal<StrongNow?> Now = new();

    private TestClock() { }

    public override DateTimeOffset GetUtcNow() => Now.Value?.At ?? Start;

    /// <summary>Sets the clock for this test, and for all that it calls from now on.</summary>
    public static void Set(DateTimeOffset at)
    {
        if (Now.Value is { } now) now.At = at;
        else Now.Value = new StrongNow { At = at };
    }

    public static void Advance(TimeSpan by) => Set(Instance.GetUtcNow() + by);

    private sealed class StrongNow
    {
        public DateTimeOffset At { get; set; }
    }
}

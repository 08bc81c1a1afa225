namespace FoodCoop.Browser;

/// <summary>For what happens by itself in the program: waits for a condition, not for a time.</summary>
internal static class Wait
{
    /// <summary>Whether it came true within a minute and a half, which is longer than any job's round.</summary>
    public static async Task<bool> Until(Func<bool> condition)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tick = 0; tick < 900; tick++)
        {
            if (condition()) return true;
            await ticks.WaitForNextTickAsync();
        }
        return false;
    }
}

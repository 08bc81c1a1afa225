namespace FoodCoop.Features.Demo;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Chance of our own, because the numbers of <c>System.Random</c> with a seed are not
/// promised to stay the same between versions of .NET, and the demo must be the same co-op on every machine.
/// </summary>
public sealed class DemoDice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for one subject (a member in a cycle), so that one more throw here changes nothing there.</summary>
    public static DemoDice For(ulong seed, params ReadOnlySpan<long> subject)
    {
        var state = seed;
        foreach (var part in subject) state = Mixed(state + unchecked((ulong)part * 0x9E3779B97F4A7C15UL) + 1);
        return new(state);
    }

    /// <summary>A number for a text, the same in every process (which <c>string.GetHashCode</c> is not).</summary>
    public static long NumberOf(string text)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var c in text) hash = unchecked((hash ^ c) * 1099511628211UL);
        return (long)(hash >> 1);
    }

    /// <summary>0 to <paramref name="below"/> − 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>From one to the other, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool InHundred(int chance) => Below(100) < chance;

    /// <summary>An index, each as likely as its share of the weights, which are given as running totals.</summary>
    public int Weighted(long[] runningTotals)
    {
        var at = (long)(Next() % (ulong)runningTotals[^1]);
        var found = Array.BinarySearch(runningTotals, at + 1);
        return found >= 0 ? found : ~found;
    }

    private ulong Next() => Mixed(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mixed(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}

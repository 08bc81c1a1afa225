namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// Draws by lot that can be repeated: who comes first in a plan where two are alike. An own generator (SplitMix64: Steele, Lea and Flood, 2014), so
/// that a seed kept with a plan gives the same plan in a later version of the platform too.
/// </summary>
internal sealed class Lots(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019);

    /// <summary>A number from 0 up to, not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((UInt128)Draw() * (ulong)end) >> 64);

    /// <summary>The same things in an order of chance.</summary>
    public T[] Shuffle<T>(IEnumerable<T> things)
    {
        T[] shuffled = [.. things];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }
        return shuffled;
    }

    private ulong Draw() => unchecked(Mix(_state += 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

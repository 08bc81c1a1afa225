using System.Globalization;

namespace FoodCoop.Benchmarks.Running;

/// <summary>Durations in milliseconds, and how they are spread.</summary>
internal sealed class Spread(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public int Count => sorted.Length;

    public double Worst => sorted.Length == 0 ? double.NaN : sorted[^1];

    /// <summary>What so many of a hundred stay within: the smallest one that at least so many are not above.</summary>
    public double Within(double percent) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)];

    /// <summary>How many of a hundred are under a number of milliseconds.</summary>
    public double Under(double milliseconds) => sorted.Length == 0 ? double.NaN : 100.0 * sorted.Count(d => d < milliseconds) / sorted.Length;

    public static string Met(bool met) => met ? "met" : "NOT MET";

    public static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FoodCoop.Benchmarks.Running;

/// <summary>What the figures were taken on, and what else it did meanwhile.</summary>
internal sealed class Machine
{
    private readonly (double Busy, double Stolen) before = Ticks();
    private readonly long begun = Stopwatch.GetTimestamp();

    /// <summary>Whether the program can be held to one core, with another for who measures.</summary>
    public static bool CanPin { get; } = Cores > 1 && Paths().Any(folder => File.Exists(Path.Combine(folder, "taskset")));

    // Not Environment.ProcessorCount: this process may itself be held to one.
    private static int Cores => Read("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));

    /// <summary>Processor, cores, system, .NET.</summary>
    public static string Words
    {
        get
        {
            var model = Read("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
            return $"{model}, {Cores} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        }
    }

    /// <summary>Since this was made: how much of all cores was busy, how much of that was others' than these processes, and how much the host took away.</summary>
    /// <param name="ownMilliseconds">Processor time of the program and of who measures.</param>
    public string Since(double ownMilliseconds)
    {
        var (busy, stolen) = Ticks();
        var all = Stopwatch.GetElapsedTime(begun).TotalMilliseconds * Cores;
        var (busyShare, own, stolenShare) = ((busy - before.Busy) / all, ownMilliseconds / all, (stolen - before.Stolen) / all);
        return string.Create(CultureInfo.InvariantCulture,
            $"the machine's cores were busy {busyShare:0 %}, of which others {Math.Max(0, busyShare - own):0 %}; stolen by the host {stolenShare:0.0 %}");
    }

    // Of all cores, in milliseconds: user, nice, system, interrupts; and steal. A tick is a hundredth of a second.
    private static (double Busy, double Stolen) Ticks()
    {
        var cells = (Read("/proc/stat").FirstOrDefault() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture) * 10).ToList();
        return cells.Count < 8 ? (0, 0) : (cells[0] + cells[1] + cells[2] + cells[5] + cells[6], cells[7]);
    }

    private static string[] Read(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static string[] Paths() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
}

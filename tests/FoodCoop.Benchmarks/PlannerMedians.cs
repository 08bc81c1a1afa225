using System.Diagnostics;
using System.Globalization;
using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Tests.Features.Shifts.Planning;

namespace FoodCoop.Benchmarks;

/// <summary>
/// The figures of the planner in a minute: medians over several rotations, of processor time beside the clock's, because the clock also counts what
/// else the machine does. The first plan of a process is shown apart: it is compiled while it runs.
/// </summary>
internal static class PlannerMedians
{
    private const int Rotation = 5;

    public static readonly (int Members, int Pairs)[] Sizes =
        [(200, 0), (200, 20), (600, 0), (600, 60), (100, 0), (400, 0), (800, 0), (100, 10), (400, 40), (800, 80)];

    public static void Print(TextWriter output)
    {
        var first = Measure(Rotations.Real(1, 200, 20));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first plan of the process, 200 members with 20 pairs: {first.Clock:0} ms"));
        output.WriteLine("members pairs | processor ms  (least, most) | clock ms | allocated MB | apart, gap in wish points of");
        foreach (var (members, pairs) in Sizes)
        {
            var inputs = Enumerable.Range(1, Rotation).Select(seed => Rotations.Real(seed, members, pairs)).ToList();
            foreach (var input in inputs) Planner.Plan(input, 1); // compiled and warm
            // Processor time ticks in steps of milliseconds on some systems: several plans of each rotation make one measurement.
            var runs = inputs.SelectMany(input => Enumerable.Range(0, 3).Select(_ => Measure(input))).ToList();
            var plans = inputs.Select(input => Planner.Plan(input, 1)).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{members,7} {pairs,5} | {Median(runs, r => r.Processor),12:0.0}  ({runs.Min(r => r.Processor):0.0}, {runs.Max(r => r.Processor):0.0}) | {Median(runs, r => r.Clock),8:0.0} | {Median(runs, r => r.Megabytes),12:0.0} | {string.Join("; ", plans.Select(Gap))}"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"most memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
    }

    private static string Gap(RosterPlan plan) => plan.Gap == default ? "0" : $"{plan.Figures.PairsApart}, {plan.Gap.Wishes}{(plan.Gap.Apart > 0 ? " and a pair" : "")} of {plan.Cost.Wishes}";

    private static (double Processor, double Clock, double Megabytes) Measure(PlanInput input)
    {
        const int times = 2;
        var (clock, processor, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < times; i++) Planner.Plan(input, 1);
        return ((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / times, clock.Elapsed.TotalMilliseconds / times,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1e6 / times);
    }

    private static double Median<T>(List<T> runs, Func<T, double> what) => runs.Select(what).Order().ElementAt(runs.Count / 2);
}

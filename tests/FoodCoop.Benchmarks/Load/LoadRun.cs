using System.Diagnostics;
using FoodCoop.Benchmarks.Running;

namespace FoodCoop.Benchmarks.Load;

/// <summary>
/// The last minute before ordering closes: 200 members at their browsers against the running program. First about 50 changes a second for a
/// minute, then as fast as it goes; after each the database is held against what every member was told. Prints figures.
/// </summary>
/// <remarks>Source: quality.md sections 2 and 3 (design). Broken promises are the exit code; times are only printed, because machines differ.</remarks>
internal static class LoadRun
{
    private const int Seed = 20261122;
    private const double ChangesPerSecond = 50;
    private static readonly TimeSpan s_warming = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_rush = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(TextWriter output)
    {
        using var coop = await LargeCoop.Make(output);
        var pinned = Machine.CanPin;
        output.WriteLine($"Machine: {Machine.Words}; {(pinned ? "the program on one core, this on another (make load)" : "no core of its own for the program")}.");
        output.WriteLine($"Co-op: {coop.Words}.");
        await using var program = await RunningProgram.Start(coop.Folder, pinned);
        using var crowd = new Crowd(coop, program.Address);
        output.WriteLine($"Crowd: {crowd.Words}.");
        var held = new Held(coop);

        var arriving = new Report("All sign in by a mailed link and open the form, eight at a time", mayRefuse: false);
        await Phase(arriving, () => crowd.Arrive(arriving));
        var warming = new Report("Warming up, fast and then at the rate, until the program is compiled as it is after a day", mayRefuse: false);
        await Phase(warming, async () =>
        {
            await crowd.AsFastAsItGoes(s_warming, Seed - 2, warming);
            await crowd.AtARate(ChangesPerSecond, s_warming, Seed - 1, warming);
        });
        var minute = new Report($"The last minute: {ChangesPerSecond} changes a second, open loop, counted from the moment that was meant", mayRefuse: false);
        await Phase(minute, () => crowd.AtARate(ChangesPerSecond, s_minute, Seed, minute));
        var rush = new Report("As fast as it goes: every device sends the next change when the last one is answered", mayRefuse: true);
        await Phase(rush, () => crowd.AsFastAsItGoes(s_rush, Seed, rush));

        var broken = new[] { arriving, warming, minute, rush }.Sum(r => r.Broken) + program.Errors.Count;
        output.WriteLine();
        output.WriteLine($"The program logged {program.Errors.Count} errors; the most memory that it had was {program.PeakMegabytes:0} MB.");
        foreach (var error in program.Errors.Take(10)) output.WriteLine($"  - {error}");
        output.WriteLine($"No lost line, no error page, the database equals what the members were told: {(broken == 0 ? "kept" : $"BROKEN {broken} times")}.");
        var all = minute.All;
        output.WriteLine($"99 % of the answers of the minute under 50 ms: {Spread.Met(all.Within(99) < 50)} ({Spread.Number(all.Within(99))} ms). "
            + $"99.9 % under 120 ms: {Spread.Met(all.Within(99.9) < 120)} ({Spread.Number(all.Within(99.9))} ms). "
            + $"The longest at most 5 times the 99 %: {Spread.Met(all.Worst <= 5 * all.Within(99))} ({Spread.Number(all.Worst / all.Within(99))}).");
        return broken == 0 ? 0 : 1;

        async Task Phase(Report report, Func<Task> work)
        {
            var machine = new Machine();
            var (begun, server, own) = (Stopwatch.GetTimestamp(), program.ProcessorMilliseconds, Environment.CpuUsage.TotalTime.TotalMilliseconds);
            await work();
            var (seconds, used) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, program.ProcessorMilliseconds - server);
            report.Print(output, seconds, used, machine.Since(used + Environment.CpuUsage.TotalTime.TotalMilliseconds - own));
            var compared = await held.Compare(crowd, report);
            var (sound, said) = await RunningProgram.Verify(coop.Folder);
            if (!sound) report.Break($"verify: {said}");
            output.WriteLine($"  {compared}; verify: {(sound ? "sound" : "NOT SOUND")}");
            report.PrintBroken(output);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using FoodCoop.Benchmarks.Running;

namespace FoodCoop.Benchmarks.Load;

/// <summary>What happened in one phase: how long each answer took, and what must not have been.</summary>
/// <param name="mayRefuse">Whether 429 and 503 are allowed: only when it goes as fast as it can.</param>
internal sealed class Report(string name, bool mayRefuse)
{
    public const string Change = "a change";
    public const string Clash = "a change, somebody was before (409)";
    public const string Form = "the order form";

    private const int Shown = 10;

    private readonly ConcurrentBag<(string Kind, double Milliseconds)> answers = [];
    private readonly ConcurrentBag<double> late = [];
    private readonly ConcurrentBag<string> broken = [];
    private int refused;

    public string Name => name;

    public int Broken => broken.Count;

    public void Answered(string kind, double milliseconds) => answers.Add((kind, milliseconds));

    /// <summary>How long after its moment something was sent, which is the fault of who measures; it is part of the answer's time.</summary>
    public void SentLate(double milliseconds) => late.Add(milliseconds);

    /// <summary>An answer that is no answer: allowed when the program says that it is too much, and nowhere else.</summary>
    public void Refused(int status, string what)
    {
        if (mayRefuse && status is 429 or 503) Interlocked.Increment(ref refused);
        else Break($"{status} on {what}");
    }

    public void Break(string what) => broken.Add(what);

    public Spread All => new(answers.Select(a => a.Milliseconds));

    public void Print(TextWriter output, double seconds, double serverMilliseconds, string machine)
    {
        var all = All;
        output.WriteLine();
        output.WriteLine(name);
        output.WriteLine("  answers                                  count      p50      p99    p99.9      max  ms");
        foreach (var kind in answers.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)) Row(output, kind.Key, new Spread(kind.Select(a => a.Milliseconds)));
        Row(output, "all", all);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {all.Count / seconds:0.0} answers a second for {seconds:0} s; {serverMilliseconds / all.Count:0.00} ms of the program's processor time for each (with the live streams); {all.Under(50):0.00} % under 50 ms"));
        output.WriteLine($"  {machine}{(late.IsEmpty ? "" : $"; sent late by {Spread.Number(new Spread(late).Within(99))} ms at p99")}{(refused > 0 ? $"; told that it is too much: {refused}" : "")}");
    }

    public void PrintBroken(TextWriter output)
    {
        output.WriteLine($"  broken promises: {broken.Count}");
        foreach (var what in broken.Take(Shown)) output.WriteLine($"    - {what}");
    }

    private static void Row(TextWriter output, string kind, Spread spread) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {kind,-38} {spread.Count,7} {spread.Within(50),8:0.0} {spread.Within(99),8:0.0} {spread.Within(99.9),8:0.0} {spread.Worst,8:0.0}"));
}

using System.Diagnostics;
using FoodCoop.Benchmarks.Running;

namespace FoodCoop.Benchmarks.Load;

/// <summary>The members at their browsers: what they do, and when.</summary>
internal sealed class Crowd : IDisposable
{
    /// <summary>Households in which two persons order on a device each.</summary>
    private const int Pairs = 20;

    /// <summary>Forms opened anew a second: each member comes back to the form about once in a minute.</summary>
    private const double FormsPerSecond = 3;

    /// <summary>One in so many moments both devices of a household change the same line at once.</summary>
    private const int BothAtOnce = 50;

    private readonly List<Household> households;
    private readonly List<Household> pairs;
    private readonly List<Device> devices;

    public Crowd(LargeCoop coop, string address)
    {
        households = [.. coop.Logins.GroupBy(l => l.Member).Select(logins =>
        {
            var household = new Household(logins.Key);
            household.Devices.AddRange(logins.Take(2).Select(login => new Device(household, login, address, coop.Month)));
            return household;
        })];
        // of the others only the first person orders
        foreach (var one in households.Where(h => h.Devices.Count > 1).Skip(Pairs))
        {
            one.Devices[1].Dispose();
            one.Devices.RemoveAt(1);
        }
        pairs = households.FindAll(h => h.Devices.Count > 1);
        devices = [.. households.SelectMany(h => h.Devices)];
    }

    public IReadOnlyList<Household> Households => households;

    public IReadOnlyList<Device> Devices => devices;

    public string Words => $"{households.Count} members on {devices.Count} devices ({pairs.Count} households with two), each with the form open and its live stream";

    public void Dispose()
    {
        foreach (var device in devices) device.Dispose();
    }

    /// <summary>All sign in and open the form, eight at a time.</summary>
    public Task Arrive(Report report) => Parallel.ForEachAsync(devices, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (device, _) =>
    {
        await device.SignIn();
        await device.Open(report, Stopwatch.GetTimestamp());
    });

    /// <summary>
    /// Open loop: so many changes a second at moments that chance sets (as of people who know nothing of each other), and some forms. What
    /// is slow holds up nothing: the next is sent at its moment, and every answer's time counts from the moment that was meant.
    /// </summary>
    public async Task AtARate(double changesPerSecond, TimeSpan time, int seed, Report report)
    {
        var dice = new Random(seed);
        var running = new List<Task>();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var begun = Stopwatch.GetTimestamp();
        var rate = changesPerSecond + FormsPerSecond;
        for (var at = Gap(); at < time.TotalSeconds; at += Gap())
        {
            var intended = begun + (long)(at * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < intended) await ticks.WaitForNextTickAsync();
            report.SentLate(Stopwatch.GetElapsedTime(intended).TotalMilliseconds);
            if (dice.NextDouble() * rate < FormsPerSecond) running.Add(Task.Run(() => Any(dice).Open(report, intended)));
            else if (pairs.Count > 0 && dice.Next(BothAtOnce) == 0) running.AddRange(Both(pairs[dice.Next(pairs.Count)], dice, report, intended));
            else running.AddRange(One(Any(dice), dice, report, intended));
        }
        await Task.WhenAll(running);

        double Gap() => -Math.Log(1 - dice.NextDouble()) / rate;
    }

    /// <summary>As fast as it goes: every device sends its next change as soon as the last one is answered.</summary>
    public Task AsFastAsItGoes(TimeSpan time, int seed, Report report)
    {
        var begun = Stopwatch.GetTimestamp();
        return Task.WhenAll(devices.Select((device, place) => Task.Run(async () =>
        {
            var dice = new Random(seed + place);
            while (Stopwatch.GetElapsedTime(begun) < time)
                if (device.Think(dice) is { } wish) await device.Save(wish, report, Stopwatch.GetTimestamp());
        })));
    }

    private Device Any(Random dice) => devices[dice.Next(devices.Count)];

    private static IEnumerable<Task> One(Device device, Random dice, Report report, long intended)
    {
        if (device.Think(dice) is { } wish) yield return Task.Run(() => device.Save(wish, report, intended));
    }

    private static IEnumerable<Task> Both(Household household, Random dice, Report report, long intended)
    {
        var (hers, his) = (household.Devices[0], household.Devices[1]);
        if (hers.Think(dice) is not { } first) yield break;
        yield return Task.Run(() => hers.Save(first, report, intended));
        if (his.Think(dice, first.Offer) is { } second) yield return Task.Run(() => his.Save(second, report, intended));
    }
}

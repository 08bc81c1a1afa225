using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>
/// Drives the program through a year, over a real file and with a clock of its own: in steps of minutes, hours and days; away for weeks;
/// stopped half-way through a round and begun again; its jobs run twice and at the same moment. After every round the file is held
/// against the model: exactly its states, and exactly its mails.
/// </summary>
internal sealed class SimulatedYear : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 2, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Where a round may be stopped: when it is about to write the so-manieth such row.</summary>
    private static readonly string[] Halfway = ["mail", "mail", "cycle_event", "offer_result", "cycle_post", "offer"];

    // thousands of short transactions: in memory where there is such a folder, because what a disk takes for each is not what is looked at here
    private readonly string path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Path.GetRandomFileName() + ".db");
    private readonly Random random;
    private readonly YearModel model;
    private readonly YearPeople people;
    private readonly YearPost post;
    private readonly YearClock clock = new();
    private CoopFile file;
    private DateTimeOffset lastRun = Begin;
    private int rounds, runs, stops, restarts, again, atOnce, away;

    public SimulatedYear(int seed, YearCalendar.Rule rule)
    {
        random = new Random(seed);
        model = new(rule) { CaseSizes = [6, 4, 12, 1, 5, 0, 6, 3] };
        people = new(model, rule, random);
        post = new(clock);
        clock.Now = Begin;
        File.WriteAllBytes(path, TestTemplate.Make(cast: false));
        file = new(path);
    }

    /// <summary>What it survived, in one line.</summary>
    public async Task<string> Run()
    {
        await file.WriteAsync(db => people.Found(db, Begin));
        for (; clock.Now < End; clock.Now = Next())
        {
            if (random.Next(8) == 0) Restart();
            if (!await Clock()) continue; // it lies still until the next moment
            await file.WriteAsync(db => people.Act(db, clock.Now, rounds));
            if (random.Next(5) > 0) await Post();
        }
        while (!await Clock()) clock.Now += TimeSpan.FromMinutes(1);
        clock.Now += TimeSpan.FromHours(1); // leases have run out
        await post.Round(file, ++rounds);
        clock.Now = clock.Now.AddMonths(2); // and last useful moments have passed
        await post.Round(file, ++rounds);
        var mails = post.Check(file, model.Mails);
        Assert.True(stops > 5 && post.Stops > 5 && again > 20 && atOnce > 20 && away > 3 && mails is { Twice: > 0, Late: > 10, LaterOne: > 10 }, "the year was too easy: " + Told(mails));
        Assert.Equal(["joins", "leaves", "moves 2", "moves 3", "steps back", "switches off"], people.Happened);
        Assert.InRange(model.Months.Values.Count(m => m.States.Contains("Closed")), 12, 14);
        return Told(mails);
    }

    public void Dispose()
    {
        file.Dispose();
        foreach (var part in new[] { "", "-wal", "-shm" }) File.Delete(path + part);
    }

    private string Told(YearPost.Account mails) =>
        $"{runs} rounds of the clock, {away} absences of days or weeks, {restarts} restarts, {stops} rounds stopped half-way, {post.Stops} stops while a mail was being sent, "
        + $"{again} runs twice, {atOnce} times several at once; {mails.Mails} mails: {mails.Sent} sent ({mails.Twice} of them twice, with the same Message-ID), "
        + $"{mails.Late} skipped as too late, {mails.LaterOne} for a later one, {mails.Changed} because the day had changed; none lost";

    // False: it was stopped half-way and has not begun again.
    private async Task<bool> Clock()
    {
        runs++;
        var due = model.Moments().Any(m => m > lastRun && m <= clock.Now);
        lastRun = clock.Now;
        for (var times = due ? random.Next(4) : 0; times > 0; times--)
        {
            await StoppedHalfway();
            if (random.Next(4) == 0) return false;
        }
        var round = ++rounds;
        model.Round(clock.Now, round);
        if (random.Next(4) == 0)
        {
            var several = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Task.Run(() => (Task)CycleClock.Run(file, clock.Now)));
            var sending = Enumerable.Range(0, random.Next(0, 3)).Select(_ => Task.Run(() => post.Round(file, round)));
            await Task.WhenAll([.. several, .. sending]);
            atOnce++;
        }
        else
        {
            await CycleClock.Run(file, clock.Now);
        }
        Check();
        if (random.Next(4) > 0) return true;
        Assert.Equal("", await CycleClock.Run(file, clock.Now));
        Check();
        again++;
        return true;
    }

    // The transaction that is under way goes back; those before it stay, each of them whole. Then the program begins again.
    private async Task StoppedHalfway()
    {
        var table = Halfway[random.Next(Halfway.Length)];
        var rows = file.Read(db => db.One<int>($"select count(*) from {table}")) + random.Next(table == "mail" ? 30 : 3);
        await file.WriteAsync(db => db.Execute(
            $"create trigger stop before insert on {table} when (select count(*) from {table}) >= {rows} begin select raise(abort, 'stopped'); end"));
        try
        {
            await CycleClock.Run(file, clock.Now);
        }
        catch (Exception e) when (e is AggregateException or SqliteException && e.Message.Contains("stopped", StringComparison.Ordinal))
        {
            stops++;
        }
        Restart();
        await file.WriteAsync(db => db.Execute("drop trigger stop"));
        var states = file.Read(db => db.Query<(string Code, int Count)>("select c.code, count(*) from cycle_event e join order_cycle c on c.id = e.cycle_id group by c.code"));
        var decided = file.Read(db => db.Query<string>("select kind || '/' || about from cycle_post"));
        model.Round(clock.Now, ++rounds, new(states.ToDictionary(s => s.Code, s => s.Count), [.. decided]));
        Check();
    }

    private async Task Post()
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (dies, at, afterAcceptance) = (random.Next(5) < 2, random.Next(20), random.Next(2) == 0); // drawn always: the same seed is the same year
            var waiting = file.Read(db => db.One<int>("select count(*) from mail where sent_at is null and skipped_at is null and (lease_until is null or lease_until <= @Now)", new { clock.Now }));
            if (!dies || waiting == 0) await post.Round(file, ++rounds);
            else if (await post.StoppedRound(file, ++rounds, 1 + at % waiting, afterAcceptance)) Restart();
        }
    }

    private void Restart()
    {
        file.Dispose();
        file = new(path);
        restarts++;
    }

    private DateTimeOffset Next()
    {
        var to = random.Next(100) switch
        {
            < 35 => clock.Now.AddMinutes(random.Next(1, 90)),
            < 60 => clock.Now.AddMinutes(random.Next(60, 1500)),
            < 95 => Moment(),
            < 98 => clock.Now.AddHours(random.Next(24, 120)),
            _ => clock.Now.AddHours(random.Next(120, 480)),
        };
        // Whatever chance brings: once it is away from an opening until after the last call, once from a last call until after closing.
        foreach (var (from, until) in model.Absences())
        {
            if (clock.Now == from) to = until;
            else if (clock.Now < from && to > from) to = from;
        }
        if (to - clock.Now > TimeSpan.FromDays(3)) away++;
        return to;
    }

    // Just before, on, or just after something that is owed.
    private DateTimeOffset Moment()
    {
        var at = model.Moments().Where(m => m > clock.Now.AddSeconds(1)).DefaultIfEmpty(clock.Now.AddHours(1)).Min();
        var soon = clock.Now.AddHours(random.Next(6, 40));
        return at < soon ? at.AddSeconds(random.Next(-1, 2)) : soon;
    }

    private void Check()
    {
        var states = file.Read(db => db.Query<(string Code, string State)>(
            "select c.code, e.state from cycle_event e join order_cycle c on c.id = e.cycle_id order by e.id")).ToLookup(e => e.Code, e => e.State);
        Assert.Equal(model.Months.Keys, states.Select(s => s.Key).Order(StringComparer.Ordinal));
        foreach (var month in model.Months.Values) Assert.True(month.States.SequenceEqual(states[month.Code]), $"{clock.Now:u} {month.Code}: {string.Join(' ', month.States)} expected, {string.Join(' ', states[month.Code])}");
        var written = file.Read(db => db.Query<string>("select iif(key like '%/withdrawn-%', substr(key, 1, instr(key, '/withdrawn-') - 1), key) from mail")).ToHashSet(StringComparer.Ordinal);
        var (missing, tooMany) = (model.Mails.Keys.Except(written).ToList(), written.Except(model.Mails.Keys).ToList());
        Assert.True(missing.Count + tooMany.Count == 0, $"{clock.Now:u}: not written: {string.Join(", ", missing.Take(9))}; not expected: {string.Join(", ", tooMany.Take(9))}");
    }

    private sealed class YearClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

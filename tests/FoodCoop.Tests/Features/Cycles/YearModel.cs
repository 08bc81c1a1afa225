namespace FoodCoop.Tests.Features.Cycles;

/// <summary>
/// What must have happened after each round of the clock, worked out from dates and from what people did, without any of the
/// program's code: the states of each month, and for each mail its key, when it may be written, until when it is of use, and
/// which later one takes its place.
/// </summary>
internal sealed class YearModel(YearCalendar.Rule rule)
{
    public sealed class Person(long id, long member, string email)
    {
        public long Id => id;
        public long Member => member;
        public string Email => email;
        public HashSet<string> Off { get; } = [];
        public bool Gone { get; set; }
    }

    /// <summary>Asked in layers of time, and what would be taken besides; the number is the row's.</summary>
    public sealed class Line(long id, long member)
    {
        public long Id => id;
        public long Member => member;
        public List<(DateTimeOffset At, int Amount)> Layers { get; } = [];
        public int Flex { get; set; }
        public int Given { get; set; }
        public int Asked => Layers.Sum(l => l.Amount);
    }

    public sealed class Month(YearCalendar.Dates dates)
    {
        public string Code => dates.Code;
        public DateOnly Pickup { get; set; } = dates.Pickup;
        public DateTimeOffset Opens => dates.Opens;
        public DateTimeOffset Fills { get; set; } = dates.Fills;
        public DateTimeOffset Closes { get; set; } = dates.Closes;
        public DateTimeOffset Begun { get; set; } = dates.Opens; // of this closing
        public int Closing { get; set; } = 1;
        public List<string> States { get; } = ["Planned"];
        public HashSet<string> Decided { get; } = [];
        public List<string> Tomorrows { get; } = [];
        public Dictionary<int, Dictionary<long, Line>> Lines { get; } = []; // product → member
        public string State => States[^1];
        public bool TakesOrders => State is "Open" or "Fill";
    }

    public sealed record Expected(string Key, Person To, DateTimeOffset Written, int Round)
    {
        public (int Round, DateTimeOffset At, string Reason)? Replaced { get; set; }

        /// <summary>Until when it is of use, and from which round on: a pickup that moves takes along what waits.</summary>
        public List<(int Round, DateTimeOffset At)> UsefulUntil { get; } = [];
    }

    /// <summary>How far a round had come when it was stopped: how many states each month has had, and which reminders have been decided.</summary>
    public sealed record Progress(Dictionary<string, int> States, HashSet<string> Decided);

    private int moves;

    public List<Person> People { get; } = [];
    public int[] CaseSizes { get; init; } = []; // by product; 0: sold loose
    public SortedDictionary<string, Month> Months { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Expected> Mails { get; } = [];

    /// <summary>All that the clock owes at a moment; of a round that was stopped half-way, just what it has done of that.</summary>
    public void Round(DateTimeOffset now, int round, Progress? stopped = null)
    {
        var ahead = YearCalendar.Ahead(rule, now, d => Months.TryGetValue(d.Code, out var m) ? m.Pickup : d.Pickup).ToList();
        foreach (var dates in ahead.Where(d => !Months.ContainsKey(d.Code) && stopped?.States.ContainsKey(d.Code) != false)) Months[dates.Code] = new Month(dates);
        foreach (var month in Months.Values)
        {
            bool May() => stopped is null || month.States.Count < stopped.States[month.Code];
            if (month.State == "Planned" && month.Opens <= now && May())
            {
                month.States.Add("Open");
                Send("ordering-open", month, About(month), People, month.Closes, now, round);
                Remind(month, now, round, stopped);
            }
            if (month.State == "Open" && month.Fills <= now && May())
            {
                month.States.Add("Fill");
                if (month.Fills < month.Closes)
                {
                    var hit = Short(month);
                    Send("cases-short", month, About(month), People.Where(p => hit.Contains(p.Member)), month.Closes, now, round, "ordering-open", "last-call");
                }
                Remind(month, now, round, stopped);
            }
            if (month.State == "Fill" && month.Closes <= now && May())
            {
                month.States.Add("Closed");
                foreach (var product in month.Lines) Give(product.Key, product.Value.Values);
                var ordered = month.Lines.Values.SelectMany(l => l.Values).Where(l => l.Asked > 0 || l.Given > 0).Select(l => l.Member).ToHashSet();
                Send("your-order", month, About(month), People.Where(p => ordered.Contains(p.Member)), End(month), now, round);
            }
            Remind(month, now, round, stopped);
        }
    }

    /// <summary>Somebody opened ordering again, until a new closing: what waits of the former one is no longer so, and all hear of it.</summary>
    public void Reopen(Month month, DateTimeOffset fills, DateTimeOffset closes, DateTimeOffset now, int round)
    {
        Withdraw(now, round, key => key.Contains($"/{About(month)}/", StringComparison.Ordinal));
        (month.Fills, month.Closes, month.Begun, month.Closing) = (fills, closes, now, month.Closing + 1);
        foreach (var line in month.Lines.Values.SelectMany(l => l.Values)) line.Given = 0;
        month.States.Add("Open");
        Send("ordering-reopened", month, About(month), People, closes, now, round);
    }

    /// <summary>Somebody moved the pickup: who has something to fetch hears of it, and what waits and names the former day does not go.</summary>
    public void Move(Month month, int days, DateTimeOffset now, int round)
    {
        Withdraw(now, round, key => key.StartsWith($"pickup-tomorrow/{month.Code}/", StringComparison.Ordinal) || key.StartsWith($"pickup-moved/{month.Code}/", StringComparison.Ordinal));
        month.Pickup = month.Pickup.AddDays(days);
        foreach (var result in Mails.Values.Where(m => m.Replaced is null && m.Key.StartsWith($"your-order/{About(month)}/", StringComparison.Ordinal)))
            result.UsefulUntil.Add((round, End(month)));
        var coming = month.Lines.Values.SelectMany(l => l.Values).Where(l => l.Given > 0).Select(l => l.Member).ToHashSet();
        Send("pickup-moved", month, $"{month.Code}/move-{++moves}", People.Where(p => coming.Contains(p.Member)), End(month), now, round);
    }

    /// <summary>Every moment at which something is owed: the driver likes to stop just before, on and after them.</summary>
    public IEnumerable<DateTimeOffset> Moments() => Months.Values.SelectMany(m => new[] { m.Opens, LastCall(m), m.Fills, m.Closes, Tomorrow(m), End(m) });

    /// <summary>From just before one thing is owed until after the next is.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Absences() => Months.Values.SelectMany((m, i) => i switch
    {
        4 or 9 => new[] { (m.Opens.AddMinutes(-30), LastCall(m).AddHours(3)) },
        6 => [(LastCall(m).AddMinutes(-30), m.Closes.AddHours(5))],
        _ => [],
    });

    public DateTimeOffset Tomorrow(Month month) => YearCalendar.Utc(month.Pickup.AddDays(-1), rule.From);

    public DateTimeOffset Start(Month month) => YearCalendar.Utc(month.Pickup, rule.From);

    public DateTimeOffset End(Month month) => YearCalendar.Utc(month.Pickup, rule.Until);

    private static DateTimeOffset LastCall(Month month) => YearCalendar.Days(month.Fills, -2);

    private static string About(Month month) => $"{month.Code}/{month.Closing}";

    private void Remind(Month month, DateTimeOffset now, int round, Progress? stopped)
    {
        bool Decide(string key) => stopped?.Decided.Contains(key) != false && month.Decided.Add(key);
        if (month.TakesOrders && LastCall(month) <= now && LastCall(month) > month.Begun && Decide("last-call/" + About(month)))
        {
            var ordered = month.Lines.Values.SelectMany(l => l.Values).Where(l => l.Asked > 0 || l.Flex > 0).Select(l => l.Member).ToHashSet();
            Send("last-call", month, About(month), People.Where(p => !ordered.Contains(p.Member)), month.Closes, now, round, "ordering-open", "ordering-reopened");
        }
        if (month.State is not ("Closed" or "Ordered" or "Delivered" or "Pickup") || Tomorrow(month) > now) return;
        var about = $"{About(month)}/{month.Pickup:yyyy-MM-dd}";
        if (!Decide("pickup-tomorrow/" + about)) return;
        var coming = month.Lines.Values.SelectMany(l => l.Values).Where(l => l.Given > 0).Select(l => l.Member).ToHashSet();
        Send("pickup-tomorrow", month, about, People.Where(p => coming.Contains(p.Member)), End(month), now, round);
        month.Tomorrows.Add(about);
    }

    private void Send(
        string kind, Month month, string about, IEnumerable<Person> people, DateTimeOffset usefulUntil, DateTimeOffset now, int round, params string[] replaces)
    {
        foreach (var person in Readers(kind, people))
        {
            foreach (var earlier in replaces) Replace($"{earlier}/{About(month)}/person-{person.Id}", now, round, "later-one");
            var key = $"{kind}/{about}/person-{person.Id}";
            Mails.Add(key, new(key, person, now, round) { UsefulUntil = { (round, usefulUntil) } });
        }
    }

    private static IEnumerable<Person> Readers(string kind, IEnumerable<Person> people) =>
        people.Where(p => !p.Gone && p.Email.Length > 0 && !p.Off.Contains(kind));

    private void Replace(string key, DateTimeOffset now, int round, string reason)
    {
        if (Mails.TryGetValue(key, out var mail)) mail.Replaced ??= (round, now, reason);
    }

    private void Withdraw(DateTimeOffset now, int round, Func<string, bool> which)
    {
        foreach (var key in Mails.Keys.Where(which)) Replace(key, now, round, "changed");
    }

    private HashSet<long> Short(Month month)
    {
        HashSet<long> hit = [];
        foreach (var (product, lines) in month.Lines.Where(p => CaseSizes[p.Key] > 0))
        {
            var open = lines.Values.Sum(l => l.Asked) % CaseSizes[product];
            if (open == 0 || open + lines.Values.Sum(l => l.Flex) >= CaseSizes[product]) continue;
            var given = Given(product, lines.Values);
            hit.UnionWith(lines.Values.Where(l => given[l.Id] < l.Asked).Select(l => l.Member));
        }
        return hit;
    }

    private void Give(int product, IReadOnlyCollection<Line> lines)
    {
        var given = Given(product, lines);
        foreach (var line in lines) line.Given = given[line.Id];
    }

    // First come, first served: what is asked by its time, then what would be taken besides, who asked first going first.
    private Dictionary<long, int> Given(int product, IReadOnlyCollection<Line> lines)
    {
        var (size, asked, flex) = (CaseSizes[product], lines.Sum(l => l.Asked), lines.Sum(l => l.Flex));
        var left = size == 0 ? asked : asked / size * size + (asked % size > 0 && asked % size + flex >= size ? size : 0);
        var given = lines.ToDictionary(l => l.Id, _ => 0);
        foreach (var (line, layer) in lines.SelectMany(l => l.Layers, (l, y) => (l, y)).OrderBy(x => x.y.At).ThenBy(x => x.l.Id)) Take(line, layer.Amount);
        foreach (var line in lines.OrderBy(l => l.Layers.Count == 0).ThenBy(l => l.Layers.Count == 0 ? default : l.Layers.Min(y => y.At)).ThenBy(l => l.Id)) Take(line, line.Flex);
        return given;

        void Take(Line line, int amount)
        {
            var take = Math.Min(left, amount);
            given[line.Id] += take;
            left -= take;
        }
    }
}

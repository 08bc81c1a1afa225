using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Live;

/// <summary>
/// Once a second, for the co-ops with an order form open somewhere: what has been noted goes out, one message for all of a cycle and the
/// household's own lines to that household only. Nothing is read and nothing is sent where nothing has changed, but for a look at the
/// clock, the dates and the offers every few seconds, and a sign of life.
/// </summary>
public sealed class LiveRounds(TimeProvider clock, ILogger<LiveRounds> log) : BackgroundService
{
    private const int RoundsToALook = 5;
    private const int RoundsToABeat = 15;

    private const string SelectStamps = """
        select p.id as person, p.security_stamp as stamp,
          exists (select 1 from person_role r where r.person_id = p.id and r.role = 'Buyer') as is_buyer
        from json_each(@persons) j
        join person p on p.id = j.value
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null
        """;

    private sealed record StampRow(Id<Person> Person, string Stamp, bool IsBuyer);

    private readonly Lock gate = new();
    private readonly Lock turn = new(); // one round at a time
    private readonly Dictionary<CoopFile, Dictionary<Id<OrderCycle>, Watched>> watched = [];

    /// <summary>A cycle that pages listen to, as it was when it was last looked at.</summary>
    private sealed class Watched
    {
        public Cycle? Cycle { get; set; }
        public bool InFillPhase { get; set; }
        public int Rounds { get; set; }
    }

    /// <summary>
    /// The page hears at once of what it has missed since its mark, and from the next round on of what changes. In turn with the rounds,
    /// so that it is never told something older after something newer.
    /// </summary>
    public void Join(CoopFile file, LiveListener listener, LivePhase phase)
    {
        lock (turn)
        {
            var (number, missed) = file.Of<LiveOrders>().Join(listener);
            lock (gate) watched.TryAdd(file, []);
            listener.Tell(phase);
            if (missed is { Count: 0 }) return;
            file.Read(db =>
            {
                listener.Tell(number, LiveState.Message(
                    LiveState.Offers(db, listener.Cycle, missed),
                    LiveState.Lines(db, listener.Cycle, [listener.Member], missed).GetValueOrDefault(listener.Member, "{}")));
                return 0;
            });
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await seconds.WaitForNextTickAsync(stoppingToken))
        {
            List<CoopFile> files;
            lock (gate) files = [.. watched.Keys];
            foreach (var file in files) Round(file, clock.GetUtcNow());
        }
    }

    /// <summary>What a round does in one co-op at a moment.</summary>
    internal void Round(CoopFile file, DateTimeOffset now)
    {
        lock (turn) InTurn(file, now);
    }

    private void InTurn(CoopFile file, DateTimeOffset now)
    {
        var live = file.Of<LiveOrders>();
        List<Id<OrderCycle>> cycles;
        Dictionary<Id<OrderCycle>, Watched> here;
        lock (gate)
        {
            cycles = live.ListenedTo();
            if (cycles.Count == 0)
            {
                watched.Remove(file);
                return;
            }
            if (!watched.TryGetValue(file, out here!)) return;
        }
        foreach (var cycle in cycles)
        {
            if (!here.TryGetValue(cycle, out var seen)) here[cycle] = seen = new Watched();
            var news = live.Take(cycle);
            try
            {
                Tell(file, cycle, seen, news, now);
            }
            catch (Exception e) when (CoopFile.IsUnreadable(e) || e is InvalidOperationException)
            {
                // they come back by themselves and get the whole state; this loop goes on for the others
                log.LogError(e, "Open order forms of {Coop} could not be told of changes", file.Name);
                foreach (var listener in news.Listeners) listener.End();
            }
        }
    }

    private static void Tell(CoopFile file, Id<OrderCycle> id, Watched seen, LiveNews news, DateTimeOffset now)
    {
        var look = seen.Cycle is null || seen.Rounds % RoundsToALook == 0;
        var beat = seen.Rounds++ % RoundsToABeat == RoundsToABeat - 1;
        if (!look && news.Offers.Count == 0 && !Passed(seen, now) && !beat) return;
        file.Read(db =>
        {
            var offers = news.Offers.ToHashSet();
            if (look || Passed(seen, now)) Look(db, id, seen, news, offers, now);
            if (offers.Count > 0) Send(db, id, news, offers);
            if (beat) Beat(db, news.Listeners);
            return 0;
        });
    }

    private static bool Passed(Watched seen, DateTimeOffset now) =>
        seen.Cycle is { } cycle && (!cycle.AcceptsOrders(now) || now >= cycle.FillAt != seen.InFillPhase);

    // Whether it still takes orders, by the dates as they are now; and offers that were corrected or withdrawn.
    private static void Look(Db db, Id<OrderCycle> id, Watched seen, LiveNews news, HashSet<Id<Offer>> changed, DateTimeOffset now)
    {
        var cycle = Cycle.One(db, id);
        var phase = LivePhase.Of(cycle, now);
        (seen.Cycle, seen.InFillPhase) = (cycle, phase.InFillPhase);
        foreach (var listener in news.Listeners)
        {
            if (cycle.AcceptsOrders(now)) listener.Tell(phase);
            else listener.End("closed");
        }
        var offers = OfferLists.Of(db, id);
        foreach (var known in news.Listeners.Select(l => l.Offers).Where(o => o.Change != offers.Change).Distinct()) changed.UnionWith(Corrected(known, offers));
        foreach (var listener in news.Listeners) listener.Offers = offers;
    }

    private static IEnumerable<Id<Offer>> Corrected(OfferList before, OfferList now)
    {
        var known = before.Offers.ToDictionary(o => o.Id, o => (o.Price, o.Deposit, o.Withdrawn));
        return now.Offers.Where(o => known.TryGetValue(o.Id, out var was) && was != (o.Price, o.Deposit, o.Withdrawn)).Select(o => o.Id);
    }

    private static void Send(Db db, Id<OrderCycle> cycle, LiveNews news, HashSet<Id<Offer>> offers)
    {
        var all = LiveState.Offers(db, cycle, offers);
        var forAll = LiveState.Message(all, null);
        var members = news.Listeners.Select(l => l.Member).Where(news.Members.Contains).ToHashSet();
        var mine = members.Count == 0 ? [] : LiveState.Lines(db, cycle, members, offers);
        foreach (var listener in news.Listeners)
            listener.Tell(news.Number, mine.TryGetValue(listener.Member, out var own) ? LiveState.Message(all, own) : forAll);
    }

    // Who has signed out everywhere or has left hears no more, nor of others' lines who is no buyer any more; the rest a sign of life.
    private static void Beat(Db db, IReadOnlyList<LiveListener> listeners)
    {
        var persons = $"[{string.Join(',', listeners.Select(l => l.Person).Distinct())}]";
        var stamps = db.Query<StampRow>(SelectStamps, new { persons }).ToDictionary(r => r.Person);
        foreach (var listener in listeners)
        {
            if (stamps.GetValueOrDefault(listener.Person) is { } row && row.Stamp == listener.Stamp && (row.IsBuyer || !listener.AsBuyer)) listener.Beat();
            else listener.End("out");
        }
    }
}

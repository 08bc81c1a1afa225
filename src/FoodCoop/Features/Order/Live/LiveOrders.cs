using System.Security.Cryptography;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Live;

/// <summary>
/// What has changed in a co-op's open orders since each page was made, and the pages that want to hear of it. A change is signalled
/// when it has been committed and only noted here; once a second <see cref="LiveRounds"/> reads what has been noted, once for all who listen.
/// </summary>
public sealed class LiveOrders
{
    /// <summary>Pages of one person that are kept up to date at a time; the oldest gives way and asks again when it is looked at.</summary>
    public const int MostOfAPerson = 4;

    // Numbers begin anew when the program does: a page with a mark of another run gets the whole state.
    private static readonly string Run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    private readonly Lock gate = new();
    private readonly Dictionary<Id<OrderCycle>, Noted> cycles = [];

    private sealed class Noted
    {
        public long Number { get; set; }
        public Dictionary<Id<Offer>, long> Changed { get; } = [];
        public HashSet<Id<Offer>> Offers { get; set; } = [];
        public HashSet<Id<Member>> Members { get; set; } = [];
        public List<LiveListener> Listeners { get; } = [];
    }

    /// <summary>
    /// Whatever changes what is asked, or an offer, while an order is open says so here, in its transaction: the open forms hear of it when it has been
    /// committed.
    /// </summary>
    public static void Signal(Db db, params IEnumerable<ChangedLine> lines)
    {
        List<ChangedLine> changed = [.. lines];
        if (changed.Count > 0) db.AfterCommit(() => db.File.Of<LiveOrders>().Changed(changed));
    }

    private void Changed(List<ChangedLine> lines)
    {
        lock (gate)
        {
            foreach (var line in lines)
            {
                var noted = Of(line.CycleId);
                noted.Changed[line.OfferId] = ++noted.Number;
                noted.Offers.Add(line.OfferId);
                if (line.MemberId is { } someone) noted.Members.Add(someone);
            }
        }
    }

    /// <summary>
    /// The number of the last change. For a page's mark it is to be taken before the page's first statement: what is in the mark is in
    /// the snapshot then.
    /// </summary>
    public long Number(Id<OrderCycle> cycle)
    {
        lock (gate) return cycles.TryGetValue(cycle, out var noted) ? noted.Number : 0;
    }

    public static LiveMark Mark(long number, OfferList offers, LivePhase phase) => new(Run, number, offers.Change, phase);

    /// <summary>Cycles that some page listens to.</summary>
    public List<Id<OrderCycle>> ListenedTo()
    {
        lock (gate) return [.. cycles.Where(c => c.Value.Listeners.Count > 0).Select(c => c.Key)];
    }

    /// <summary>From now on the listener hears of changes. What it has missed since its mark: null for "all", else these offers.</summary>
    public (long Number, IReadOnlySet<Id<Offer>>? Missed) Join(LiveListener listener)
    {
        List<LiveListener> oldest;
        long number;
        IReadOnlySet<Id<Offer>>? missed = null;
        var since = listener.Mark;
        lock (gate)
        {
            var noted = Of(listener.Cycle);
            List<LiveListener> own = [.. noted.Listeners.Where(l => l.Person == listener.Person)];
            oldest = [.. own.Take(own.Count - MostOfAPerson + 1)];
            noted.Listeners.RemoveAll(oldest.Contains);
            noted.Listeners.Add(listener);
            number = noted.Number;
            if (since.Run == Run && since.Offers == listener.Offers.Change) missed = noted.Changed.Where(c => c.Value > since.Number).Select(c => c.Key).ToHashSet();
        }
        foreach (var one in oldest) one.End("enough");
        return (number, missed);
    }

    /// <summary>
    /// Ends what a person listens to, on every device: which of them has just been signed out is not known. Browsers ask again within
    /// seconds, and those that are signed in still are answered.
    /// </summary>
    public void SignedOut(Id<Person> person)
    {
        List<LiveListener> own;
        lock (gate) own = [.. cycles.Values.SelectMany(n => n.Listeners).Where(l => l.Person == person)];
        foreach (var one in own) one.End();
    }

    public void Leave(LiveListener listener)
    {
        lock (gate) Of(listener.Cycle).Listeners.Remove(listener);
    }

    /// <summary>What has been noted since the last time, and who listens; it is noted no longer.</summary>
    public LiveNews Take(Id<OrderCycle> cycle)
    {
        lock (gate)
        {
            var noted = Of(cycle);
            var news = new LiveNews(noted.Number, noted.Offers, noted.Members, [.. noted.Listeners]);
            (noted.Offers, noted.Members) = ([], []);
            return news;
        }
    }

    private Noted Of(Id<OrderCycle> cycle) => cycles.TryGetValue(cycle, out var noted) ? noted : cycles[cycle] = new Noted();
}

/// <summary>A line of which something else is asked now.</summary>
/// <param name="MemberId">Null: nobody's line, but the offer itself was changed.</param>
public sealed record ChangedLine(Id<OrderCycle> CycleId, Id<Offer> OfferId, Id<Member>? MemberId);

/// <summary>What changed in a cycle between two rounds, and who listens.</summary>
public sealed record LiveNews(long Number, IReadOnlySet<Id<Offer>> Offers, IReadOnlySet<Id<Member>> Members, IReadOnlyList<LiveListener> Listeners);

using System.Threading.Channels;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order.Live;

/// <summary>One open page that hears of changes, as server-sent events.</summary>
/// <param name="Member">Whose own lines it hears of.</param>
/// <param name="AsBuyer">It hears of another household's lines, for as long as the person is a buyer.</param>
/// <param name="Stamp">The person's security stamp: who has signed out everywhere hears no more.</param>
public sealed record LiveListener(Id<OrderCycle> Cycle, Id<Member> Member, Id<Person> Person, bool AsBuyer, string Stamp)
{
    // A page that has not taken so many is gone or asleep: it is let go, and asks for the state when it is back.
    private const int MostWaiting = 60;

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(MostWaiting);

    public IAsyncEnumerable<string> Messages(CancellationToken stopping) => waiting.Reader.ReadAllAsync(stopping);

    /// <param name="mark">How far the page is then; it comes back as Last-Event-ID.</param>
    /// <param name="data">JSON in one line.</param>
    public void Tell(string mark, string data) => Write($"id: {mark}\nevent: change\ndata: {data}\n\n");

    /// <summary>A comment, so that no proxy takes the line for dead.</summary>
    public void Beat() => Write(":\n\n");

    /// <summary>Something happened that is said without numbers: <c>fill</c>, <c>dates</c>.</summary>
    public void Say(string what) => Write($"event: {what}\ndata: {{}}\n\n");

    /// <summary>Says why, and closes: <c>closed</c>, <c>enough</c>, <c>out</c>.</summary>
    public void End(string why)
    {
        Say(why);
        waiting.Writer.TryComplete();
    }

    public void End() => waiting.Writer.TryComplete();

    private void Write(string message)
    {
        if (!waiting.Writer.TryWrite(message)) waiting.Writer.TryComplete();
    }

    public bool Equals(LiveListener? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

using System.Threading.Channels;
using FoodCoop.Features.Cycles;

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

    /// <summary>How far the page is with all that it was told. Only whose turn it is (<see cref="LiveRounds"/>) tells.</summary>
    public required LiveMark Mark { get; set; }

    /// <summary>The offers as the page knows them.</summary>
    public required OfferList Offers { get; set; }

    public IAsyncEnumerable<string> Messages(CancellationToken stopping) => waiting.Reader.ReadAllAsync(stopping);

    /// <summary>Orders or offers have changed.</summary>
    /// <param name="number">Of the last change that is in it.</param>
    /// <param name="data">JSON in one line.</param>
    public void Tell(long number, string data)
    {
        Mark = Mark with { Number = number, Offers = Offers.Change };
        Write("change", data);
    }

    /// <summary>Says what the page does not know yet of the dates: <c>fill</c>, <c>dates</c>.</summary>
    public void Tell(LivePhase phase)
    {
        var what = phase.Since(Mark.Phase);
        Mark = Mark with { Phase = phase };
        if (what is not null) Write(what, "{}");
    }

    /// <summary>A comment, so that no proxy takes the line for dead.</summary>
    public void Beat() => Write(":\n\n");

    /// <summary>Says why, and closes: <c>closed</c>, <c>enough</c>, <c>out</c>.</summary>
    public void End(string why)
    {
        Write(why, "{}");
        waiting.Writer.TryComplete();
    }

    public void End() => waiting.Writer.TryComplete();

    // The mark comes back as Last-Event-ID. Browsers pass over an event that has no line of data.
    private void Write(string kind, string data) => Write($"id: {Mark}\nevent: {kind}\ndata: {data}\n\n");

    private void Write(string message)
    {
        if (!waiting.Writer.TryWrite(message)) waiting.Writer.TryComplete();
    }

    public bool Equals(LiveListener? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

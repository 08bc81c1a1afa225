namespace FoodCoop.Platform.Data;

/// <summary>
/// The line in front of a co-op's one writing connection: first in, first out, without a sleeping thread.
/// </summary>
/// <remarks>
/// SQLite's own waiting sleeps 150 ms at a time and is unfair (dotnet/efcore#36658), and 3.50.4 can corrupt a WAL
/// when two connections commit and checkpoint (docs/decisions/0002-sqlite.md). Both go away when only one writes, in turn.
/// </remarks>
public sealed class WriterLine
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool taken;

    /// <summary>Waits for the turn; disposing what it returns gives the turn to the next.</summary>
    /// <exception cref="OperationCanceledException">The one who waited has left (request aborted).</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken leaving = default)
    {
        leaving.ThrowIfCancellationRequested();
        TaskCompletionSource? place = null;
        lock (gate)
        {
            if (taken)
            {
                place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Enqueue(place);
            }
            taken = true;
        }
        if (place is not null)
        {
            await using var registration = leaving.Register(() => place.TrySetCanceled(leaving));
            await place.Task;
        }
        return new Turn(this);
    }

    private void Leave()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult()) return; // who has left meanwhile is passed over
            }
            taken = false;
        }
    }

    private sealed class Turn(WriterLine line) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) line.Leave();
        }
    }
}

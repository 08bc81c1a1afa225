namespace FoodCoop.Features.Order;

/// <summary>A part of an order line that was asked at one moment.</summary>
/// <param name="Amount">More than zero.</param>
/// <param name="At">When it was asked; first come, first served goes by it.</param>
/// <param name="DroppedAt">When a decrease ate it; null while it counts. Remembered so that it can be put back.</param>
public sealed record Layer(Quantity Amount, DateTimeOffset At, DateTimeOffset? DroppedAt = null);

/// <summary>
/// An order line remembers its layers: an increase adds one with its time, a decrease eats the newest first.
/// A decrease that is put back within ten minutes keeps its layer's time.
/// </summary>
/// <remarks>
/// <para>Source: design, domain.md section 4 (Who gets what).</para>
/// <para>
/// Stored as rows <c>(order_line_id, amount, at, dropped_at null)</c>, one for each part: a layer of which some
/// was eaten is two rows with the same <c>at</c>. <see cref="Change"/> takes all rows of a line and returns
/// all that it has afterwards, so a save deletes and inserts; what can no longer be put back is not among them. A line
/// that is set to zero keeps its dropped rows, so its row stays until the cycle closes. A line belongs to one member,
/// so "the same member" is whoever of the household saves it.
/// </para>
/// </remarks>
public static class Layers
{
    /// <summary>How long a slip of the finger can be undone without losing the place in the queue, the last second included.</summary>
    public static readonly TimeSpan PutBackWithin = TimeSpan.FromMinutes(10);

    /// <summary>What a line asks: the sum of the layers that count.</summary>
    public static Quantity Asked(IReadOnlyList<Layer> layers) => Quantity.Sum(Kept(layers).Select(l => l.Amount));

    /// <summary>The layers that count, oldest first.</summary>
    public static IEnumerable<Layer> Kept(IReadOnlyList<Layer> layers) => layers.Where(l => l.DroppedAt is null).OrderBy(l => l.At);

    /// <summary>The layers of a line after its amount is set to <paramref name="asked"/>.</summary>
    /// <param name="layers">All rows of the line, in any order.</param>
    /// <param name="asked">The new amount.</param>
    /// <param name="at">The moment of the change, by the server's clock.</param>
    /// <param name="fillAt">When the fill phase began or will begin. What was dropped before it and is put back
    /// after it is a later increase: lines as they stand when the phase begins are served before those.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative amount.</exception>
    public static IReadOnlyList<Layer> Change(IReadOnlyList<Layer> layers, Quantity asked, DateTimeOffset at, DateTimeOffset? fillAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(asked.Thousandths, nameof(asked));
        var kept = Kept(layers).ToList();
        var dropped = layers.Where(l => CanBePutBack(l, at, fillAt)).ToList();
        var more = asked - Quantity.Sum(kept.Select(l => l.Amount));
        if (more > Quantity.Zero) Increase(kept, dropped, more, at);
        else if (more < Quantity.Zero) Decrease(kept, dropped, Quantity.Zero - more, at);
        return Merged(kept.Concat(dropped));
    }

    private static bool CanBePutBack(Layer layer, DateTimeOffset at, DateTimeOffset? fillAt) =>
        layer.DroppedAt is { } droppedAt && at - droppedAt <= PutBackWithin
        && !(droppedAt < fillAt && at >= fillAt);

    // What was dropped last comes back first, and of that the oldest: each step back undoes the step before it.
    private static void Increase(List<Layer> kept, List<Layer> dropped, Quantity more, DateTimeOffset at)
    {
        foreach (var layer in dropped.OrderByDescending(l => l.DroppedAt).ThenBy(l => l.At).ToList())
        {
            var back = Quantity.Min(layer.Amount, more);
            if (back.IsZero) return;
            dropped.Remove(layer);
            if (back < layer.Amount) dropped.Add(layer with { Amount = layer.Amount - back });
            kept.Add(layer with { Amount = back, DroppedAt = null });
            more -= back;
        }
        if (more > Quantity.Zero) kept.Add(new Layer(more, at));
    }

    private static void Decrease(List<Layer> kept, List<Layer> dropped, Quantity less, DateTimeOffset at)
    {
        while (less > Quantity.Zero)
        {
            var newest = kept[^1];
            kept.RemoveAt(kept.Count - 1);
            var eaten = Quantity.Min(newest.Amount, less);
            if (eaten < newest.Amount) kept.Add(newest with { Amount = newest.Amount - eaten });
            dropped.Add(newest with { Amount = eaten, DroppedAt = at });
            less -= eaten;
        }
    }

    private static List<Layer> Merged(IEnumerable<Layer> parts) =>
        [.. parts.GroupBy(l => (l.At, l.DroppedAt))
            .Select(g => new Layer(Quantity.Sum(g.Select(l => l.Amount)), g.Key.At, g.Key.DroppedAt))
            .OrderBy(l => l.DroppedAt.HasValue).ThenBy(l => l.At).ThenBy(l => l.DroppedAt)];
}

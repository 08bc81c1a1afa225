namespace FoodCoop.Features.Order.History;

/// <summary>A dot of a line, or a bar with its top and height; in whole units of the drawing, because decimals would follow the reader's language.</summary>
public sealed record Mark(int X, int Y, int Width, int Height, string Label, Money Value);

/// <summary>
/// A small drawing of amounts over cycles whose table stands behind it. It only says where things go: the view draws.
/// </summary>
public sealed record Chart(IReadOnlyList<Mark> Marks, Money Low, Money High)
{
    public const int Width = 360, Height = 120;

    /// <summary>Where the lowest and the highest value are drawn.</summary>
    public const int Bottom = 110, Top = 10;

    private const int Side = 8;

    /// <summary>The dots as they are joined: the points of a path.</summary>
    public string Points => string.Join('L', Marks.Select(m => $"{m.X} {m.Y}"));

    /// <summary>A line from the first to the last value; between the lowest and the highest, not from nought, for small changes to be seen.</summary>
    public static Chart Line(IReadOnlyList<(string Label, Money Value)> values)
    {
        var (low, high) = (values.Min(v => v.Value), values.Max(v => v.Value));
        var step = values.Count == 1 ? 0 : (double)(Width - 2 * Side) / (values.Count - 1);
        return new([.. values.Select((v, i) => new Mark(
            values.Count == 1 ? Width / 2 : (int)Math.Round(Side + i * step),
            low == high ? (Top + Bottom) / 2 : Bottom - (int)Math.Round((double)(v.Value - low).Cents / (high - low).Cents * (Bottom - Top)),
            0, 0, v.Label, v.Value))], low, high);
    }

    /// <summary>Bars that begin at nought, side by side over the whole width, but none wider than a twelfth.</summary>
    public static Chart Bars(IReadOnlyList<(string Label, Money Value)> values)
    {
        var high = values.Max(v => v.Value);
        var room = Width / Math.Max(values.Count, 12);
        return new([.. values.Select((v, i) =>
        {
            var height = high <= Money.Zero ? 0 : (int)Math.Round((double)Math.Max(v.Value.Cents, 0) / high.Cents * (Bottom - Top));
            return new Mark(i * room + 3, Height - height, room - 6, height, v.Label, v.Value);
        })], Money.Zero, high);
    }
}

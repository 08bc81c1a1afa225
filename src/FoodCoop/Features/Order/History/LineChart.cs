namespace FoodCoop.Features.Order.History;

/// <summary>A dot of a line; in whole units of the drawing, because decimals would follow the reader's language.</summary>
public sealed record Dot(int X, int Y, string Label, Money Value);

/// <summary>
/// A line of amounts over cycles, whose table stands behind it. It only says where things go: the view draws.
/// </summary>
public sealed record LineChart(IReadOnlyList<Dot> Dots, Money Low, Money High)
{
    public const int Width = 360, Height = 120;

    /// <summary>Where the lowest and the highest value are drawn.</summary>
    public const int Bottom = 110, Top = 10;

    private const int Side = 8;

    /// <summary>The dots as they are joined: the points of a path.</summary>
    public string Points => string.Join('L', Dots.Select(m => $"{m.X} {m.Y}"));

    /// <summary>A line from the first to the last value; between the lowest and the highest, not from nought, for small changes to be seen.</summary>
    public static LineChart Of(IReadOnlyList<(string Label, Money Value)> values)
    {
        var (low, high) = (values.Min(v => v.Value), values.Max(v => v.Value));
        var step = values.Count == 1 ? 0 : (double)(Width - 2 * Side) / (values.Count - 1);
        return new([.. values.Select((v, i) => new Dot(
            values.Count == 1 ? Width / 2 : (int)Math.Round(Side + i * step),
            low == high ? (Top + Bottom) / 2 : Bottom - (int)Math.Round((double)(v.Value - low).Cents / (high - low).Cents * (Bottom - Top)),
            v.Label, v.Value))], low, high);
    }
}

namespace FoodCoop.Platform.Pdf;

/// <summary>How a text is set: which letters and how large, in points.</summary>
public readonly record struct Style(Typeface Face, double Size)
{
    public static Style Regular(double size) => new(Typeface.Regular, size);
    public static Style Bold(double size) => new(Typeface.Bold, size);

    /// <summary>From the top of one line to the top of the next.</summary>
    public double LineHeight => Size * 1.22;

    /// <summary>From the top of a line to where the letters stand.</summary>
    public double Rise => Size * 0.95;

    /// <summary>What reaches below the line: the tail of a g.</summary>
    public double Drop => Size * 0.25;

    public double Width(ReadOnlySpan<char> text) => Face.Width(text, Size);

    /// <summary>The same letters, small enough for the text to fit the width, but never below <paramref name="smallest"/>:
    /// what is still too wide then is for the caller to wrap.</summary>
    public Style Shrunk(string text, double width, double smallest)
    {
        var natural = Width(text);
        if (natural <= width) return this;
        // down to tenths of a point, so that few fonts sizes are embedded and rounding never makes it too wide again
        return this with { Size = Math.Max(smallest, Math.Floor(Size * width / natural * 10) / 10) };
    }
}

using System.Globalization;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Live;

/// <summary>When a month's cases are filled, when it closes, and whether the filling has begun: what an open page was told of it.</summary>
public sealed record LivePhase(DateTimeOffset FillAt, DateTimeOffset ClosesAt, bool InFillPhase)
{
    public static LivePhase Of(Cycle cycle, DateTimeOffset now) => new(cycle.FillAt, cycle.ClosesAt, now >= cycle.FillAt);

    /// <summary>What a page must be told that was told <paramref name="before"/>: <c>dates</c>, <c>fill</c>, or nothing.</summary>
    public string? Since(LivePhase before) =>
        (before.FillAt, before.ClosesAt) != (FillAt, ClosesAt) ? "dates" : InFillPhase && !before.InFillPhase ? "fill" : null;
}

/// <summary>
/// How far an open page is, in a word that it gives back when it comes again: run of the program and number of the last change of an
/// order, number of the offers' last change (<c>offer_change</c>), and what it knows of the dates. What it has missed follows from that,
/// also when nobody listened meanwhile.
/// </summary>
public sealed record LiveMark(string Run, long Number, long Offers, LivePhase Phase)
{
    /// <summary>Of a page that gives none: it gets the whole state.</summary>
    public static LiveMark None(LivePhase phase) => new("", 0, 0, phase);

    /// <summary>Null for what is no mark.</summary>
    public static LiveMark? Parse(string? text)
    {
        return text?.Split('-') is [var run, var number, var offers, var fill, var close, var phase]
            && Read(number, out var n) && Read(offers, out var o) && Read(fill, out var f) && Read(close, out var c)
            ? new LiveMark(run, n, o, new LivePhase(At(f), At(c), phase == "f"))
            : null;

        static bool Read(string digits, out long value) =>
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Run}-{Number}-{Offers}-{Phase.FillAt.ToUnixTimeMilliseconds()}-{Phase.ClosesAt.ToUnixTimeMilliseconds()}-{(Phase.InFillPhase ? "f" : "o")}");
}

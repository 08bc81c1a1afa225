using System.Globalization;
using System.Runtime.InteropServices;

namespace FoodCoop.Features.Cycles;

/// <summary>A cycle's code: the month as the rhythm gives it, <c>2026-12</c>. It never changes, also when the pickup is moved to another month.</summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CycleCode(int Year, int Month) : IComparable<CycleCode>
{
    public static CycleCode Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>As in payment references: <c>2612</c>.</summary>
    public string Short => string.Create(CultureInfo.InvariantCulture, $"{Year % 100:00}{Month:00}");

    public CycleCode Next => Month == 12 ? new(Year + 1, 1) : this with { Month = Month + 1 };

    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>Whether a pickup on this day can be this month's: in it, or about a fortnight beside it.</summary>
    public bool IsNear(DateOnly day) => Math.Abs(day.DayNumber - FirstDay.DayNumber - 15) <= 31;

    /// <summary>Reads <c>2026-12</c> and nothing else.</summary>
    public static bool TryParse(string? text, out CycleCode code)
    {
        code = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        code = Of(day);
        return true;
    }

    /// <exception cref="FormatException">Not a year and a month.</exception>
    public static CycleCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a cycle's code such as 2026-12.");

    /// <summary>Reads <c>2612</c>, of this century.</summary>
    public static bool TryParseShort(string? text, out CycleCode code)
    {
        code = default;
        return text is { Length: 4 } && TryParse($"20{text[..2]}-{text[2..]}", out code);
    }

    public int CompareTo(CycleCode other) => (Year, Month).CompareTo((other.Year, other.Month));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    public static bool operator <(CycleCode a, CycleCode b) => a.CompareTo(b) < 0;
    public static bool operator >(CycleCode a, CycleCode b) => a.CompareTo(b) > 0;
    public static bool operator <=(CycleCode a, CycleCode b) => a.CompareTo(b) <= 0;
    public static bool operator >=(CycleCode a, CycleCode b) => a.CompareTo(b) >= 0;
}

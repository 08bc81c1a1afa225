using System.Globalization;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.PickupDay;

/// <summary>Turns of phrase that the papers of a pickup day share.</summary>
internal static class PaperWords
{
    /// <summary>"printed Fri 27 November 2026 13:02", in the co-op's zone because the stamp carries its offset.</summary>
    public static string Printed(PaperStamp stamp, CultureInfo culture) =>
        Texts.For(culture)["PickupDay.Printed", stamp.PrintedAt.ToString("ddd d MMMM yyyy HH:mm", culture)];

    /// <summary>What is counted: "24 kg", but "24 × 500 g" where the unit itself begins with a number.</summary>
    public static string Amount(Quantity amount, string unit, CultureInfo culture) =>
        amount.ToString(culture) + (unit.Length > 0 && char.IsAsciiDigit(unit[0]) ? " × " : "\u00A0") + unit;

    /// <summary>The same for a screen, beside a large number: "kg", but "× 500 g".</summary>
    public static string Counted(string unit) => unit.Length > 0 && char.IsAsciiDigit(unit[0]) ? "× " + unit : unit;

    /// <summary>Joined by middle dots, without the empty ones and those of which nothing can be printed.</summary>
    public static string Joined(params IEnumerable<string> parts) =>
        string.Join(" · ", parts.Select(Lettering.Printable).Where(p => p.Length > 0));
}

namespace FoodCoop.Features.Order;

/// <summary>The words beside the bar of a case: "9 of 12 · 3 more to fill it". In two parts; the first is the bold one. js/lines.js says the same.</summary>
public static class FillWords
{
    /// <param name="suffix">"kg" behind weights, nothing behind pieces.</param>
    /// <param name="own">Whether the amount is of who reads it.</param>
    public static (string Bold, string Then) Of(Texts texts, CaseFill fill, Quantity mine, string suffix, bool own = true) => fill.Kind switch
    {
        CaseKind.Loose => (texts["Order.FillLoose"], ""),
        CaseKind.Withdrawn => (texts["Order.FillWithdrawn"], ""),
        CaseKind.Idle => (texts["Order.FillIdle"], ""),
        CaseKind.Full => (texts["Order.FillFull"], mine.IsZero ? "" : texts[own ? "Order.FillYouGet" : "Behalf.FillGets", mine + suffix]),
        _ => (texts["Order.FillShort", fill.Value.ToString(), fill.Max + suffix], texts["Order.FillMissing", fill.Missing + suffix]),
    };

    /// <summary>The class of the bar.</summary>
    public static string Look(CaseKind kind) => kind switch
    {
        CaseKind.Loose => "loose",
        CaseKind.Withdrawn or CaseKind.Idle => "idle",
        CaseKind.Full => "full",
        _ => "short",
    };
}

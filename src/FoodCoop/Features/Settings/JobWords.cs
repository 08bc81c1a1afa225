using System.Globalization;
using System.Text.RegularExpressions;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;

namespace FoodCoop.Features.Settings;

/// <summary>What a job wrote down of its round (<c>sent 3, not sent 1</c>, <c>2026-12 Open</c>), in the words of a language.</summary>
public static partial class JobWords
{
    /// <summary>Words that are not known here stand as they were written.</summary>
    public static string Did(string did, Texts t, CoopDates dates) =>
        string.Join(", ", did.Split(", ").Select(part => Part(part, t, dates)).Where(p => p.Length > 0)
            .GroupBy(p => p).Select(g => g.Count() > 1 ? $"{g.Key} ({g.Count()}×)" : g.Key));

    private static string Part(string part, Texts t, CoopDates dates)
    {
        if (CycleState().Match(part) is { Success: true } cycle && Enum.TryParse<CycleState>(cycle.Groups["state"].Value, out var state))
            return t["Settings.DidCycle", dates.Month(cycle.Groups["code"].Value), CycleWords.State(t, state)];
        if (MailsWritten().Match(part) is { Success: true } mails)
        {
            return t.Count("Settings.DidWrite", int.Parse(mails.Groups["n"].Value, CultureInfo.InvariantCulture),
                dates.Month(mails.Groups["code"].Value), PostWords.Kind(t, mails.Groups["kind"].Value));
        }
        if (Numbered().Match(part) is not { Success: true } m) return part;
        var number = int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture);
        return (m.Groups["before"].Value, m.Groups["after"].Value) switch
        {
            ("sent", "") => number == 0 ? "" : t.Count("Settings.DidSent", number),
            ("not sent", "") => number == 0 ? "" : t.Count("Settings.DidNotSend", number),
            ("planned", "") => t.Count("Settings.DidPlan", number),
            ("rotations", "") => t.Count("Settings.DidRotations", number),
            ("shifts", "") => t.Count("Settings.DidShifts", number),
            ("owed", "") => t.Count("Settings.DidOwe", number),
            ("shift reminders", "") => t.Count("Settings.DidRemindShifts", number),
            ("vacancies", "") => t.Count("Settings.DidVacancies", number),
            ("sittings", "") => t.Count("Settings.DidEndSittings", number),
            ("digests", "") => t.Count("Settings.DidDigests", number),
            ("offered", "") => t["Settings.DidOffer"],
            ("offer", "over") => t["Settings.DidEndOffer"],
            ("offer", "reminded of") => t["Settings.DidRemind"],
            _ => part,
        };
    }

    [GeneratedRegex(@"^(?<code>\d{4}-\d\d) (?<state>[A-Z]\w+)$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex CycleState();

    [GeneratedRegex(@"^(?<code>\d{4}-\d\d) (?<kind>[a-z-]+) (?<n>\d{1,9})$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex MailsWritten();

    [GeneratedRegex(@"^(?<before>[a-z ]+) (?<n>\d{1,9})( (?<after>[a-z ]+))?$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Numbered();
}

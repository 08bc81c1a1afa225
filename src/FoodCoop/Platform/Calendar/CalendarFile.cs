using System.Globalization;

namespace FoodCoop.Platform.Calendar;

/// <summary>Entries as an iCalendar file (RFC 5545), for calendars to subscribe to or for a mail.</summary>
/// <remarks>
/// All times are instants in UTC, which every calendar shows in its owner's zone, over changes of the clocks too; nothing here repeats,
/// so no zone has to be described (docs/decisions/0012).
/// </remarks>
public static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>How often a calendar should look again.</summary>
    private const string Refresh = "PT6H";

    /// <summary>A calendar to subscribe to. The same entries give the same bytes.</summary>
    public static byte[] Feed(string name, IEnumerable<CalendarEntry> entries)
    {
        var lines = Begun();
        lines.Text("NAME", name); // RFC 7986; the next one for those that do not know it
        lines.Text("X-WR-CALNAME", name);
        lines.Plain("REFRESH-INTERVAL;VALUE=DURATION", Refresh);
        lines.Plain("X-PUBLISHED-TTL", Refresh);
        return Ended(lines, entries);
    }

    /// <summary>A file that goes with a mail: opening it adds the entry, or takes it away when it is cancelled.</summary>
    /// <param name="organizer">Who tells it: the co-op; with</param>
    /// <param name="address">its mail address, "" where it has none.</param>
    /// <remarks>Source: RFC 5546 section 3.2: both methods name the organizer.</remarks>
    public static byte[] Attachment(CalendarEntry entry, string organizer = "", string address = "")
    {
        var lines = Begun();
        lines.Plain("METHOD", Method(entry));
        return Ended(lines, [entry], address.Length > 0 ? ($"ORGANIZER;CN=\"{string.Concat(organizer.Where(c => c != '"' && !char.IsControl(c)))}\"", "mailto:" + address) : null);
    }

    /// <summary>Of such a file in a mail: it names the method too.</summary>
    /// <remarks>Source: RFC 6047 section 2.4.</remarks>
    public static string MediaTypeOf(CalendarEntry entry) => $"{MediaType}; method={Method(entry)}";

    private static string Method(CalendarEntry entry) => entry.IsCancelled ? "CANCEL" : "PUBLISH";

    private static CalendarLines Begun()
    {
        var lines = new CalendarLines();
        lines.Plain("BEGIN", "VCALENDAR");
        lines.Plain("VERSION", "2.0");
        lines.Plain("PRODID", "-//FoodCoop//FoodCoop//EN");
        lines.Plain("CALSCALE", "GREGORIAN");
        return lines;
    }

    private static byte[] Ended(CalendarLines lines, IEnumerable<CalendarEntry> entries, (string Name, string Value)? organizer = null)
    {
        foreach (var entry in entries.OrderBy(e => e.From).ThenBy(e => e.Uid, StringComparer.Ordinal)) Write(lines, entry, organizer);
        lines.Plain("END", "VCALENDAR");
        return lines.ToBytes();
    }

    private static void Write(CalendarLines lines, CalendarEntry e, (string Name, string Value)? organizer)
    {
        lines.Plain("BEGIN", "VEVENT");
        lines.Text("UID", e.Uid);
        if (organizer is var (name, value)) lines.Plain(name, value);
        // without a METHOD the stamp means the last change (section 3.8.7.2), so that the file changes only with what it says
        lines.Plain("DTSTAMP", Utc(e.ChangedAt));
        lines.Plain("LAST-MODIFIED", Utc(e.ChangedAt));
        lines.Plain("SEQUENCE", e.Sequence.ToString(CultureInfo.InvariantCulture));
        lines.Plain("DTSTART", Utc(e.From));
        lines.Plain("DTEND", Utc(e.Until));
        lines.Plain("STATUS", e.IsCancelled ? "CANCELLED" : "CONFIRMED");
        lines.Plain("TRANSP", e.IsBusy && !e.IsCancelled ? "OPAQUE" : "TRANSPARENT");
        lines.Text("SUMMARY", e.Summary);
        if (e.Description.Length > 0) lines.Text("DESCRIPTION", e.Description);
        if (e.Location.Length > 0) lines.Text("LOCATION", e.Location);
        if (e.Link is not null) lines.Plain("URL", e.Link);
        lines.Plain("END", "VEVENT");
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

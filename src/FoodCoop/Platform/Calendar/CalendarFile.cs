using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using ICalendar = Ical.Net.Calendar;

namespace FoodCoop.Platform.Calendar;

/// <summary>Entries as an iCalendar file (RFC 5545), for calendars to subscribe to or for a mail.</summary>
/// <remarks>
/// All times are instants in UTC, which every calendar shows in its owner's zone, over changes of the clocks too; nothing here repeats,
/// so no zone has to be described. Folding at 75 octets, escaping and line ends are Ical.Net's (docs/decisions/0012).
/// </remarks>
public static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>How often a calendar should look again.</summary>
    private const string Refresh = "PT6H";

    /// <summary>A calendar to subscribe to. The same entries give the same bytes.</summary>
    public static byte[] Feed(string name, IEnumerable<CalendarEntry> entries)
    {
        var calendar = Of(entries);
        calendar.AddProperty("NAME", name); // RFC 7986; the next line for those that do not know it
        calendar.AddProperty("X-WR-CALNAME", name);
        var interval = new CalendarProperty("REFRESH-INTERVAL", Refresh);
        interval.Parameters.Add(new CalendarParameter("VALUE", "DURATION"));
        calendar.Properties.Add(interval);
        calendar.AddProperty("X-PUBLISHED-TTL", Refresh);
        return Bytes(calendar);
    }

    /// <summary>A file that goes with a mail: opening it adds the entry, or takes it away when it is cancelled.</summary>
    public static byte[] Attachment(CalendarEntry entry)
    {
        var calendar = Of([entry]);
        calendar.Method = entry.IsCancelled ? CalendarMethods.Cancel : CalendarMethods.Publish;
        return Bytes(calendar);
    }

    private static ICalendar Of(IEnumerable<CalendarEntry> entries)
    {
        var calendar = new ICalendar { ProductId = "-//FoodCoop//FoodCoop//EN" };
        foreach (var entry in entries.OrderBy(e => e.From).ThenBy(e => e.Uid, StringComparer.Ordinal)) calendar.Events.Add(Event(entry));
        return calendar;
    }

    private static CalendarEvent Event(CalendarEntry e) => new()
    {
        Uid = e.Uid,
        Start = At(e.From),
        End = At(e.Until),
        Summary = e.Summary,
        Description = e.Description.ReplaceLineEndings("\n"),
        Location = e.Location.Length > 0 ? e.Location : null,
        Url = e.Link is null ? null : new Uri(e.Link),
        Status = e.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        Transparency = e.IsBusy && !e.IsCancelled ? TransparencyType.Opaque : TransparencyType.Transparent,
        Sequence = e.Sequence,
        // without a METHOD the stamp means the last change (RFC 5545 section 3.8.7.2): the file changes only with what it says
        DtStamp = At(e.ChangedAt),
        LastModified = At(e.ChangedAt),
    };

    private static CalDateTime At(DateTimeOffset at) => new(at.UtcDateTime);

    private static byte[] Bytes(ICalendar calendar) =>
        Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("A calendar has been written as nothing."));
}

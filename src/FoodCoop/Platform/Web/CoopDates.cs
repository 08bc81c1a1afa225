using System.Globalization;

namespace FoodCoop.Platform.Web;

/// <summary>Dates and times as people read them, in the current language and the co-op's zone.</summary>
public sealed class CoopDates(TimeZoneInfo zone, CultureInfo? culture = null)
{
    private CultureInfo Culture => culture ?? CultureInfo.CurrentCulture;

    public TimeZoneInfo Zone => zone;

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    /// <summary>"Friday 27 November"; "vrijdag 27 november".</summary>
    public string Day(DateOnly date) => date.ToString("dddd d MMMM", Culture);

    /// <summary>"27 November 2026".</summary>
    public string Date(DateOnly date) => date.ToString("d MMMM yyyy", Culture);

    public string Date(DateTimeOffset at) => Date(DateOf(at));

    /// <summary>"Friday 27 November, 22:00".</summary>
    public string Moment(DateTimeOffset at) => Local(at).ToString("dddd d MMMM, HH:mm", Culture);

    /// <summary>"22:00".</summary>
    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", Culture);

    /// <summary>"22:00:15", where seconds matter.</summary>
    public string TimeOfDay(DateTimeOffset at) => Local(at).ToString("HH:mm:ss", Culture);

    public string Time(TimeOnly time) => time.ToString("HH:mm", Culture);

    /// <summary>"November 2026" for the code 2026-11.</summary>
    public string Month(string code) => DateOnly.ParseExact(code + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM yyyy", Culture);
}

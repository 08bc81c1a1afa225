namespace FoodCoop.Platform.Calendar;

/// <summary>
/// What stands in a calendar: an appointment with a name that stays (<paramref name="Uid"/>), so that calendars move it or strike
/// it out instead of showing it twice.
/// </summary>
/// <param name="Uid">Unique in the world and the same at every reading, such as <c>pickup-2026-12@krat.example</c>.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="Sequence">How often it has been changed: never falls.</param>
/// <param name="Link">Where to read more; null when that is not known.</param>
/// <param name="IsCancelled">It was announced and does not take place.</param>
/// <param name="IsBusy">Whoever has it is not free at that time; a deadline keeps nobody from an appointment.</param>
public sealed record CalendarEntry(
    string Uid, DateTimeOffset From, DateTimeOffset Until, string Summary, string Description, DateTimeOffset ChangedAt,
    int Sequence = 0, string Location = "", string? Link = null, bool IsCancelled = false, bool IsBusy = false);

using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Calendar;

namespace FoodCoop.Features.Calendar;

/// <summary>All that stands in a person's calendar; each feature that has dates for people gives its own here.</summary>
public static class CalendarEvents
{
    public static List<CalendarEntry> Of(Db db, CalendarScene scene) =>
        [.. CycleDays.Of(db, scene).Concat(ShiftEvents.Of(db, scene)).Where(e => e.Until >= scene.Since)];
}

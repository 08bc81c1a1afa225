using FoodCoop.Features.PickupDay;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>The day's roster on paper.</summary>
[Authorize(Policy = Role.DayHost)]
public sealed class RosterPaperModel(Db db, Viewer viewer, CoopContext coop, CoopDates dates, Texts texts) : DayRosterPage(db, viewer)
{
    protected internal override IActionResult? Load()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        var stamp = new PaperStamp(
            coop.Settings(Db).Name, dates.Month(Cycle.Code), $"{dates.Day(Cycle.PickupOn)} {dates.Time(Cycle.PickupFrom)}–{dates.Time(Cycle.PickupUntil)}",
            TimeZoneInfo.ConvertTime(Now, dates.Zone));
        return new FileAnswer(RosterPdf.Of(stamp, Shifts, dates, texts.Culture), FileAnswer.Pdf, $"{texts["TheDay.FileName"]}-{Cycle.Code}.pdf");
    }
}

using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>Who came, on a phone: each mark is one press and can be taken back or corrected.</summary>
[Authorize(Policy = Role.DayHost)]
public sealed class AttendanceModel(Db db, Viewer viewer, CoopContext coop, Texts texts, TimeProvider clock) : DayRosterPage(db, viewer, clock)
{
    private static readonly string[] Marks = ["came", "excused", "missed", ""];

    private CoopDates Dates => new(coop.Settings(Db).TimeZone);

    /// <summary>From the morning of its day: nobody has come to a shift of next week.</summary>
    public bool MayMark(Shift shift) => !shift.IsCancelled && (shift.AtHome || Dates.DateOf(shift.StartsAt) <= Dates.DateOf(Now));

    public IActionResult OnPost(Id<Spot> spot, string? mark)
    {
        if (!Marks.Contains(mark ?? "") || Spots.Find(Db, spot) is not { } row || Shift.Find(Db, row.ShiftId) is not { } shift || shift.CycleCode != Code) return NotFound();
        if (!MayMark(shift)) throw new Refused("", "TheDay.NotYet");
        DutyAccount.Mark(Db, spot, mark ?? "", Now, Looker.PersonId);
        return LocalRedirect($"/roster/day/{Code}#shift-{shift.Id}");
    }

    public IActionResult OnGetCsv()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var (t, dates) = (texts, Dates);
        return CsvFile.Download($"{t["TheDay.FileName"]}-{Code}.csv", t.Culture,
            [t["TheDay.Shift"], t["TheDay.Date"], t["TheDay.From"], t["TheDay.Until"], t["TheDay.Place"], t["TheDay.Number"], t["TheDay.Name"], t["TheDay.Phone"], t["TheDay.Skill"], t["TheDay.Looking"], t["TheDay.Mark"]],
            Shifts.SelectMany(s => s.People.DefaultIfEmpty().Select(p => (IEnumerable<object?>)
            [
                s.Shift.Name(Looker.Language), dates.DateOf(s.Shift.StartsAt), dates.Time(s.Shift.StartsAt), dates.Time(s.Shift.EndsAt), s.Shift.Place,
                p?.Number, p?.Name, p?.Phone, Looker.Language == "nl" ? p?.SkillNl : p?.SkillEn, p?.LookingAt is not null, p is { Mark.Length: > 0 } ? t["TheDay.Mark." + p.Mark] : "",
            ])));
    }
}

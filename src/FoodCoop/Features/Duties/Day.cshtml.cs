using System.Globalization;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>When one shift is, as typed.</summary>
public sealed class DayForm
{
    public DateOnly? On { get; set; }
    public TimeOnly? From { get; set; }
    public int? Minutes { get; set; }
    public string? Place { get; set; }
}

/// <summary>One shift as a coordinator sees it: a day that differs from its template, or a shift that does not take place. Whom it touches stands on the page.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class DayModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : TablePage
{
    [FromRoute(Name = "shift")] public long ShiftId { get; set; }
    [BindProperty] public DayForm Day { get; set; } = new();
    [BindProperty] public NumbersForm Numbers { get; set; } = new();
    [BindProperty] public string? Reason { get; set; }

    /// <summary>What the page said of the shift and its people.</summary>
    [BindProperty] public string? Seen { get; set; }

    public Shift Shift { get; private set; } = null!;
    public IReadOnlyList<SpotRow> Spots { get; private set; } = [];
    public bool IsOver => Shift.HasBegun(Now);

    /// <summary>Of which a change must not come unseen.</summary>
    public string State => string.Create(CultureInfo.InvariantCulture,
        $"{Shift.StartsAt:O} {Shift.EndsAt:O} {Shift.Place} {Shift.Fewest} {Shift.Usual} {Shift.Most} {string.Join(',', Spots.Select(s => s.Id))}");

    protected internal override IActionResult? Load()
    {
        if (Shift.Find(db, new(ShiftId)) is not { } shift) return NotFound();
        Shift = shift;
        Spots = Shifts.Spots.OfShift(db, shift.Id);
        if (Request.Method == HttpMethods.Post && Request.Form.ContainsKey("Day.On")) return null; // what was typed stays
        Day = new() { On = dates.DateOf(shift.StartsAt), From = TimeOnly.FromDateTime(dates.Local(shift.StartsAt)), Minutes = (int)(shift.EndsAt - shift.StartsAt).TotalMinutes, Place = shift.Place };
        Numbers = new() { Fewest = shift.Fewest, Usual = shift.Usual, Most = shift.Most };
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("people", $"{Shift.Name(viewer.Language)} {dates.Date(Shift.StartsAt)}", Spots,
            (t["Duties.Number"], s => s.Number),
            (t["Duties.Member"], s => s.Name),
            (t["Duties.Skills"], s => viewer.Language == "nl" ? s.SkillNl : s.SkillEn),
            (t["Duties.Looking"], s => s.LookingAt is not null));
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        var now = Now;
        Check(now);
        if (Day.On is not { } on) { ModelState.Wrong("Day.On", "Web.FieldNeeded"); on = default; }
        if (Day.From is not { } from) { ModelState.Wrong("Day.From", "Web.FieldNeeded"); from = default; }
        var minutes = ModelState.Number("Day.Minutes", Day.Minutes, 5, 1440);
        var place = ModelState.Text("Day.Place", Day.Place, 80);
        if (SessionModel.ReadNumbers(ModelState, Numbers) is not { } numbers || !ModelState.IsValid) return Page();
        var startsAt = new CoopZone(dates.Zone).ToUtc(on, from);
        if (startsAt <= now) throw new Refused("Day.On", "Duties.DayPassed");
        if (Math.Abs((startsAt - Shift.StartsAt).TotalDays) > 31) throw new Refused("Day.On", "Duties.DayFar");
        ShiftChange.Write(db, context.Settings(db), Shift, new(startsAt, startsAt.AddMinutes(minutes), place, numbers.Fewest, numbers.Usual, numbers.Most), differs: true, now);
        return Done($"/roster/shifts/{ShiftId}", "Duties.DaySaved", Spots.Count);
    }

    public IActionResult OnPostCancel()
    {
        if (Load() is { } other) return other;
        if (Shift.IsCancelled) return LocalRedirect($"/roster/shifts/{ShiftId}"); // a second click
        var now = Now;
        Check(now);
        var reason = ModelState.Need("Reason", Reason, 300);
        if (!ModelState.IsValid) return Page();
        ShiftChange.Cancel(db, context.Settings(db), Shift, reason, now, viewer.PersonId);
        return Done($"/roster/shifts/{ShiftId}", "Duties.CancelDone", Spots.Count);
    }

    private void Check(DateTimeOffset now)
    {
        if (Shift.IsCancelled) throw new Refused("", "Shifts.IsCancelled", Shift.CancelReason);
        if (Shift.HasBegun(now)) throw new Refused("", "Shifts.HasBegun");
        if (Seen != State) throw new Refused("", "Duties.ChangedMeanwhile");
    }
}

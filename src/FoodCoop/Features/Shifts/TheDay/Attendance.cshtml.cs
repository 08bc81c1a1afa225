using System.Globalization;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>Who came, on a phone: each mark is one press and can be taken back or corrected; those who are left are marked together.</summary>
[Authorize(Policy = Role.DayHost)]
public sealed class AttendanceModel(Db db, Viewer viewer, CoopContext coop, Texts texts) : DayRosterPage(db, viewer)
{
    private static readonly string[] Marks = ["came", "excused", "missed", ""];

    // Those that were marked together and have not been marked anew since.
    private const string SelectTogether = """
        select k.spot_id
        from spot_mark k
        join spot t on t.id = k.spot_id
        join shift s on s.id = t.shift_id
        where s.cycle_id = @cycle and k.at = @at and k.by_person_id = @by and k.mark = 'came'
          and not exists (select 1 from spot_mark a where a.spot_id = k.spot_id and a.id > k.id)
        """;

    // Of its days; a month that was moved keeps its rotation.
    private const string SelectRotation = """
        select min(c.code)
        from rotation_day d
        join rotation_day o on o.rotation_id = d.rotation_id
        join order_cycle c on c.id = o.cycle_id
        where d.cycle_id = @cycle
        """;

    private CoopDates Dates => new(coop.Settings(Db).TimeZone);

    /// <summary>When some were marked together, in milliseconds: shown once more, to take it back.</summary>
    [FromQuery]
    public long? Marked { get; set; }

    public int Together { get; private set; }

    /// <summary>Its rotation's first cycle, for the board; null for a day of none.</summary>
    public string? Rotation { get; private set; }

    /// <summary>The day is over, so that everyone can be marked.</summary>
    public bool IsOver => Cycle.PickupOn < Dates.DateOf(Now);

    public IReadOnlyList<DayShift> Unmarked => IsOver ? [.. Shifts.Where(s => s.Unmarked.Count > 0)] : [];

    /// <summary>From the morning of its day: nobody has come to a shift of next week.</summary>
    public bool MayMark(Shift shift) => !shift.IsCancelled && (shift.AtHome || Dates.DateOf(shift.StartsAt) <= Dates.DateOf(Now));

    /// <summary>Those who can be marked together: who is still looked for somebody for is asked about by itself.</summary>
    public IReadOnlyList<SpotRow> Rest(DayShift day) => MayMark(day.Shift) && day.Shift.HasBegun(Now) ? [.. day.Unmarked.Where(s => s.LookingAt is null)] : [];

    protected internal override IActionResult? Load()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        Together = Marked is { } at ? MarkedTogether(at).Count : 0;
        if (Looker.Has(Role.ShiftCoordinator)) Rotation = Db.Find<string>(SelectRotation, new { cycle = Cycle.Id });
        return null;
    }

    public IActionResult OnPost(Id<Spot> spot, string? mark)
    {
        if (!Marks.Contains(mark ?? "") || Spots.Find(Db, spot) is not { } row || Shift.Find(Db, row.ShiftId) is not { } shift || shift.CycleCode != Code) return NotFound();
        if (!MayMark(shift)) throw new Refused("", "TheDay.NotYet");
        DutyAccount.Mark(Db, spot, mark ?? "", Now, Looker.PersonId);
        return LocalRedirect($"/roster/day/{Code}#shift-{shift.Id}");
    }

    /// <summary>All who have not been marked came: of one shift, or of the whole day.</summary>
    public IActionResult OnPostRest(Id<ShiftDay>? shift)
    {
        if (Load() is { } elsewhere) return elsewhere;
        var rest = Shifts.Where(s => shift is null || s.Shift.Id == shift).SelectMany(Rest).ToList();
        if (rest.Count == 0) throw new Refused("", "TheDay.NobodyLeft");
        foreach (var spot in rest) DutyAccount.Mark(Db, spot.Id, "came", Now, Looker.PersonId);
        return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/roster/day/{Code}?marked={Now.ToUnixTimeMilliseconds()}"));
    }

    /// <summary>The last press was a slip: those that it marked are not marked.</summary>
    public IActionResult OnPostNotRest(long at)
    {
        if (Load() is { } elsewhere) return elsewhere;
        var spots = MarkedTogether(at);
        if (spots.Count == 0) throw new Refused("", "TheDay.MarkedSince");
        foreach (var spot in spots) DutyAccount.Mark(Db, spot, "", Now, Looker.PersonId);
        return Done($"/roster/day/{Code}", "TheDay.TakenBack", spots.Count);
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

    private List<Id<Spot>> MarkedTogether(long at) =>
        Db.Query<Id<Spot>>(SelectTogether, new { cycle = Cycle.Id, at = Moment(at), by = Looker.PersonId });

    // What is typed into the address may be no moment at all.
    private static DateTimeOffset Moment(long milliseconds) =>
        milliseconds is >= 0 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.UnixEpoch;
}

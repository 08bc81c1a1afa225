using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>A shift of the day with who is in it.</summary>
public sealed record DayShift(Shift Shift, IReadOnlyList<SpotRow> People);

/// <summary>One pickup day's shifts with their people, for who runs the day: the coordinators of shifts and the hosts of the pickup.</summary>
public abstract class DayRosterPage(Db db, Viewer viewer, TimeProvider clock) : CoopPage
{
    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    protected Db Db => db;
    protected Viewer Looker => viewer;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public Cycle Cycle { get; private set; } = null!;
    public IReadOnlyList<DayShift> Shifts { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Cycle = cycle;
        var people = Spots.OfCycle(db, cycle.Id).ToLookup(s => s.ShiftId);
        Shifts = [.. Shift.OfCycle(db, cycle.Id).Select(s => new DayShift(s, [.. people[s.Id]]))];
        return null;
    }
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>A shift of the day with who is in it.</summary>
public sealed record DayShift(Shift Shift, IReadOnlyList<SpotRow> People, IReadOnlyDictionary<Id<Spot>, SpotSign> Signs)
{
    /// <summary>Those for whom it is the first shift.</summary>
    public IReadOnlyList<SpotRow> FirstTime { get; } = [.. People.Where(p => Signs[p.Id].IsFirstTime)];

    /// <summary>Those who have done this duty before and will be there.</summary>
    public IReadOnlyList<SpotRow> Knowing { get; } = [.. People.Where(p => Signs[p.Id].Knows && p.LookingAt is null)];

    /// <summary>Who shows somebody the way whose first time it is: each of those who know it in turn; null when nobody does.</summary>
    public SpotRow? Beside(SpotRow person) => Knowing.Count == 0 ? null : FirstTime.ToList().FindIndex(p => p.Id == person.Id) switch
    {
        -1 => null,
        var nth => Knowing[nth % Knowing.Count],
    };

    /// <summary>Has somebody beside them whose first time it is.</summary>
    public bool Guides(SpotRow person) => FirstTime.Any(p => Beside(p)?.Id == person.Id);

    public IReadOnlyList<SpotRow> Unmarked { get; } = Shift.IsCancelled ? [] : [.. People.Where(p => p.Mark.Length == 0)];
}

/// <summary>One pickup day's shifts with their people, for who runs the day: the coordinators of shifts and the hosts of the pickup.</summary>
public abstract class DayRosterPage(Db db, Viewer viewer) : CoopPage
{
    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    protected Db Db => db;
    protected Viewer Looker => viewer;
    public Cycle Cycle { get; private set; } = null!;
    public IReadOnlyList<DayShift> Shifts { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Cycle = cycle;
        var people = Spots.OfCycle(db, cycle.Id).ToLookup(s => s.ShiftId);
        var signs = SpotSign.OfCycle(db, cycle.Id);
        Shifts = [.. Shift.OfCycle(db, cycle.Id).Select(s => new DayShift(s, [.. people[s.Id]], signs))];
        return null;
    }
}

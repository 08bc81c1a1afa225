using System.Globalization;
using FoodCoop.Features.Shared;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>Figures of all shifts for all members: spots filled, stand-ins, how the effort is spread. Without names.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FiguresModel(Db db, Viewer viewer) : TablePage
{
    /// <summary>More columns than these would be too narrow on a phone.</summary>
    private const int MostColumns = 12;

    public List<RotationFigures> Rotations { get; private set; } = [];
    public List<DutyFigures> Duties { get; private set; } = [];
    public List<EffortBar> Effort { get; private set; } = [];
    public int Pot { get; private set; }

    protected internal override IActionResult? Load()
    {
        var now = Now;
        Rotations = RotationFigures.All(db, now);
        Duties = DutyFigures.All(db, now);
        Effort = EffortBar.All(db, now);
        Pot = DutyAccount.Pot(db);
        return null;
    }

    public ColumnChart FilledChart(Texts t) => new(t["Mine.FilledTitle"],
        [.. Rotations.AsEnumerable().Reverse().Select(r => new ChartColumn(Month(r, t), r.Filled, r.Asked, t["Mine.FilledOf", r.Filled, r.Asked]))]);

    public ColumnChart StandInChart(Texts t) => new(t["Mine.StandIns"],
        [.. Rotations.AsEnumerable().Reverse().Select(r => new ChartColumn(Month(r, t), r.StandIns))]);

    /// <summary>How many members have done how much, also where nobody has done just so much; a few amounts together where there are many.</summary>
    public ColumnChart EffortChart(Texts t)
    {
        var width = Effort.Count == 0 ? 1 : Effort[^1].Effort / MostColumns + 1;
        var columns = Enumerable.Range(0, Effort.Count == 0 ? 0 : Effort[^1].Effort / width + 1).Select(i =>
            new ChartColumn(width == 1 ? $"{i}" : $"{i * width}–{i * width + width - 1}", Effort.Where(e => e.Effort / width == i).Sum(e => e.Members)));
        return new(t["Mine.EffortChart"], [.. columns]);
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("rotations", $"{t["Mine.FiguresFile"]} {t["Mine.ByRotation"]}", Rotations,
            (t["Mine.Rotation"], r => r.Code),
            (t["Mine.Asked"], r => r.Asked),
            (t["Mine.Filled"], r => r.Filled),
            (t["Mine.Came"], r => r.Came),
            (t["Mine.StandIns"], r => r.StandIns),
            (t["Mine.SwapsMade"], r => r.Swaps));
        yield return PageTable.Of("duties", $"{t["Mine.FiguresFile"]} {t["Mine.ByDuty"]}", Duties,
            (t["Mine.Duty"], d => d.Name(viewer.Language)),
            (t["Mine.Asked"], d => d.Asked),
            (t["Mine.Filled"], d => d.Filled),
            (t["Mine.StandIns"], d => d.StandIns));
        yield return PageTable.Of("effort", $"{t["Mine.FiguresFile"]} {t["Mine.Effort"]}", Effort, (t["Mine.Effort"], e => e.Effort), (t["Mine.Members"], e => e.Members));
    }

    // short enough to stand below a column
    private static string Month(RotationFigures rotation, Texts t) =>
        DateOnly.ParseExact(rotation.Code + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMM yy", t.Culture);
}

using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>Figures of all shifts for all members: spots filled, stand-ins, how the effort is spread. Without names.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FiguresModel(Db db, Texts texts, TimeProvider clock) : CoopPage
{
    public List<RotationFigures> Rotations { get; private set; } = [];
    public List<EffortBar> Effort { get; private set; } = [];
    public int Pot { get; private set; }

    protected internal override IActionResult? Load()
    {
        Rotations = RotationFigures.All(db);
        Effort = EffortBar.All(db, clock.GetUtcNow());
        Pot = DutyAccount.Pot(db);
        return null;
    }

    public IActionResult OnGetCsv()
    {
        Load();
        return CsvFile.Download($"{texts["Mine.FiguresFile"]}.csv", texts.Culture,
            [texts["Mine.Rotation"], texts["Mine.Asked"], texts["Mine.Filled"], texts["Mine.Came"], texts["Mine.StandIns"], texts["Mine.SwapsMade"]],
            Rotations.Select(r => (IEnumerable<object?>)[r.Code, r.Asked, r.Filled, r.Came, r.StandIns, r.Swaps]));
    }
}

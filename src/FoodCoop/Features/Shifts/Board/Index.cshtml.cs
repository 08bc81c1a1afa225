using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>All rotations, and how far each is.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class IndexModel(Db db, CoopContext coop, TimeProvider clock) : CoopPage
{
    private const string SelectFilled = """
        select y.rotation_id,
          sum((select count(*) from spot_now n where n.shift_id = s.id)) as taken,
          (select count(*) from draft_spot d where d.rotation_id = y.rotation_id) as drafted,
          sum(s.fewest) as fewest, count(*) as shifts,
          (select count(*) from wish w where w.rotation_id = y.rotation_id) as wishes
        from rotation_day y
        join shift s on s.cycle_id = y.cycle_id and s.cancelled_at is null
        group by y.rotation_id
        """;

    /// <summary>How full a rotation is.</summary>
    public sealed record Filled(Id<Rotation> RotationId, int Taken, int Drafted, int Fewest, int Shifts, int Wishes);

    public List<RotationRow> Rotations { get; private set; } = [];
    public Dictionary<Id<Rotation>, Filled> How { get; private set; } = [];
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public DateOnly Today { get; private set; }
    public List<UnmarkedDay> Unmarked { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Today = CoopZone.Of(coop.Settings(db).Zone).DateAt(Now);
        Rotations = RotationRow.All(db);
        How = db.Query<Filled>(SelectFilled).ToDictionary(f => f.RotationId);
        Unmarked = UnmarkedDay.All(db, Today, Now);
        return null;
    }

    /// <summary>past · published · draft · wishes · planned.</summary>
    public string State(RotationRow r) =>
        r.SecondOn < Today ? "Past" : r.IsDrafted ? "Draft" : r.IsPublished ? "Published" : r.TakesWishes(Now) ? "Wishes" : "Planned";
}

using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>All rotations, and how far each is.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class IndexModel(Db db, CoopContext coop) : TablePage
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

    /// <summary>Those to come first, the next before the later ones; then those that are over, the last first.</summary>
    public List<RotationRow> Rotations { get; private set; } = [];
    public Dictionary<Id<Rotation>, Filled> How { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public List<UnmarkedDay> Unmarked { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Today = CoopZone.Of(coop.Settings(db).Zone).DateAt(Now);
        Rotations = [.. RotationRow.All(db).OrderBy(r => r.SecondOn < Today).ThenBy(r => r.SecondOn < Today ? -r.FirstOn.DayNumber : r.FirstOn.DayNumber)];
        How = db.Query<Filled>(SelectFilled).ToDictionary(f => f.RotationId);
        Unmarked = UnmarkedDay.All(db, Today, Now);
        return null;
    }

    /// <summary>How many people have a spot, or have one in the draft where there is one.</summary>
    public int People(RotationRow r) => How.GetValueOrDefault(r.Id) is not { } how ? 0 : r.IsDrafted ? how.Drafted : how.Taken;

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("rotations", t["Board.Title"], Rotations.Select(r => (Row: r, How: How.GetValueOrDefault(r.Id))),
            (t["Board.FirstDay"], r => r.Row.FirstOn),
            (t["Board.SecondDay"], r => r.Row.SecondOn),
            (t["Board.State"], r => t["Board.State" + State(r.Row)]),
            (t["Board.Shifts"], r => r.How?.Shifts ?? 0),
            (t["Board.People"], r => People(r.Row)),
            (t["Board.Fewest"], r => r.How?.Fewest ?? 0),
            (t["Board.Answers"], r => r.How?.Wishes ?? 0));
    }

    /// <summary>past · published · draft · wishes · planned.</summary>
    public string State(RotationRow r) =>
        r.SecondOn < Today ? "Past" : r.IsDrafted ? "Draft" : r.IsPublished ? "Published" : r.TakesWishes(Now) ? "Wishes" : "Planned";
}

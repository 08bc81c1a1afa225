using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>The solidarity pot: who has done shifts ahead gives one, who cannot do its own takes one. Nobody asks why.</summary>
[Authorize(Policy = Role.Member)]
public sealed class PotModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    private const string Here = "/shifts/pot";

    public int Pot { get; private set; }
    public int Balance { get; private set; }

    protected internal override IActionResult? Load()
    {
        Pot = DutyAccount.Pot(db);
        Balance = DutyAccount.Balance(db, viewer.MemberId);
        return null;
    }

    public IActionResult OnPostGive()
    {
        DutyAccount.Give(db, viewer.MemberId, Now, viewer.PersonId);
        return Done(Here, "Mine.Given");
    }

    public IActionResult OnPostReceive()
    {
        var now = Now;
        var zone = CoopZone.Of(coop.Settings(db).Zone);
        var yearBegan = zone.ToUtc(new DateOnly(zone.DateAt(now).Year, 1, 1), TimeOnly.MinValue);
        DutyAccount.Receive(db, viewer.MemberId, now, yearBegan, viewer.PersonId);
        return Done(Here, "Mine.Received");
    }
}

using FoodCoop.Features.Shifts.Exchange;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>My shifts: the next with all that one needs to know, the account in plain words, free spots to take, and what has been.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    private const string Here = "/shifts";
    private const string UpdateWho = "update spot set person_id = @person where id = @spot and member_id = @member and left_at is null";
    private const string UpdateHelp = "update person set likes_to_help = @help where id = @person";

    /// <summary>The pickup whose free spots are shown; all without.</summary>
    [FromQuery]
    public string? Day { get; set; }

    public List<MyShift> Mine { get; private set; } = [];
    public MyShift? Next => Mine.FirstOrDefault();
    public List<SpotRow> With { get; private set; } = [];
    public List<DutyContact> Contacts { get; private set; } = [];
    public List<Housemate> Household { get; private set; } = [];
    public DutyStanding Standing { get; private set; } = null!;
    public List<OpenShift> Open { get; private set; } = [];
    public List<SwapForMe> Swaps { get; private set; } = [];
    public List<DutyLine> History { get; private set; } = [];

    /// <summary>The coming rotation asks what one would like.</summary>
    public bool TakesWishes { get; private set; }

    protected internal override IActionResult? Load()
    {
        TakesWishes = RotationRow.All(db).Exists(r => r.TakesWishes(Now));
        Mine = MyShift.Of(db, viewer.MemberId, Now);
        Standing = DutyStanding.Of(db, viewer.MemberId, viewer.PersonId, Now);
        Open = OpenShift.For(db, viewer.MemberId, Now);
        if (Mine.Count > 0)
        {
            With = Spots.OfShift(db, Mine[0].ShiftId);
            Contacts = DutyContact.Of(db, Mine[0].DutyId);
            Household = Housemate.Of(db, viewer.MemberId);
            Swaps = SwapForMe.Of(db, viewer.MemberId, Now);
        }
        History = DutyAccount.Lines(db, viewer.MemberId);
        return null;
    }

    public IActionResult OnPostTake(Id<ShiftDay> shift)
    {
        if (Shift.Find(db, shift) is not { } row) return NotFound();
        // who has done none yet comes along with somebody who has
        var open = OpenShift.For(db, viewer.MemberId, Now).Find(o => o.Id == shift);
        var isWelcome = open is { Beside.Length: > 0 } && DutyStanding.Of(db, viewer.MemberId, viewer.PersonId, Now).IsNew;
        Spots.Take(db, row, viewer.MemberId, viewer.PersonId, isWelcome ? "welcome" : "taken", Now, viewer.PersonId);
        return Done(Here, "Mine.Taken", row.Name(viewer.Language));
    }

    public IActionResult OnPostTakeOver(Id<Spot> spot)
    {
        var row = StandIn.TakeOver(db, coop.Settings(db), spot, viewer.MemberId, viewer.PersonId, Now);
        return Done(Here, "Mine.TakenOver", row.Name(viewer.Language));
    }

    public IActionResult OnPostWho(Id<Spot> spot, Id<Person>? person)
    {
        if (person is { } who && !Housemate.Of(db, viewer.MemberId).Exists(h => h.Id == who)) return NotFound();
        if (db.Execute(UpdateWho, new { spot, person, member = viewer.MemberId }) == 0) throw new Refused("", "Mine.NotYours");
        return Done(Here, "Mine.WhoSaved");
    }

    public IActionResult OnPostHelp(bool help)
    {
        db.Execute(UpdateHelp, new { help, person = viewer.PersonId });
        return Done(Here, help ? "Mine.HelpOn" : "Mine.HelpOff");
    }
}

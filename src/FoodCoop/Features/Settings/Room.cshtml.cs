using FoodCoop.Features.Ledger;
using FoodCoop.Features.Room;

namespace FoodCoop.Features.Settings;

/// <summary>The room, the cap, who gets what when there is too little, and how far a balance may go: changed by the assembly only, whose decision is kept.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class RoomModel(Db db, CoopContext coop, Viewer viewer, CoopDates dates) : CoopPage
{
    private const string UpdateRoom = "update room set name = @name, seats = @seats, windows = @windows, assembly_cap = @cap";
    private const string UpdateCoop = "update coop set allocation = @allocation, balance_floor = @floor";
    private const string InsertDecision = """
        insert into decision (decided_on, words, recorded_at, recorded_by)
        values (@on, @words, @now, @PersonId)
        """;

    private static readonly Money MostFloor = new(1_000_000);

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public int? Seats { get; set; }
    [BindProperty] public int? Windows { get; set; }
    [BindProperty] public int? AssemblyCap { get; set; }
    [BindProperty] public string? Allocation { get; set; }
    /// <summary>How much members may owe at most; null: there is no floor for balances.</summary>
    [BindProperty] public Money? MostOwed { get; set; }

    [BindProperty] public DateOnly? DecidedOn { get; set; }
    [BindProperty] public string? Words { get; set; }

    public RoomNow Room { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        Room = RoomNow.Of(db);
        if (Request.Method == HttpMethods.Post) return null; // what was typed stays
        (Name, Seats, Windows, AssemblyCap) = (Room.Name, Room.Seats, Room.Windows, Room.AssemblyCap);
        (Allocation, MostOwed) = (coop.Settings(db).Allocation, -Floor.Of(db));
        return null;
    }

    public IActionResult OnPost()
    {
        Load();
        var name = ModelState.Need(nameof(Name), Name);
        var seats = ModelState.Number(nameof(Seats), Seats, 1, 9999);
        var windows = ModelState.Number(nameof(Windows), Windows, 1, 24);
        var cap = AssemblyCap is null ? (int?)null : ModelState.Number(nameof(AssemblyCap), AssemblyCap, 1, 99_999);
        if (Allocation is not ("first-come" or "fair-share")) ModelState.Wrong(nameof(Allocation), "Web.FieldNeeded");
        if (MostOwed < Money.Zero || MostOwed > MostFloor) ModelState.Wrong(nameof(MostOwed), "Settings.MostOwedWrong", MostFloor);
        var words = ModelState.Text(nameof(Words), Words, 1000);
        var changes = (seats, windows, cap, Allocation, MostOwed) != (Room.Seats, Room.Windows, Room.AssemblyCap, coop.Settings(db).Allocation, -Floor.Of(db));
        if (changes)
        {
            if (DecidedOn is null) ModelState.Wrong(nameof(DecidedOn), "Settings.DecidedNeeded");
            else if (DecidedOn > dates.DateOf(Now)) ModelState.Wrong(nameof(DecidedOn), "Settings.DecidedLater");
            if (words.Length == 0) ModelState.Wrong(nameof(Words), "Settings.WordsNeeded");
        }
        if (!ModelState.IsValid) return Page();
        db.Execute(UpdateRoom, new { name, seats, windows, cap });
        db.Execute(UpdateCoop, new { allocation = Allocation, floor = -MostOwed });
        if (changes) db.Execute(InsertDecision, new { on = DecidedOn, words, now = Now, viewer.PersonId });
        var after = RoomNow.Of(db);
        return after.Over > 0 ? Done("/settings/room", "Settings.SavedOver", after.Over) : Done("/settings/room", "Settings.Saved");
    }
}

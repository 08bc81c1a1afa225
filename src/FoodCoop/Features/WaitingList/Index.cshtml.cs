using FoodCoop.Features.Room;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.WaitingList;

/// <summary>The waiting list as its coordinator sees it: who waits in which place, who has been offered one, and what became of the others.</summary>
[Authorize(Policy = Role.MembershipCoordinator)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public string? Language { get; set; }
    [BindProperty] public int? Seats { get; set; } = 1;

    /// <summary>When it asked: a list on paper keeps its order.</summary>
    [BindProperty] public DateOnly? AskedOn { get; set; }

    public RoomNow Room { get; private set; } = null!;
    public IReadOnlyList<Applicant> OnList { get; private set; } = [];
    public IReadOnlyList<Applicant> Others { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Room = RoomNow.Of(db);
        var all = Applicant.All(db);
        OnList = [.. all.Where(a => a.IsOnList)];
        Others = [.. all.Where(a => !a.IsOnList).OrderByDescending(a => a.At).Take(100)];
        Language ??= coop.Settings(db).Language;
        return null;
    }

    public IActionResult OnPostAdd()
    {
        var name = ModelState.Need(nameof(Name), Name);
        var email = ModelState.Email(nameof(Email), Email, needed: true);
        var phone = ModelState.Text(nameof(Phone), Phone, 40);
        var language = ModelState.Language(nameof(Language), Language);
        var seats = ModelState.Number(nameof(Seats), Seats, 1, 20);
        var now = Now;
        var zone = CoopZone.Of(coop.Settings(db).Zone);
        if (AskedOn > zone.DateAt(now)) ModelState.Wrong(nameof(AskedOn), "WaitingList.NotInFuture");
        if (!ModelState.IsValid) return Again();
        if (Applicant.All(db).Any(a => a.IsOnList && a.Email == email)) throw new Refused(nameof(Email), "WaitingList.OnceMore", email!);
        DateTimeOffset? asked = AskedOn is { } day && day < zone.DateAt(now) ? zone.ToUtc(day, new TimeOnly(12, 0)) : null;
        var id = ApplicantSteps.Apply(db, now, name, email!, phone, language, seats, "", asked, viewer.PersonId);
        var all = Applicant.All(db);
        var applicant = all.Single(a => a.Id == id);
        var settings = coop.Settings(db);
        ApplicantMail.WriteReceived(db, settings, now, applicant, Applicant.Place(all, applicant)!.Value, settings.HomeOf(Request));
        return Done(Address, "WaitingList.Added", name, email);
    }

    public IActionResult OnPostOriented(Id<Asked> id) => Step(id, "WaitingList.IsOriented", a => ApplicantSteps.Oriented(db, a, Now, viewer.PersonId));

    public IActionResult OnPostWithdraw(Id<Asked> id, string? reason) => Step(id, "WaitingList.IsOff",
        a => ApplicantSteps.End(db, a, ApplicantState.Withdrawn, Now, viewer.PersonId, ModelState.Text("reason", reason, 200)));

    public IActionResult OnPostBack(Id<Asked> id) => Step(id, "WaitingList.IsBack", a => ApplicantSteps.Back(db, a, Now, viewer.PersonId));

    public IActionResult OnPostSeats(Id<Asked> id, int? seats)
    {
        if (seats is null or < 1 or > 20) throw new Refused("", "Web.FieldBetween", 1, 20);
        return Step(id, "WaitingList.SeatsSaved", a => ApplicantSteps.Seats(db, a, seats.Value));
    }

    private IActionResult Step(Id<Asked> id, string said, Action<Applicant> step)
    {
        if (Applicant.Find(db, id) is not { } applicant) return NotFound();
        step(applicant);
        return Done(Address, said, applicant.Name);
    }

    private const string Address = "/membership/waiting";
}

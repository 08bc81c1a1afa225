using FoodCoop.Features.Room;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Membership;

/// <summary>Takes a new member in, with its first person.</summary>
[Authorize(Policy = Role.MembershipCoordinator)]
public sealed class AdmitModel(Db db, CoopContext coop, CoopDates dates) : CoopPage
{
    [BindProperty] public int? Number { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public int? Seats { get; set; } = 1;
    [BindProperty] public string? PersonName { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public string? Language { get; set; }

    /// <summary>Whether the first person gets a mail with a link to come in.</summary>
    [BindProperty] public bool Invite { get; set; }

    public RoomNow Room { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        Room = RoomNow.Of(db);
        Number ??= Admission.NextNumber(db);
        Language ??= coop.Settings(db).Language;
        return null;
    }

    public IActionResult OnPost()
    {
        var number = ModelState.Number(nameof(Number), Number, 1, 9999);
        var seats = ModelState.Number(nameof(Seats), Seats, 1, 99);
        var personName = ModelState.Need(nameof(PersonName), PersonName);
        var name = ModelState.Text(nameof(Name), Name);
        var email = ModelState.Email(nameof(Email), Email, needed: false);
        var phone = ModelState.Text(nameof(Phone), Phone, 40);
        var language = ModelState.Language(nameof(Language), Language);
        if (!ModelState.IsValid) return Again();
        if (name.Length == 0) name = personName;

        var now = Now;
        Admission.Admit(db, now, dates.DateOf(now), number, name, seats, new PersonDraft(personName, email, phone, language));
        if (Invite && MailLink.PersonWith(db, email) is { } person)
        {
            var settings = coop.Settings(db);
            MailLink.Send(db, now, settings, settings.HomeOf(Request), person, LinkPurpose.Invite);
            return Done($"/membership/{number}", "Membership.AdmittedInvited", name, email);
        }
        return Done($"/membership/{number}", "Membership.Admitted", name);
    }
}

using FoodCoop.Features.Room;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.WaitingList;

/// <summary>Where people ask to join, without an account. The answer is the same whether the address is known here or not.</summary>
[AllowAnonymous, EnableRateLimiting(SignInServices.Limit)]
public sealed class JoinModel(Db db, CoopContext coop) : CoopPage
{
    private const int MostAnHour = 3;

    private const string CountLately = "select count(*) from mail where address = @email and kind = 'application-received' and created_at > @since";

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public string? Language { get; set; }
    [BindProperty] public int? Seats { get; set; } = 1;
    [BindProperty] public string? Words { get; set; }

    /// <summary>Hidden from people: who fills it in is a machine.</summary>
    [BindProperty] public string? Website { get; set; }

    public RoomNow Room { get; private set; } = null!;
    public int OnList { get; private set; }
    public CoopRow Coop { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        Coop = coop.Settings(db);
        Room = RoomNow.Of(db);
        OnList = Applicant.All(db).Count(a => a.IsOnList);
        Language ??= new Texts().Culture.TwoLetterISOLanguageName;
        return null;
    }

    public IActionResult OnPost()
    {
        var name = ModelState.Need(nameof(Name), Name);
        var email = ModelState.Email(nameof(Email), Email, needed: true);
        var phone = ModelState.Text(nameof(Phone), Phone, 40);
        var language = ModelState.Language(nameof(Language), Language);
        var seats = ModelState.Number(nameof(Seats), Seats, 1, 20);
        var words = ModelState.Text(nameof(Words), Words, 1000);
        if (!ModelState.IsValid) return Again();
        if (string.IsNullOrEmpty(Website)) Answer(name, email!, phone, language, seats, words);
        return Done("/join", "WaitingList.Asked", email);
    }

    private void Answer(string name, string email, string phone, string language, int seats, string words)
    {
        var (now, settings) = (Now, coop.Settings(db));
        var home = settings.HomeOf(Request);
        if (MailLink.PersonWith(db, email) is { } person)
        {
            MailLink.Send(db, now, settings, home, person, LinkPurpose.SignIn); // a member already, who has forgotten
            return;
        }
        if (db.One<int>(CountLately, new { email, since = now.AddHours(-1) }) >= MostAnHour) return; // nobody's mailbox is filled from here
        var id = ApplicantSteps.Apply(db, now, name, email, phone, language, seats, words);
        var all = Applicant.All(db);
        var applicant = all.Single(a => a.Id == id);
        ApplicantMail.WriteReceived(db, settings, now, applicant, Applicant.Place(all, applicant)!.Value, home);
    }
}

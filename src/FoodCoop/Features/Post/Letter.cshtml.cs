using FoodCoop.Features.Membership;
using FoodCoop.Features.Profile;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Post;

/// <summary>One mail: to whom, what, when; and what can be done about it. Each such act is kept with who and when.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class LetterModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    private const string SelectFiles = "select file_name from mail_attachment where mail_id = @Id order by id";

    private const string SelectPerson = "select name, email, language from person where id = @person";

    private const string UpdatePerson = "update person set email = @address where id = @person";

    private sealed record PersonRow(string Name, string? Email, string Language);

    [FromRoute] public long Id { get; set; }
    [BindProperty] public string? Address { get; set; }

    /// <summary>Also in the person's particulars.</summary>
    [BindProperty] public bool Particulars { get; set; }

    public PostedMail Mail { get; private set; } = null!;
    public List<MailEvent> Events { get; private set; } = [];
    public List<string> Files { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (PostedMail.Find(db, Id) is not { } mail) return NotFound();
        Mail = mail;
        Events = mail.Events(db);
        Files = db.Query<string>(SelectFiles, new { mail.Id });
        Address ??= mail.Address;
        return null;
    }

    public IActionResult OnPostAgain() => Act(mail => mail.SendAgain(db, Now, viewer.PersonId), "Post.WaitsAgain");

    public IActionResult OnPostDoNotSend()
    {
        if (PostedMail.Find(db, Id) is { SkippedAt: not null } kept) // a second click, or it was kept back meanwhile
            return Done(Here, kept.MayGoAgain(db, Now) ? "Post.KeptAlreadyAgain" : "Post.KeptAlready", PostWords.Skipped(new Texts(), kept.SkipReason));
        return Act(mail => mail.DoNotSend(db, Now, viewer.PersonId), "Post.WillNotBeSent");
    }

    public IActionResult OnPostAddress()
    {
        if (PostedMail.Find(db, Id) is not { } mail) return NotFound();
        var address = ModelState.Email(nameof(Address), Address, needed: true);
        if (address is null) return Again();
        var elsewhere = address != mail.Address;
        if (elsewhere) mail.Readdress(db, Now, viewer.PersonId, address);
        var particulars = Particulars && mail.PersonId is { } person && ChangeParticulars(person, address);
        if (!elsewhere)
        {
            var same = !mail.IsWaiting && mail.MayGoAgain(db, Now) ? "Post.AddressSameAgain" : "Post.AddressSame";
            return Done(Here, particulars ? "Post.ParticularsChanged" : same, address, mail.Name);
        }
        // what had failed for its address is tried again at once, if it is still of use and wanted
        var again = mail.FailedAt is not null && mail.MayGoAgain(db, Now);
        if (again) mail.SendAgain(db, Now, viewer.PersonId);
        return Done(Here, again ? "Post.AddressAndAgain" : "Post.AddressChanged", address);
    }

    private string Here => $"/post/{Id}";

    // As when the person does it: no link that lies in the old mailbox opens any more, and the old address is told. False: it was the same.
    private bool ChangeParticulars(Id<Person> person, string address)
    {
        var before = db.One<PersonRow>(SelectPerson, new { person });
        if (before.Email == address) return false;
        CheckAddress(address, person);
        db.Execute(UpdatePerson, new { person, address });
        MailLink.EndAll(db, Now, person);
        Mailing.Readdress(db, Now, person, address);
        if (before.Email is { } former) ChangedMail.Write(db, Now, coop.Settings(db), ChangedMail.Email, person, before.Name, former, before.Language, address);
        return true;
    }

    private void CheckAddress(string address, Id<Person> person)
    {
        try
        {
            Admission.CheckAddress(db, address, person);
        }
        catch (Refused refused)
        {
            throw new Refused(nameof(Address), refused.TextKey, [.. refused.Arguments]);
        }
    }

    private IActionResult Act(Action<PostedMail> act, string said)
    {
        if (PostedMail.Find(db, Id) is not { } mail) return NotFound();
        act(mail);
        return Done(Here, said);
    }
}

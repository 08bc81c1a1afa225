using System.Security.Cryptography;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Announcements;

/// <summary>A coordinator writes to members: a form, then a look at what will go to how many, then it is sent. Nothing is kept before that.</summary>
[Authorize(Policy = Role.Coordinator)]
public sealed class WriteModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    public const int MostWords = 10_000;

    private const string SelectMembers = "select id, number, name from member where kind = 'member' and left_on is null order by number";

    [BindProperty] public string? From { get; set; }

    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    [BindProperty] public string? Subject { get; set; }
    [BindProperty] public string? Body { get; set; }
    [BindProperty] public string? Once { get; set; }

    /// <summary>The roles of whoever writes.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    public IReadOnlyList<Cycle> Cycles { get; private set; } = [];
    public IReadOnlyList<AudienceMember> Members { get; private set; } = [];

    /// <summary>What is about to be sent, on the page that shows it; null while it is being written.</summary>
    public AnnouncementDraft? Draft { get; private set; }

    public Reach? Reach { get; private set; }
    public string ReplyTo { get; private set; } = "";

    protected internal override IActionResult? Load()
    {
        Roles = [.. Role.Given.Where(viewer.Has)];
        Cycles = [.. Cycle.All(db).Where(c => c.State != CycleState.Planned).Take(6)];
        Members = db.Query<AudienceMember>(SelectMembers);
        if (string.IsNullOrEmpty(Once)) Once = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return null;
    }

    /// <summary>How it will look and to how many it goes; no mail is written.</summary>
    public IActionResult OnPostPreview()
    {
        Load();
        if (Checked() is not { } draft) return Again();
        var reach = draft.To.Reach(db);
        if (reach.People.Count == 0) throw new Refused(nameof(To), "Announcements.Nobody");
        (Draft, Reach, ReplyTo) = (draft, reach, Announcements.ReplyTo(db, coop.Settings(db), draft.Role));
        return Page();
    }

    /// <summary>Back from the look to the form, with all that was typed.</summary>
    public IActionResult OnPostChange()
    {
        Load();
        return Page();
    }

    public IActionResult OnPostSend()
    {
        Load();
        if (Checked() is not { } draft) return Again();
        var (id, isNew) = Announcements.Send(db, coop.Settings(db), draft, viewer.PersonId, viewer.Name, Now);
        return Done($"/announcements/{id}", isNew ? "Announcements.IsSent" : "Announcements.WasSent");
    }

    private AnnouncementDraft? Checked()
    {
        if (!Roles.Contains(From)) ModelState.Wrong(nameof(From), "Announcements.NotYourRole");
        var to = Audience.Parse(db, To);
        if (to is null) ModelState.Wrong(nameof(To), "Announcements.ChooseTo");
        var subject = ModelState.Need(nameof(Subject), Subject, 150);
        var body = (Body ?? "").ReplaceLineEndings("\n").Trim();
        if (body.Length == 0) ModelState.Wrong(nameof(Body), "Web.FieldNeeded");
        if (body.Length > MostWords) ModelState.Wrong(nameof(Body), "Web.FieldLong", MostWords);
        return ModelState.IsValid ? new AnnouncementDraft(From!, to!, subject, body, Once!) : null;
    }
}

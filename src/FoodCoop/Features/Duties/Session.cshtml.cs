using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>What is typed of a session: when it begins, against the beginning of the pickup.</summary>
public sealed class SessionForm
{
    public int? Hours { get; set; } = 1;
    public int? Rest { get; set; } = 0;

    /// <summary>before · after.</summary>
    public string? Side { get; set; } = "before";

    public int? Minutes { get; set; } = 60;
    public string? Place { get; set; }

    public static SessionForm Of(SessionRow s) => new()
    {
        Hours = Math.Abs(s.Begins) / 60, Rest = Math.Abs(s.Begins) % 60, Side = s.Begins < 0 ? "before" : "after", Minutes = s.Minutes, Place = s.Place,
    };
}

/// <summary>For how many people.</summary>
public sealed class NumbersForm
{
    public int? Fewest { get; set; } = 1;
    public int? Usual { get; set; } = 2;
    public int? Most { get; set; } = 3;
}

/// <summary>
/// A session of the template: new, changed or ended. Which coming shifts and which people it touches is shown before it is saved, and
/// confirmed with a second click.
/// </summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class SessionModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : CoopPage
{
    private const string Insert = """
        insert into duty_session (duty_id, begins, minutes, place, fewest, usual, most)
        values (@id, @Begins, @Minutes, @Place, @Fewest, @Usual, @Most)
        """;

    [FromRoute(Name = "duty")] public long DutyId { get; set; }

    /// <summary>Null: a new one.</summary>
    [FromRoute(Name = "session")] public long? SessionId { get; set; }

    [BindProperty] public SessionForm Times { get; set; } = new();
    [BindProperty] public NumbersForm Numbers { get; set; } = new();
    [BindProperty] public string? Reason { get; set; }

    /// <summary>What the page said that it would touch.</summary>
    [BindProperty] public string? Shown { get; set; }

    public DutyRow Duty { get; private set; } = null!;
    public SessionRow? Session { get; private set; }

    /// <summary>What was typed would do this; null before it was asked.</summary>
    public TemplateChange? Preview { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (DutyRow.Find(db, new(DutyId)) is not { EndedAt: null } duty) return NotFound();
        Duty = duty;
        if (SessionId is null) return null;
        if (SessionRow.Find(db, new(SessionId.Value)) is not { } session || session.DutyId != duty.Id) return NotFound();
        Session = session;
        if (Request.Method == HttpMethods.Post) return null; // what was typed stays
        Times = SessionForm.Of(session);
        (Numbers.Fewest, Numbers.Usual, Numbers.Most) = (session.Fewest, session.Usual, session.Most);
        return null;
    }

    /// <summary>Shows whom it touches, and writes nothing; a new session touches nobody and is made at once.</summary>
    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        if (Values() is not { } values) return Page();
        if (Session is null)
        {
            db.Execute(Insert, new { id = Duty.Id, values.Begins, values.Minutes, values.Place, values.Fewest, values.Usual, values.Most });
            return Done($"/roster/duty/{Duty.Id}", "Duties.SessionMade");
        }
        Preview = Change(values);
        Preview.Check(dates);
        return Page();
    }

    /// <summary>Shows whom ending it touches.</summary>
    public IActionResult OnPostEnding()
    {
        if (Load() is { } other) return other;
        if (Session is null) return NotFound();
        Preview = Change(null);
        return Page();
    }

    public IActionResult OnPostConfirm()
    {
        if (Load() is { } other) return other;
        if (Session is null) return NotFound();
        if (Values() is not { } values) return Page();
        return Write(Change(values));
    }

    public IActionResult OnPostEnd()
    {
        if (Load() is { } other) return other;
        if (Session is null) return NotFound();
        return Write(Change(null));
    }

    private IActionResult Write(TemplateChange change)
    {
        Preview = change;
        if (Shown != change.Shown) throw new Refused("", "Duties.ChangedMeanwhile");
        var reason = ModelState.Text("Reason", Reason, 300);
        if (change.To is null && change.People > 0 && reason.Length == 0) throw new Refused("Reason", "Duties.ReasonNeeded");
        change.Check(dates);
        var coop = context.Settings(db);
        change.Write(db, coop, reason.Length > 0 ? reason : Texts.For(coop.Language)["Duties.EndedReason"], Now, viewer.PersonId);
        return Done($"/roster/duty/{Duty.Id}", change.To is null ? "Duties.SessionEnded" : "Duties.SessionSaved", change.Touched.Count, change.People);
    }

    private TemplateChange Change(SessionValues? to) => TemplateChange.Of(db, new CoopZone(dates.Zone), Session!, to, Now);

    private SessionValues? Values()
    {
        var hours = ModelState.Number("Times.Hours", Times.Hours, 0, 167);
        var rest = ModelState.Number("Times.Rest", Times.Rest, 0, 59);
        var minutes = ModelState.Number("Times.Minutes", Times.Minutes, 5, 1440);
        var place = ModelState.Text("Times.Place", Times.Place, 80);
        var numbers = ReadNumbers(ModelState, Numbers);
        if (!ModelState.IsValid || numbers is not { } n) return null;
        return new((hours * 60 + rest) * (Times.Side == "after" ? 1 : -1), minutes, place, n.Fewest, n.Usual, n.Most);
    }

    /// <summary>Fewest, usual and most, in that order; null when they are not.</summary>
    internal static (int Fewest, int Usual, int Most)? ReadNumbers(Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary state, NumbersForm typed)
    {
        var fewest = state.Number("Numbers.Fewest", typed.Fewest, 0, 99);
        var usual = state.Number("Numbers.Usual", typed.Usual, 0, 99);
        var most = state.Number("Numbers.Most", typed.Most, 1, 99);
        if (!state.IsValid) return null;
        if (usual < fewest) state.Wrong("Numbers.Usual", "Duties.UsualBelowFewest", fewest);
        if (most < usual) state.Wrong("Numbers.Most", "Duties.MostBelowUsual", usual);
        return state.IsValid ? (fewest, usual, most) : null;
    }
}

using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>What is typed of a duty.</summary>
public sealed class DutyForm
{
    public string? NameNl { get; set; }
    public string? NameEn { get; set; }
    public string? InstructionsNl { get; set; }
    public string? InstructionsEn { get; set; }
    public int? Effort { get; set; } = 2;
    public bool Lifting { get; set; }
    public bool AtHome { get; set; }
    public bool Experienced { get; set; } = true;

    public static DutyForm Of(DutyRow d) => new()
    {
        NameNl = d.NameNl, NameEn = d.NameEn, InstructionsNl = d.InstructionsNl, InstructionsEn = d.InstructionsEn,
        Effort = d.Effort, Lifting = d.Lifting, AtHome = d.AtHome, Experienced = d.Experienced,
    };
}

/// <summary>One duty: what it is, which skills it asks for, who coordinates it, its sessions and its coming shifts; or a new one.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class DutyModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : TablePage
{
    private const string Insert = """
        insert into duty (name_nl, name_en, instructions_nl, instructions_en, effort, lifting, at_home, experienced, created_at)
        values (@nl, @en, @wordsNl, @wordsEn, @effort, @Lifting, @AtHome, @Experienced, @now)
        """;

    private const string Update = """
        update duty
        set name_nl = @nl, name_en = @en, instructions_nl = @wordsNl, instructions_en = @wordsEn, effort = @effort,
          lifting = @Lifting, at_home = @AtHome, experienced = @Experienced
        where id = @id
        """;

    private const string CountNamed = "select count(*) from duty where id <> @id and (name_nl = @nl or name_en = @en)";
    private const string UpdateEnded = "update duty set ended_at = @now where id = @id and ended_at is null";
    private const string SelectNeeds = "select skill_id, everyone from duty_skill where duty_id = @id";
    private const string DeleteNeeds = "delete from duty_skill where duty_id = @id";
    private const string InsertNeed = "insert into duty_skill (duty_id, skill_id, everyone) values (@id, @skill, @everyone)";
    private const string SelectCoordinators = "select person_id from duty_coordinator where duty_id = @id";
    private const string DeleteCoordinators = "delete from duty_coordinator where duty_id = @id";
    private const string InsertCoordinator = "insert into duty_coordinator (duty_id, person_id) values (@id, @person)";

    private const string SelectPersons = """
        select p.id, p.name, m.number
        from person p
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null and m.kind = 'member'
        order by p.name
        """;

    private const string SelectShifts = "select id from shift where duty_id = @id and cycle_id is not null and starts_at > @now order by starts_at, id limit 40";

    public sealed record Need(Id<Skill> SkillId, bool Everyone);

    /// <summary>Null: a new one.</summary>
    [FromRoute] public long? Id { get; set; }

    [BindProperty] public DutyForm Duty { get; set; } = new();

    public DutyRow? Row { get; private set; }
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];
    public IReadOnlyList<SkillRow> Skills { get; private set; } = [];
    public IReadOnlyDictionary<Id<Skill>, bool> Needs { get; private set; } = new Dictionary<Id<Skill>, bool>();
    public IReadOnlyList<ChosenPerson> Persons { get; private set; } = [];
    public IReadOnlySet<Id<Person>> Coordinators { get; private set; } = new HashSet<Id<Person>>();
    public IReadOnlyList<Shift> Coming { get; private set; } = [];

    /// <summary>What ending it would touch.</summary>
    public IReadOnlyList<TemplateChange> Ending { get; private set; } = [];
    public string Shown => string.Join('.', Ending.Select(e => e.Shown));

    protected internal override IActionResult? Load()
    {
        Skills = SkillRow.All(db);
        if (Id is null) return null;
        var id = new Id<Duty>(Id.Value);
        if (DutyRow.Find(db, id) is not { } row) return NotFound();
        Row = row;
        if (Request.Method != HttpMethods.Post || !Request.Form.ContainsKey("Duty.NameNl")) Duty = DutyForm.Of(row);
        Sessions = [.. SessionRow.All(db).Where(s => s.DutyId == id)];
        Needs = db.Query<Need>(SelectNeeds, new { id }).ToDictionary(n => n.SkillId, n => n.Everyone);
        Persons = db.Query<ChosenPerson>(SelectPersons);
        Coordinators = db.Query<Id<Person>>(SelectCoordinators, new { id }).ToHashSet();
        var now = Now;
        Coming = [.. db.Query<Id<ShiftDay>>(SelectShifts, new { id, now }).Select(s => Shift.Find(db, s)!)];
        var zone = new CoopZone(dates.Zone);
        Ending = [.. Sessions.Select(s => TemplateChange.Of(db, zone, s, null, now))];
        return null;
    }

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        if (Row is null) yield break;
        var name = Row.Name(viewer.Language);
        yield return PageTable.Of("sessions", $"{name} {t["Duties.Sessions"]}", Sessions,
            (t["Duties.Begins"], s => DutyWords.Begins(t, s.Begins)),
            (t["Duties.LastsMinutes"], s => s.Minutes),
            (t["Duties.Place"], s => s.Place),
            (t["Duties.Fewest"], s => s.Fewest),
            (t["Duties.Usual"], s => s.Usual),
            (t["Duties.Most"], s => s.Most));
        yield return PageTable.Of("coming", $"{name} {t["Duties.Coming"]}", Coming,
            (t["Duties.DayOn"], s => dates.DateOf(s.StartsAt)),
            (t["Duties.DayFrom"], s => dates.Time(s.StartsAt)),
            (t["Duties.DayUntil"], s => dates.Time(s.EndsAt)),
            (t["Duties.Place"], s => s.Place),
            (t["Duties.People"], s => s.Taken),
            (t["Duties.Fewest"], s => s.Fewest),
            (t["Duties.Usual"], s => s.Usual),
            (t["Duties.Most"], s => s.Most),
            (t["Duties.IsCancelled"], s => s.IsCancelled));
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        var (nl, en) = (ModelState.Need("Duty.NameNl", Duty.NameNl, 60), ModelState.Need("Duty.NameEn", Duty.NameEn, 60));
        var (wordsNl, wordsEn) = (Words("Duty.InstructionsNl", Duty.InstructionsNl), Words("Duty.InstructionsEn", Duty.InstructionsEn));
        var effort = ModelState.Number("Duty.Effort", Duty.Effort, 1, 3);
        if (!ModelState.IsValid) return Page();
        var id = Row?.Id ?? new Id<Duty>(0);
        if (db.One<int>(CountNamed, new { id, nl, en }) > 0) throw new Refused("Duty.NameNl", "Duties.NameTaken");
        var now = Now;
        if (Row is null) id = db.Insert<Duty>(Insert, new { nl, en, wordsNl, wordsEn, effort, Duty.Lifting, Duty.AtHome, Duty.Experienced, now });
        else db.Execute(Update, new { id, nl, en, wordsNl, wordsEn, effort, Duty.Lifting, Duty.AtHome, Duty.Experienced });
        return Done($"/roster/duty/{id}", Row is null ? "Duties.Made" : "Duties.Saved", viewer.Language == "nl" ? nl : en);
    }

    /// <param name="one">Skills that at least one person must have.</param>
    /// <param name="everyone">Skills that everyone must have.</param>
    public IActionResult OnPostNeeds(Id<Skill>[] one, Id<Skill>[] everyone)
    {
        if (Load() is { } other) return other;
        if (Row is null) return NotFound();
        db.Execute(DeleteNeeds, new { id = Row.Id });
        foreach (var skill in Skills.Select(s => s.Id).Where(s => one.Contains(s) || everyone.Contains(s)))
            db.Execute(InsertNeed, new { id = Row.Id, skill, everyone = everyone.Contains(skill) });
        return Done(Here, "Duties.Saved", Row.Name(viewer.Language));
    }

    public IActionResult OnPostCoordinators(Id<Person>[] person)
    {
        if (Load() is { } other) return other;
        if (Row is null) return NotFound();
        db.Execute(DeleteCoordinators, new { id = Row.Id });
        foreach (var p in Persons.Select(p => p.Id).Where(person.Contains)) db.Execute(InsertCoordinator, new { id = Row.Id, person = p });
        return Done(Here, "Duties.Saved", Row.Name(viewer.Language));
    }

    /// <param name="shown">What the page said that it would touch.</param>
    public IActionResult OnPostEnd(string? reason, string? shown)
    {
        if (Load() is { } other) return other;
        if (Row is null or { EndedAt: not null }) return NotFound();
        var why = ModelState.Text("reason", reason, 300);
        if (!ModelState.IsValid) return Page();
        if (shown != Shown) throw new Refused("", "Duties.ChangedMeanwhile");
        var people = Ending.Sum(e => e.People);
        if (why.Length == 0 && people > 0) throw new Refused("reason", "Duties.ReasonNeeded");
        var now = Now;
        var coop = context.Settings(db);
        foreach (var change in Ending) change.Write(db, coop, why.Length > 0 ? why : Texts.For(coop.Language)["Duties.EndedReason"], now, viewer.PersonId);
        db.Execute(UpdateEnded, new { id = Row.Id, now });
        return Done("/roster/duties", "Duties.Ended", Row.Name(viewer.Language), people);
    }

    // paragraphs stay as they were typed
    private string Words(string field, string? typed)
    {
        var words = (typed ?? "").ReplaceLineEndings("\n").Trim();
        if (words.Length > 4000) ModelState.Wrong(field, "Web.FieldLong", 4000);
        return words;
    }

    private string Here => $"/roster/duty/{Id}";
}

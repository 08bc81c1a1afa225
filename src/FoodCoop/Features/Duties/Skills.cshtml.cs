using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>Who has a skill, and since when.</summary>
public sealed record SkilledPerson(Id<Skill> SkillId, Id<Person> PersonId, string Name, int Number, DateTimeOffset GivenAt, string? GivenBy);

/// <summary>
/// What coordinators know of people: the co-op's own list of skills and who has them, who has done a duty before, who may not lift. A member
/// has a skill if one of its persons has.
/// </summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class SkillsModel(Db db, Viewer viewer, CoopDates dates) : TablePage
{
    private const string SelectSkilled = """
        select h.skill_id, h.person_id, p.name, m.number, h.given_at, g.name as given_by
        from person_skill h
        join person p on p.id = h.person_id
        join member m on m.id = p.member_id
        left join person g on g.id = h.given_by
        where p.left_on is null and m.left_on is null
        order by p.name
        """;

    private const string SelectPersons = """
        select p.id, p.name, m.number
        from person p
        join member m on m.id = p.member_id
        where p.left_on is null and m.left_on is null and m.kind = 'member'
        order by p.name
        """;

    private const string CountNamed = "select count(*) from skill where id <> @id and (name_nl = @nl or name_en = @en)";
    private const string Insert = "insert into skill (name_nl, name_en) values (@nl, @en)";
    private const string Update = "update skill set name_nl = @nl, name_en = @en where id = @id";
    private const string UpdateEnded = "update skill set ended_at = @now where id = @id and ended_at is null";
    private const string SelectNeededBy = "select d.name_nl from duty_skill n join duty d on d.id = n.duty_id where n.skill_id = @id and d.ended_at is null order by d.walk";
    private const string SelectNeededByEn = "select d.name_en from duty_skill n join duty d on d.id = n.duty_id where n.skill_id = @id and d.ended_at is null order by d.walk";
    private const string InsertGiven = "insert into person_skill (person_id, skill_id, given_at, given_by) values (@person, @skill, @now, @by) on conflict do nothing";
    private const string DeleteGiven = "delete from person_skill where person_id = @person and skill_id = @skill";

    public IReadOnlyList<SkillRow> Skills { get; private set; } = [];
    public ILookup<Id<Skill>, SkilledPerson> Skilled { get; private set; } = null!;
    public IReadOnlyList<ChosenPerson> Persons { get; private set; } = [];

    public IReadOnlyList<DutyRow> Duties { get; private set; } = [];
    public ILookup<Id<Duty>, ExperiencedPerson> Experienced { get; private set; } = null!;
    public IReadOnlyList<ChosenPerson> NotLifting { get; private set; } = [];

    [BindProperty] public string? NameNl { get; set; }
    [BindProperty] public string? NameEn { get; set; }

    protected internal override IActionResult? Load()
    {
        Skills = SkillRow.All(db);
        Skilled = db.Query<SkilledPerson>(SelectSkilled).ToLookup(s => s.SkillId);
        Persons = db.Query<ChosenPerson>(SelectPersons);
        Duties = DutyRow.All(db);
        Experienced = Experience.All(db).ToLookup(e => e.DutyId);
        NotLifting = Lifting.All(db);
        return null;
    }

    /// <summary>One line for each person who has a skill; one that nobody has has a line too.</summary>
    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("skills", t["Duties.Skills"], Skills.SelectMany(s => Skilled[s.Id].DefaultIfEmpty().Select(p => (Skill: s, Person: p))),
            (t["Duties.Skill"], r => r.Skill.Name(viewer.Language)),
            (t["Duties.Number"], r => r.Person?.Number),
            (t["Duties.WhoHaveIt"], r => r.Person?.Name),
            (t["Duties.Since"], r => r.Person is null ? null : dates.DateOf(r.Person.GivenAt)),
            (t["Duties.By"], r => r.Person?.GivenBy));
        yield return PageTable.Of("experience", t["Duties.Experience"], Duties.SelectMany(d => Experienced[d.Id].Select(p => (Duty: d, Person: p))),
            (t["Duties.Duty"], r => r.Duty.Name(viewer.Language)),
            (t["Duties.Number"], r => r.Person.Number),
            (t["Duties.WhoHaveIt"], r => r.Person.Name),
            (t["Duties.Since"], r => dates.DateOf(r.Person.GivenAt)),
            (t["Duties.By"], r => r.Person.GivenBy));
        yield return PageTable.Of("lifting", t["Duties.NotLifting"], NotLifting, (t["Duties.Number"], p => p.Number), (t["Duties.People"], p => p.Name));
    }

    public IActionResult OnPostAdd()
    {
        Load();
        if (Names(new(0)) is not { } names) return Page();
        db.Execute(Insert, new { nl = names.Nl, en = names.En });
        return Done("/roster/skills", "Duties.SkillAdded", viewer.Language == "nl" ? names.Nl : names.En);
    }

    public IActionResult OnPostRename(Id<Skill> skill)
    {
        Load();
        if (Skills.All(s => s.Id != skill)) return NotFound();
        if (Names(skill) is not { } names) return Page();
        db.Execute(Update, new { id = skill, nl = names.Nl, en = names.En });
        return Done("/roster/skills", "Duties.Saved", viewer.Language == "nl" ? names.Nl : names.En);
    }

    public IActionResult OnPostEnd(Id<Skill> skill)
    {
        Load();
        if (Skills.FirstOrDefault(s => s.Id == skill) is not { } row) return LocalRedirect("/roster/skills");
        var needed = db.Query<string>(viewer.Language == "nl" ? SelectNeededBy : SelectNeededByEn, new { id = skill });
        if (needed.Count > 0) throw new Refused("", "Duties.SkillNeeded", row.Name(viewer.Language), string.Join(", ", needed));
        db.Execute(UpdateEnded, new { id = skill, now = Now });
        return Done("/roster/skills", "Duties.SkillEnded", row.Name(viewer.Language));
    }

    public IActionResult OnPostGive(Id<Skill> skill, Id<Person> person)
    {
        Load();
        if (Skills.FirstOrDefault(s => s.Id == skill) is not { } row) return NotFound();
        if (Persons.FirstOrDefault(p => p.Id == person) is not { } to) throw new Refused("", "Duties.ChoosePerson");
        db.Execute(InsertGiven, new { person, skill, now = Now, by = viewer.PersonId });
        return Done("/roster/skills", "Duties.SkillGiven", to.Name, row.Name(viewer.Language));
    }

    public IActionResult OnPostTake(Id<Skill> skill, Id<Person> person)
    {
        Load();
        if (Skilled[skill].FirstOrDefault(p => p.PersonId == person) is not { } from) return LocalRedirect("/roster/skills"); // taken already
        db.Execute(DeleteGiven, new { person, skill });
        return Done("/roster/skills", "Duties.SkillTaken", from.Name);
    }

    /// <summary>Somebody (0: everybody) has done a duty (0: each of them) before.</summary>
    public IActionResult OnPostKnows(long person, long duty)
    {
        Load();
        if (person != 0 && Persons.All(p => p.Id.Value != person)) throw new Refused("", "Duties.ChoosePerson");
        if (duty != 0 && Duties.All(d => d.Id.Value != duty)) throw new Refused("", "Duties.ChooseDuty");
        var given = Experience.Give(db, person == 0 ? null : new Id<Person>(person), duty == 0 ? null : new Id<Duty>(duty), Now, viewer.PersonId);
        return Done("/roster/skills#experience", given == 0 ? "Duties.KnewAlready" : "Duties.KnowsNow", given);
    }

    public IActionResult OnPostForget(long person, Id<Duty> duty)
    {
        Load();
        var taken = Experience.Take(db, person == 0 ? null : new Id<Person>(person), duty);
        return taken == 0 ? LocalRedirect("/roster/skills#experience") : Done("/roster/skills#experience", "Duties.Forgotten", taken); // 0: taken already
    }

    public IActionResult OnPostLift(Id<Person> person, bool mayNot)
    {
        Load();
        if (Persons.FirstOrDefault(p => p.Id == person) is not { } of) throw new Refused("", "Duties.ChoosePerson");
        var unfit = Lifting.Set(db, person, mayNot, Now);
        const string here = "/roster/skills#lifting";
        if (!mayNot) return Done(here, "Duties.LiftsAgain", of.Name);
        return unfit.Count == 0 ? Done(here, "Duties.LiftsNot", of.Name) : Done(here, "Duties.LiftsNotBut", of.Name, string.Join("; ", unfit.Select(u => u.Say(viewer.Language, dates))));
    }

    private (string Nl, string En)? Names(Id<Skill> id)
    {
        var (nl, en) = (ModelState.Need(nameof(NameNl), NameNl, 60), ModelState.Need(nameof(NameEn), NameEn, 60));
        if (!ModelState.IsValid) return null;
        if (db.One<int>(CountNamed, new { id, nl, en }) > 0) throw new Refused("", "Duties.NameTaken");
        return (nl, en);
    }
}

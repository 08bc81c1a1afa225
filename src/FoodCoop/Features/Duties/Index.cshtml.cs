using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>What a duty asks for in skills.</summary>
public sealed record DutyNeed(Id<Duty> DutyId, string NameNl, string NameEn, bool Everyone);

/// <summary>All duties with what the template has of each.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class IndexModel(Db db, Viewer viewer) : TablePage
{
    private const string SelectNeeds = """
        select d.duty_id, k.name_nl, k.name_en, d.everyone
        from duty_skill d
        join skill k on k.id = d.skill_id
        order by k.name_nl
        """;

    private const string CountAll = "select (select count(*) from duty) + (select count(*) from skill)";

    public IReadOnlyList<DutyRow> Duties { get; private set; } = [];
    public ILookup<Id<Duty>, SessionRow> Sessions { get; private set; } = null!;
    public ILookup<Id<Duty>, DutyNeed> Needs { get; private set; } = null!;

    /// <summary>Nothing has been written yet: the usual duties are offered.</summary>
    public bool IsEmpty { get; private set; }

    protected internal override IActionResult? Load()
    {
        Duties = DutyRow.All(db);
        Sessions = SessionRow.All(db).ToLookup(s => s.DutyId);
        Needs = db.Query<DutyNeed>(SelectNeeds).ToLookup(n => n.DutyId);
        IsEmpty = db.One<int>(CountAll) == 0;
        return null;
    }

    /// <summary>One line for each session; a duty without any has one too.</summary>
    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        var language = viewer.Language;
        yield return PageTable.Of("duties", t["Duties.Title"], Duties.SelectMany(d => Sessions[d.Id].DefaultIfEmpty().Select(s => (Duty: d, Session: s))),
            (t["Duties.Duty"], r => r.Duty.Name(language)),
            (t["Duties.Effort"], r => t["Duties.Effort" + r.Duty.Effort]),
            (t["Duties.LiftingFlag"], r => r.Duty.Lifting),
            (t["Duties.AtHomeFlag"], r => r.Duty.AtHome),
            (t["Duties.NeedsSkills"], r => string.Join(", ", Needs[r.Duty.Id].Select(n => Need(t, n)))),
            (t["Duties.Begins"], r => r.Session is null ? t["Duties.NoSession"] : DutyWords.Begins(t, r.Session.Begins)),
            (t["Duties.LastsMinutes"], r => r.Session?.Minutes),
            (t["Duties.Place"], r => r.Session?.Place),
            (t["Duties.Fewest"], r => r.Session?.Fewest),
            (t["Duties.Usual"], r => r.Session?.Usual),
            (t["Duties.Most"], r => r.Session?.Most));
    }

    /// <summary>"Cutting cheese (everyone)".</summary>
    public string Need(Texts t, DutyNeed need) => t[need.Everyone ? "Duties.OfEveryone" : "Duties.OfOne", viewer.Language == "nl" ? need.NameNl : need.NameEn];

    public IActionResult OnPostUsual()
    {
        Load();
        if (!IsEmpty) throw new Refused("", "Duties.NotEmpty");
        UsualDuties.Write(db, Now);
        return Done("/roster/duties", "Duties.UsualDone");
    }
}

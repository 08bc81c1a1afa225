using FoodCoop.Features.Cycles;
using FoodCoop.Features.Duties;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Settings;

/// <summary>
/// The rhythm of the cycles: the rule, skipped months, moved pickups. The next six pickups are shown; what is saved touches
/// only the cycles that have not opened, and the message says which.
/// </summary>
[Authorize(Policy = Role.Admin)]
public sealed class RhythmModel(Db db, Viewer viewer, CoopContext context, Texts texts, CoopDates dates) : CoopPage
{
    [BindProperty]
    public RhythmForm Rule { get; set; } = RhythmForm.Of(RhythmRule.Of(Rhythm.Default));

    /// <summary>The month that was to be changed, with what was typed: on a refusal it stands in its form again.</summary>
    [BindProperty] public string? Month { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public DateOnly? Day { get; set; }

    /// <summary>Which of the forms was posted.</summary>
    [FromQuery] public string? Handler { get; set; }

    public IReadOnlyList<RhythmRule.Skip> Skips { get; private set; } = [];
    public IReadOnlyList<RhythmRule.Move> Moves { get; private set; } = [];

    /// <summary>The next pickups, by the rule in the form.</summary>
    public IReadOnlyList<CycleDates> Preview { get; private set; } = [];

    /// <summary>The cycles that saving would change, by their codes.</summary>
    public IReadOnlyDictionary<string, CyclePlan.Change> Changes { get; private set; } = new Dictionary<string, CyclePlan.Change>();

    public IReadOnlyDictionary<string, Cycle> Existing { get; private set; } = new Dictionary<string, Cycle>();

    /// <summary>What was shown of <see cref="Touched"/>, on confirming.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>Whose shifts a change touches: shown before it is done.</summary>
    public IReadOnlyList<TouchedPickup> Touched { get; private set; } = [];

    /// <summary>The handler of the change of a month that is shown; "" for the rule itself, which stands in its form.</summary>
    public string Asked { get; private set; } = "";

    private CoopZone Zone => CoopZone.Of(context.Settings(db).Zone);

    protected internal override IActionResult? Load()
    {
        var (skips, moves) = (RhythmRule.Skips(db), RhythmRule.Moves(db));
        var saved = RhythmRule.Find(db);
        var posted = Request.HasFormContentType && Request.Form.ContainsKey("Rule.Nth");
        if (!posted && saved is not null) Rule = RhythmForm.Of(saved);
        var now = Now;
        var all = Cycle.All(db);
        Existing = all.ToDictionary(c => c.Code);
        Skips = [.. skips.Where(s => IsComing(s.Month))];
        Moves = [.. moves.Where(m => IsComing(m.Month))];
        var rule = posted && ModelState.IsValid ? Rule.Rule() : saved;
        if (rule?.With(skips, moves) is not { } rhythm) return null;
        Preview = [.. CyclePlan.Next(rhythm, Zone, now, 6)];
        Changes = CyclePlan.Changes(all, rhythm, Zone, now).ToDictionary(c => c.Cycle.Code);
        return null;
    }

    // what has opened or is over is not decided here any more
    private bool IsComing(string month) => Existing.TryGetValue(month, out var cycle)
        ? cycle.State == CycleState.Planned
        : CycleCode.Parse(month) >= CycleCode.Of(Zone.DateAt(Now));

    /// <summary>Shows what the rule would make, and writes nothing.</summary>
    public IActionResult OnPostPreview()
    {
        if (!ModelState.IsValid) return Again();
        Check(Rule);
        Touched = TouchedPickup.Of(db, OfRule(), Now);
        return Again();
    }

    public IActionResult OnPostSave()
    {
        if (!ModelState.IsValid) return Again();
        Check(Rule);
        if (Ask(OfRule(), "") is { } asked) return asked;
        Rule.Rule().Save(db);
        return Saved(CyclePlan.Follow(db, RhythmRule.Load(db)!, Zone, Now, viewer.PersonId, Texts.For(context.Settings(db).Language)["Cycles.NewRule"]));
    }

    public IActionResult OnPostSkip()
    {
        ModelState.Text("skip-reason", Reason, CycleModel.LongestReason);
        return !ModelState.IsValid ? Again() : Ask(Plan.IfSkipped(Month, "month"), "Skip") ?? Say(Plan.Skip(Month, Reason, "month"));
    }

    public IActionResult OnPostUnskip() => Say(Plan.BringBack(Month, "month"));

    public IActionResult OnPostMove()
    {
        ModelState.Text("move-reason", Reason, CycleModel.LongestReason);
        if (!ModelState.IsValid) return Again();
        // what is planned already is moved where one sees first what moves along and whom it concerns
        if (Day is { } on && Cycle.ByCode(db, Month) is { State: CycleState.Planned } cycle && cycle.PickupOn != on && CycleCode.Parse(cycle.Code).IsNear(on))
            return LocalRedirect(PickupMoveForm.Address(cycle, on));
        var answer = Plan.Move(Month, Day, Reason, "moved");
        Check(RhythmRule.Load(db)!);
        return Say(answer);
    }

    public IActionResult OnPostUnmove() => Ask(Plan.IfLeftToRule(Month, "moved"), "Unmove") ?? Say(Plan.LeaveToRule(Month, "moved"));

    private List<CyclePlan.Change> OfRule() => CyclePlan.Changes(Cycle.All(db), Rule.Rule().With(RhythmRule.Skips(db), RhythmRule.Moves(db)), Zone, Now);

    // Null: it touches nobody, or whom it touches has been seen.
    private IActionResult? Ask(IEnumerable<CyclePlan.Change> would, string handler)
    {
        var touched = TouchedPickup.Of(db, would, Now);
        if (touched.Count == 0 || Seen == TouchedPickup.Shown(touched)) return null;
        (Touched, Asked) = (touched, handler);
        return Again();
    }

    private const string Address = "/settings/rhythm";

    private MonthPlan Plan => new(db, dates, viewer.PersonId, Now);

    private IActionResult Say(MonthPlan.Answer answer) =>
        answer.Already is { } already ? Done(Address, already, answer.Arguments) : Saved(answer.Changes);

    private IActionResult Saved(IReadOnlyCollection<CyclePlan.Change> changes) => Done(Address, "Cycles.RhythmSaved", CycleWords.Touched(texts, dates, changes));

    private void Check(RhythmForm rule)
    {
        Between("Rule.Nth", rule.Nth, 1, 5);
        Between("Rule.Weekday", rule.Weekday, 0, 6);
        Between("Rule.OpenDays", rule.OpenDays, 1, 60);
        Between("Rule.CloseDays", rule.CloseDays, 0, 30);
        Between("Rule.FillDays", rule.FillDays, 0, 30);
        Check(rule.Rule().With([], []));

        static void Between(string field, int value, int least, int most)
        {
            if (value < least || value > most) throw new Refused(field, "Cycles.NumberBetween", least, most);
        }
    }

    // Over two years, so that summer time and short months are among them.
    private void Check(Rhythm rhythm)
    {
        var first = CycleCode.Of(Zone.DateAt(Now));
        var wrong = rhythm.Between(first, CycleCode.Of(first.FirstDay.AddYears(2)), Zone).FirstOrDefault(d => !d.IsInOrder(Zone));
        if (wrong is null) return;
        if (wrong.PickupFrom >= wrong.PickupUntil) throw new Refused("Rule.PickupUntil", "Cycles.UntilBeforeFrom");
        if (wrong.OpensAt >= wrong.FillAt) throw new Refused("Rule.FillDays", "Cycles.FillBeforeOpen");
        throw new Refused("Rule.CloseDays", "Cycles.ClosesTooLate");
    }
}

/// <summary>The rule as it stands in the form.</summary>
public sealed class RhythmForm
{
    public int Nth { get; set; }
    public int Weekday { get; set; }
    public TimeOnly PickupFrom { get; set; }
    public TimeOnly PickupUntil { get; set; }

    public int OpenDays { get; set; }
    public TimeOnly OpenAt { get; set; }
    public int FillDays { get; set; }
    public int CloseDays { get; set; }
    public TimeOnly CloseAt { get; set; }

    public static RhythmForm Of(RhythmRule r) => new()
    {
        Nth = r.Nth, Weekday = r.Weekday, PickupFrom = r.PickupFrom, PickupUntil = r.PickupUntil,
        OpenDays = r.OpenDays, OpenAt = r.OpenAt, FillDays = r.FillDays, CloseDays = r.CloseDays, CloseAt = r.CloseAt,
    };

    public RhythmRule Rule() => new(Nth, Weekday, PickupFrom, PickupUntil, OpenDays, OpenAt, FillDays, CloseDays, CloseAt);
}

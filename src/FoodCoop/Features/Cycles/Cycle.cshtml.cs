using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// One cycle: its dates, what happened to it, when and by whom; and for those who take it on: the next step, a step back, and
/// another day for its pickup.
/// </summary>
[Authorize(Policy = Role.Member)]
public sealed class CycleModel(Db db, Viewer viewer, CoopContext context, CoopDates dates, Texts texts) : CoopPage
{
    private const string SelectSuppliers = """
        select s.name, o.closing, iif(m.id is null, o.sent_at, m.sent_at) as sent_at, p.name as sent_by, o.dropped_at, iif(m.sent_at is null, m.created_at, null) as written_at
        from supplier_order o
        join supplier s on s.id = o.supplier_id
        left join person p on p.id = o.sent_by
        left join supplier_mail x on x.cycle_id = o.cycle_id and x.closing = o.closing and x.supplier_id = o.supplier_id and x.taken_back_at is null and o.sent_at is not null
        left join mail m on m.id = x.mail_id
        where o.cycle_id = @Id
        order by o.closing desc, s.name
        """;

    /// <param name="SentAt">When it went out; of a mail, when that left.</param>
    /// <param name="WrittenAt">When its mail was written, while that has not left.</param>
    public sealed record SupplierRow(string Name, int Closing, DateTimeOffset? SentAt, string? SentBy, DateTimeOffset? DroppedAt, DateTimeOffset? WrittenAt);

    /// <summary>A reason stands in the history and in mails.</summary>
    public const int LongestReason = 300;

    [BindProperty]
    public StepBackForm Back { get; set; } = new();

    [BindProperty]
    public PickupMoveForm Move { get; set; } = new();

    public Cycle Cycle { get; private set; } = null!;
    public IReadOnlyList<CycleHistory> History { get; private set; } = [];

    /// <summary>Of this closing and those before it; for buyers.</summary>
    public IReadOnlyList<SupplierRow> Suppliers { get; private set; } = [];

    /// <summary>The step that this viewer may take now, or null.</summary>
    public CycleState? Next { get; private set; }

    /// <summary>Where this viewer may take it back to.</summary>
    public IReadOnlyList<CycleState> Targets { get; private set; } = [];

    /// <summary>Nothing is taken back any more, and this viewer might have wanted to.</summary>
    public bool IsCharged { get; private set; }

    public bool MayMove => Cycle.State < CycleState.Pickup && (viewer.Has(Role.Buyer) || viewer.Has(Role.Admin));

    /// <summary>The move that is shown before it is done.</summary>
    public PickupMove? Preview { get; private set; }

    public IReadOnlyList<(string Key, string Code)> Clashes { get; private set; } = [];
    public IReadOnlyList<Concerned> Concerned { get; private set; } = [];

    /// <summary>Those of them whose shifts move along.</summary>
    public IReadOnlyList<SpotRow> WithShift { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, RouteData.Values["code"] as string) is not { } cycle) return NotFound();
        Cycle = cycle;
        History = CycleHistory.Of(db, cycle);
        Suppliers = viewer.Has(Role.Buyer) || viewer.Has(Role.Admin) ? db.Query<SupplierRow>(SelectSuppliers, new { cycle.Id }) : [];
        Next = cycle.HasClosed && MayTake(cycle.State + 1) ? cycle.State + 1 : null;
        Targets = [.. StepBack.Targets(cycle).Where(to => StepBack.MayTake(viewer, to))];
        IsCharged = cycle.HasClosed && StepBack.MayTake(viewer, CycleState.Delivered) && (cycle.State == CycleState.Settled || StepBack.IsCharged(db, cycle));
        if (IsCharged) Targets = [];
        if (Back.From is null) Back = StepBackForm.Of(cycle, Now, dates);
        (Move.From, Move.Until) = (Move.From ?? cycle.PickupFrom, Move.Until ?? cycle.PickupUntil);
        if (Request.Method == HttpMethods.Get && MayMove && DateOnly.TryParseExact(Request.Query["day"], "yyyy-MM-dd", out var day)) Move.Day = day;
        if (Move.Day is not null) ShowMove();
        return null;
    }

    public IActionResult OnPost(CycleState state)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!MayTake(state)) return Forbid();
        CycleSteps.Take(db, Cycle, state, Now, viewer.PersonId, context.Settings(db));
        return Done("/cycles/" + Cycle.Code, "Cycles.Done" + state);
    }

    public IActionResult OnPostBack()
    {
        if (Load() is { } elsewhere) return elsewhere;
        ModelState.Text("Back.Reason", Back.Reason, LongestReason);
        if (!ModelState.IsValid) return Page();
        if (Back.To is not { } to) throw new Refused("Back.To", "Cycles.BackWhere");
        if (!StepBack.MayTake(viewer, to)) return Forbid();
        if (Cycle.State == to) return Done(Address, "Cycles.BackAlready", CycleWords.State(texts, to));
        if ((Back.From, Back.Closing) != (Cycle.State, Cycle.Closing)) throw new Refused("", "Cycles.BackMeanwhile", CycleWords.State(texts, Cycle.State));
        StepBack.Take(db, Cycle, to, Back.Reason ?? "", viewer.PersonId, Now, dates, Back.Reopening(dates));
        return Done(Address, "Cycles.BackDone", CycleWords.State(texts, to));
    }

    /// <summary>Shows what moving would do, and writes nothing.</summary>
    public IActionResult OnPostPreview()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!MayMove) return Forbid();
        ModelState.Text("Move.Reason", Move.Reason, LongestReason);
        if (ModelState.IsValid) CheckMove();
        return Page();
    }

    /// <summary>Moves it as it was shown.</summary>
    public IActionResult OnPostMove()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!MayMove) return Forbid();
        ModelState.Text("Move.Reason", Move.Reason, LongestReason);
        if (!ModelState.IsValid) return Page();
        if (Preview is null) throw new Refused("Move.Day", "Web.FieldNeeded");
        if (!Preview.IsDoneAs(Move.Shown)) // else the same click twice
        {
            CheckMove();
            if (Move.Shown != Preview.Shown) throw new Refused("", "Cycles.MoveMeanwhile");
            Preview.Write(db, context.Settings(db), Concerned, Move.Reason?.Trim() ?? "", viewer.PersonId, Now);
        }
        return Done(Address, "Cycles.MoveDone", dates.Day(Preview.To.PickupOn), texts.Count("Cycles.MoveTold", Concerned.Sum(m => m.People)));
    }

    // the forms stand far down, and a browser stays there unless it is led away
    private string Address => $"/cycles/{Cycle.Code}#messages";

    private void CheckMove()
    {
        if (Move.Day is null) throw new Refused("Move.Day", "Web.FieldNeeded");
        Preview!.Check(Now, dates);
        if (Concerned.Count > 0 && string.IsNullOrWhiteSpace(Move.Reason)) throw new Refused("Move.Reason", "Cycles.MoveReasonNeeded");
    }

    // Also after a refusal: what was typed is shown with what it would mean, unless it cannot be.
    private void ShowMove()
    {
        if (!MayMove) return;
        Preview = Move.Of(Cycle, Now, dates);
        Clashes = [.. Preview.Clashes(Cycle.All(db))];
        Concerned = Cycles.Concerned.Of(db, Cycle, Now);
        WithShift = TouchedPickup.Of(db, [new(Cycle, Preview.To)], Now).SelectMany(t => t.People).ToList();
    }

    // Settled is not among them: fixing the amounts charges the members, and is done where that is.
    private bool MayTake(CycleState state) => state switch
    {
        CycleState.Ordered => viewer.Has(Role.Buyer),
        CycleState.Delivered or CycleState.Pickup => viewer.Has(Role.Buyer) || viewer.Has(Role.PickupHost),
        _ => false,
    };
}

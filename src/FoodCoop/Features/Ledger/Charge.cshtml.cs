using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Ledger;

/// <summary>What a cycle will cost whom, and the button that fixes and charges it.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class ChargeModel(Db db, Viewer viewer, CoopContext context) : CoopPage
{
    private const string SelectSettled = """
        select p.name as by, e.at
        from cycle_event e
        left join person p on p.id = e.by_person_id
        where e.cycle_id = @Id and e.state = 'Settled'
        """;

    /// <summary>When it was charged, and who did it.</summary>
    public sealed record SettledRow(string? By, DateTimeOffset At);

    [FromRoute(Name = "cycle")] public string Code { get; set; } = "";

    /// <summary>The total in cents that the host saw: what changed meanwhile is looked at before it is charged.</summary>
    [BindProperty] public long Seen { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public List<ToCharge> Members { get; private set; } = [];
    public SettledRow? Settled { get; private set; }
    public Money Total => Money.Sum(Members.Select(m => m.Total));
    public bool IsBeforePickup => new CoopDates(context.Settings(db).TimeZone).DateOf(Now) < Cycle.PickupOn;

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Cycle = cycle;
        Members = ToCharge.Of(db, cycle.Id);
        Settled = db.Find<SettledRow>(SelectSettled, new { cycle.Id });
        return null;
    }

    public IActionResult OnPost()
    {
        if (Load() is { } gone) return gone;
        if (Settled is null && Cycle.HasClosed && Seen != Total.Cents) throw new Refused("", "Ledger.AmountsChanged", Total);
        return Ledger.Charge(db, Cycle, context.Settings(db), viewer.PersonId, Now)
            ? Done($"/pickup/{Code}/charge", "Ledger.Charged", Members.Count, Total)
            : Done($"/pickup/{Code}/charge", "Ledger.ChargedBefore", Settled?.By);
    }
}

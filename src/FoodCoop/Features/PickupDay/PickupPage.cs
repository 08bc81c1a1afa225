using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.PickupDay;

/// <summary>A page of one cycle's pickup day: the cycle of the address, its history since closing, and what is given out.</summary>
public abstract class PickupPage(Db db, CoopContext context, CoopDates dates, Texts texts) : CoopPage
{
    private Cycle? _cycle;
    private PickupGoods? _goods;

    protected Db Db => db;

    protected Texts T => texts;

    protected CoopRow Settings => context.Settings(db);

    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    [FromQuery(Name = "order")]
    public MemberOrder Order { get; set; }

    public Cycle Cycle => _cycle!;

    public PickupGoods Goods => _goods!;

    public IReadOnlyList<CycleEvents.Row> History { get; private set; } = [];

    protected string Address => $"/pickup/{Cycle.Code}";

    protected internal override IActionResult? Load()
    {
        _cycle = Cycle.ByCode(db, Code);
        if (_cycle is null) return NotFound();
        History = [.. CycleEvents.Of(db, Cycle.Id).Where(e => e.Closing == Cycle.Closing)];
        _goods = PickupGoods.Of(db, Cycle, texts, Order);
        return null;
    }

    /// <summary>Before closing there is no list at this address yet, and the page says so and when (404).</summary>
    protected IActionResult? AfterClosing()
    {
        if (Cycle.HasClosed) return null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>What a list says about itself.</summary>
    public PaperStamp Stamp => new(
        Settings.Name, dates.Month(Cycle.Code), $"{dates.Day(Cycle.PickupOn)} {dates.Time(Cycle.PickupFrom)}–{dates.Time(Cycle.PickupUntil)}",
        TimeZoneInfo.ConvertTime(Now, dates.Zone), StateText);

    /// <summary>What the amounts rest on: what closing gave out, or what came.</summary>
    public string StateText =>
        At(CycleState.Delivered) is { } delivered ? texts["PickupDay.AsDelivered", dates.Moment(delivered)]
        : At(CycleState.Closed) is { } closed ? texts["PickupDay.AsAllocated", dates.Moment(closed)]
        : "";

    // what has been taken back since is not so
    private DateTimeOffset? At(CycleState state) => Cycle.State >= state ? History.LastOrDefault(e => e.State == state && !e.Back)?.At : null;
}

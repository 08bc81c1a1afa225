namespace FoodCoop.Features.Cycles;

/// <summary>Marks rows of the table order_cycle: one month's ordering, from opening to settling.</summary>
public sealed class OrderCycle : IEntity;

/// <summary>The states of a cycle in their order: the clock drives the first four, people the rest.</summary>
public enum CycleState { Planned, Open, Fill, Closed, Ordered, Delivered, Pickup, Settled }

/// <summary>A cycle as it stands now: its dates, its state, and the number of its closing (1 until a step back).</summary>
public sealed record Cycle(
    Id<OrderCycle> Id, string Code, DateOnly PickupOn, TimeOnly PickupFrom, TimeOnly PickupUntil,
    DateTimeOffset OpensAt, DateTimeOffset FillAt, DateTimeOffset ClosesAt, CycleState State, int Closing)
{
    private const string Columns = """
        select c.id, c.code, c.pickup_on, c.pickup_from, c.pickup_until, c.opens_at, c.fill_at, c.closes_at, s.state, s.closing
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        """;

    private const string SelectById = Columns + " where c.id = @id";
    private const string SelectByCode = Columns + " where c.code = @code";
    private const string SelectNow = Columns + " where s.state in ('Open', 'Fill') order by c.pickup_on limit 1";
    private const string SelectLast = Columns + " where s.state not in ('Planned', 'Open', 'Fill') order by c.pickup_on desc limit 1";
    private const string SelectNext = Columns + " where s.state = 'Planned' order by c.opens_at limit 1";
    private const string SelectAll = Columns + " order by c.pickup_on desc";

    public static Cycle One(Db db, Id<OrderCycle> id) => db.One<Cycle>(SelectById, new { id });

    public static Cycle? ByCode(Db db, string? code) => db.Find<Cycle>(SelectByCode, new { code });

    /// <summary>The cycle that members order in now, or null between two.</summary>
    public static Cycle? Ordering(Db db) => db.Find<Cycle>(SelectNow);

    /// <summary>The newest cycle that has closed.</summary>
    public static Cycle? LastClosed(Db db) => db.Find<Cycle>(SelectLast);

    /// <summary>The next one to open.</summary>
    public static Cycle? Next(Db db) => db.Find<Cycle>(SelectNext);

    /// <summary>All, the newest first.</summary>
    public static List<Cycle> All(Db db) => db.Query<Cycle>(SelectAll);

    /// <summary>Whether a change of an order is still accepted: the server's clock decides, the last second is the one before closing.</summary>
    public bool AcceptsOrders(DateTimeOffset now) => State is CycleState.Open or CycleState.Fill && now < ClosesAt;

    /// <summary>Whether it has these dates already.</summary>
    public bool Is(CycleDates d) =>
        (PickupOn, PickupFrom, PickupUntil, OpensAt, FillAt, ClosesAt) == (d.PickupOn, d.PickupFrom, d.PickupUntil, d.OpensAt, d.FillAt, d.ClosesAt);

    /// <summary>Whether there is a last stretch in which changes may only help cases to fill (0 days: none).</summary>
    public bool HasFillPhase => FillAt < ClosesAt;

    public bool HasClosed => State >= CycleState.Closed;

    public CycleDates Dates => new(CycleCode.Parse(Code), PickupOn, PickupFrom, PickupUntil, OpensAt, FillAt, ClosesAt);
}

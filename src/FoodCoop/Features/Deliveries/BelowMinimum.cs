using FoodCoop.Features.Cycles;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries;

/// <summary>A supplier whose minimum was not reached at closing: its goods are not certain until the buyer orders anyway or leaves it out.</summary>
/// <param name="Minimum">Net.</param>
/// <param name="Missing">Net; zero when the supplier has lowered its minimum since.</param>
/// <remarks>Source: design, domain.md section 4 (Supplier minimum).</remarks>
public sealed record BelowMinimum(string Supplier, Money Minimum, Money Missing, bool IsSent, bool IsDropped)
{
    private const string MarkSuppliers = """
        update supplier_order
        set below_minimum = 1
        where cycle_id = @Id and closing = @Closing and supplier_id in (select value from json_each(@suppliers))
        """;

    private const string Count = "select count(*) from supplier_order where cycle_id = @Id and closing = @Closing and below_minimum = 1";

    private const string SelectUndecided = """
        select s.name
        from supplier_order o
        join supplier s on s.id = o.supplier_id
        where o.cycle_id = @Id and o.closing = @Closing and o.below_minimum = 1 and o.sent_at is null and o.dropped_at is null
        order by s.name collate nocase
        """;

    public bool IsUndecided => !IsSent && !IsDropped;

    /// <summary>Why it is not yet certain, and who decides; for members.</summary>
    public string Undecided(Texts t) => Missing > Money.Zero
        ? t["Deliveries.Undecided", Supplier, Minimum.ToString(t.Culture), Missing.ToString(t.Culture)]
        : t["Deliveries.UndecidedNow", Supplier];

    /// <summary>The same with "Not yet certain:" in front.</summary>
    public string Uncertain(Texts t) => t["Deliveries.Uncertain", Undecided(t)];

    /// <summary>What the buyer decided, for members; "" before that.</summary>
    public string Decided(Texts t) =>
        IsDropped ? t["Deliveries.ComesNot", Supplier, Minimum.ToString(t.Culture)] : IsSent ? t["Deliveries.OrderedAnyway", Supplier] : "";

    /// <summary>
    /// Notes at closing which suppliers' orders are below their minimum, counted as the buyer's page counts them; once the closing's
    /// results and supplier orders are written.
    /// </summary>
    /// <param name="cycle">Already closed.</param>
    /// <param name="only">Of this supplier, whose order has been made after closing.</param>
    public static Dictionary<Id<Supplier>, BelowMinimum> Mark(Db db, Cycle cycle, Id<Supplier>? only = null)
    {
        var below = SupplierOrders.Of(db, cycle).Where(s => (only is null || s.Id == only) && s.OrderId is not null && s.MissingForMinimum > Money.Zero).ToList();
        if (below.Count > 0)
            db.Execute(MarkSuppliers, new { cycle.Id, cycle.Closing, suppliers = $"[{string.Join(',', below.Select(s => s.Id))}]" });
        return below.ToDictionary(s => s.Id, Of);
    }

    /// <summary>Of a cycle's closing, by supplier; empty in most months, which costs one small statement.</summary>
    public static Dictionary<Id<Supplier>, BelowMinimum> All(Db db, Cycle cycle) =>
        !cycle.HasClosed || db.One<int>(Count, new { cycle.Id, cycle.Closing }) == 0
            ? []
            : SupplierOrders.Of(db, cycle).Where(s => s.BelowMinimum).ToDictionary(s => s.Id, Of);

    /// <summary>Names of those that the buyer has yet to decide on.</summary>
    public static List<string> ToDecide(Db db, Cycle cycle) => db.Query<string>(SelectUndecided, new { cycle.Id, cycle.Closing });

    private static BelowMinimum Of(SupplierInCycle s) => new(s.Name, s.Minimum, s.MissingForMinimum, s.IsSent, s.IsDropped);
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.PickupDay;

/// <summary>Leads to the pickup day that is at hand: what has closed and is not settled, else what is being ordered, else what is planned, else the last one.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class IndexModel(Db db) : CoopPage
{
    private sealed record CodeRow(string Code);

    private const string SelectAtHand = """
        select c.code
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        order by case when s.state in ('Closed', 'Ordered', 'Delivered', 'Pickup') then 1 when s.state in ('Open', 'Fill') then 2 when s.state = 'Planned' then 3 else 4 end,
          iif(s.state = 'Settled', -julianday(c.pickup_on), julianday(c.pickup_on))
        limit 1
        """;

    protected internal override IActionResult? Load() =>
        db.Find<CodeRow>(SelectAtHand) is { } atHand ? Redirect($"/pickup/{atHand.Code}") : null;
}

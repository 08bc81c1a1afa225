using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Behalf;

/// <summary>A member that a buyer orders for.</summary>
/// <param name="HasNews">This buyer has changed something in its order and has not yet said that it is done.</param>
public sealed record OrderedFor(Id<Member> Id, int Number, string Name, bool IsShelf, bool HasNews)
{
    /// <summary>"17 Bart".</summary>
    public string Called => $"{Number} {Name}";

    // In one statement with its month, because every tap asks for both. Who has left is nobody to order for.
    private const string Select = """
        select c.id, c.code, c.pickup_on, c.pickup_from, c.pickup_until, c.opens_at, c.fill_at, c.closes_at, s.state, s.closing,
          m.id as member_id, m.number, m.name, m.kind = 'shelf' as is_shelf,
          exists (select 1 from order_sitting t where t.member_id = m.id and t.person_id = @person and t.cycle_id = c.id and t.ended_at is null) as has_news
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id
        join member m on m.number = @number and m.left_on is null
        where c.code = @code
        """;

    private sealed record Row(
        Id<OrderCycle> Id, string Code, DateOnly PickupOn, TimeOnly PickupFrom, TimeOnly PickupUntil, DateTimeOffset OpensAt, DateTimeOffset FillAt,
        DateTimeOffset ClosesAt, CycleState State, int Closing, Id<Member> MemberId, int Number, string Name, bool IsShelf, bool HasNews);

    /// <summary>A month and a member by what the address says; null when there is no such month or member.</summary>
    public static (Cycle Cycle, OrderedFor Who)? Find(Db db, string code, int number, Id<Person> person) =>
        db.Find<Row>(Select, new { code, number, person }) is { } r
            ? (new(r.Id, r.Code, r.PickupOn, r.PickupFrom, r.PickupUntil, r.OpensAt, r.FillAt, r.ClosesAt, r.State, r.Closing),
                new(r.MemberId, r.Number, r.Name, r.IsShelf, r.HasNews))
            : null;
}

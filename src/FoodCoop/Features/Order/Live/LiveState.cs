using System.Text.Json;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Live;

/// <summary>What of the orders is told to open pages: of each offer what all ask and what it costs, the same for everybody; and a household's own lines.</summary>
public static class LiveState
{
    private sealed record OfferNow(Id<Offer> Id, Quantity Asked, Quantity Flex, Money Price, Money Deposit, bool Withdrawn);

    private sealed record LineNow(Id<Member> Member, Id<Offer> Offer, Quantity Asked, Quantity Flex, int Version, string Note, string Entered);

    // Only what somebody asks or asked: a line stays when it is set to nothing.
    private const string SelectAll = """
        select o.id, coalesce(sum(l.asked), 0) as asked, coalesce(sum(l.flex), 0) as flex, o.price, o.deposit, o.withdrawn_at is not null as withdrawn
        from offer o
        left join order_line l on l.offer_id = o.id
        where o.cycle_id = @cycle
        group by o.id
        """;

    private const string SelectSome = """
        select o.id, coalesce(sum(l.asked), 0) as asked, coalesce(sum(l.flex), 0) as flex, o.price, o.deposit, o.withdrawn_at is not null as withdrawn
        from json_each(@offers) j
        join offer o on o.id = j.value and o.cycle_id = @cycle
        left join order_line l on l.offer_id = o.id
        group by o.id
        """;

    // By offer and member, not by member alone: a member has hundreds of lines of former months.
    private const string SelectLines = """
        select l.member_id as member, l.offer_id as offer, l.asked, l.flex, l.version, l.note,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered
        from json_each(@members) m
        cross join offer o on o.cycle_id = @cycle
        join order_line l on l.offer_id = o.id and l.member_id = m.value
        """;

    private const string SelectSomeLines = """
        select l.member_id as member, l.offer_id as offer, l.asked, l.flex, l.version, l.note,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered
        from json_each(@offers) j
        cross join order_line l on l.offer_id = j.value
        join offer o on o.id = l.offer_id and o.cycle_id = @cycle
        where l.member_id in (select value from json_each(@members))
        """;

    /// <summary>Offers by number: asked, flex, price, deposit, and 1 when it is no longer offered. In thousandths and cents.</summary>
    /// <param name="only">Null: all of the cycle.</param>
    public static string Offers(Db db, Id<OrderCycle> cycle, IReadOnlySet<Id<Offer>>? only)
    {
        var rows = only is null ? db.Query<OfferNow>(SelectAll, new { cycle }) : db.Query<OfferNow>(SelectSome, new { cycle, offers = Json(only.Select(o => o.Value)) });
        return Json(rows.ToDictionary(r => r.Id.Value, r => (long[])[r.Asked.Thousandths, r.Flex.Thousandths, r.Price.Cents, r.Deposit.Cents, r.Withdrawn ? 1 : 0]));
    }

    /// <summary>Each member's own lines of these offers, by number: asked, flex, version, note, who entered it when that was nobody of the household.</summary>
    /// <param name="only">Null: all of the cycle.</param>
    public static Dictionary<Id<Member>, string> Lines(Db db, Id<OrderCycle> cycle, IEnumerable<Id<Member>> whose, IReadOnlySet<Id<Offer>>? only)
    {
        var members = Json(whose.Select(m => m.Value));
        var rows = only is null ? db.Query<LineNow>(SelectLines, new { cycle, members }) : db.Query<LineNow>(SelectSomeLines, new { cycle, members, offers = Json(only.Select(o => o.Value)) });
        return rows.GroupBy(l => l.Member).ToDictionary(g => g.Key, g => Json(g.ToDictionary(l => l.Offer.Value, l => (object[])[l.Asked.Thousandths, l.Flex.Thousandths, l.Version, l.Note, l.Entered])));
    }

    public static string Message(string offers, string? mine) => mine is null ? $$"""{"all":{{offers}}}""" : $$"""{"all":{{offers}},"mine":{{mine}}}""";

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}

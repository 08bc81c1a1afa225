using System.Text.Json;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>A line that was sent without script when ordering had closed: it stands above the result, in words.</summary>
/// <param name="Words">"Rode linzen: 5 (saved is 2)"; the note that was typed with it behind it.</param>
public sealed record UnsavedLine(string Words)
{
    private sealed record Row(Id<Offer> Id, string Name, Quantity Asked, Quantity Flex);

    private const string Select = """
        select distinct o.id, o.name, coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex
        from json_each(@numbers) j
        join offer o on o.id = cast(j.value as integer) and o.cycle_id = @cycle
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        order by o.name collate nocase, o.id
        """;

    public static List<UnsavedLine> Of(Db db, Id<OrderCycle> cycle, Id<Member> member, IReadOnlyList<PostedLine> lines, Texts t)
    {
        var typed = lines.ToDictionary(l => l.Number);
        return [.. db.Query<Row>(Select, new { cycle, member, numbers = JsonSerializer.Serialize(typed.Keys) })
            .Select(r => (Row: r, Typed: typed.GetValueOrDefault(r.Id.ToString()))).Where(r => r.Typed is not null).Select(r => Of(r.Row, r.Typed!, t))];
    }

    private static UnsavedLine Of(Row row, PostedLine line, Texts t)
    {
        var words = t["Order.UnsentLine", row.Name, Amount(t, line.Asked, line.Flex ?? row.Flex.ToString()), Amount(t, row.Asked.ToString(), row.Flex.ToString())];
        return new(string.IsNullOrEmpty(line.Note) ? words : $"{words} {t["Order.Noted", line.Note]}");
    }

    // As it was typed, also where that is no amount.
    private static string Amount(Texts t, string asked, string flex)
    {
        var shown = asked.Trim() is { Length: > 0 } some ? some : "0";
        return flex.Trim() is "" or "0" ? shown : t["Order.AmountFlex", shown, flex.Trim()];
    }
}

using System.Globalization;
using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>What somebody wants a line to be: the absolute amounts, and the version that was seen when deciding.</summary>
/// <param name="Seen">The line's version on the page; 0 for no line yet.</param>
/// <param name="Device">Which page of which device; with <paramref name="Number"/> an older change is told from a newer.</param>
public sealed record LineWish(Id<Offer> Offer, Quantity Asked, Quantity Flex, int Seen, string Device, long Number);

/// <summary>A line after a change, or as somebody else of the household left it.</summary>
/// <param name="Clash">Somebody else changed it meanwhile: nothing was overwritten.</param>
public sealed record LineNow(Id<Offer> Offer, string Name, Quantity Asked, Quantity Flex, int Version, CaseFill Fill, bool Clash);

/// <summary>Saves one line of an order: the rules of amounts, deadline, fill phase, layers and versions.</summary>
/// <remarks>Source: design, domain.md section 4 (Live saving, Who gets what, Fill phase). Runs in the request's transaction, so no two changes cross.</remarks>
public static class LineChange
{
    private sealed record Row(
        string Name, string Unit, Quantity CaseSize, Quantity OrderStep, bool Loose, bool Withdrawn,
        Id<OrderLine> LineId, Quantity Asked, Quantity Flex, Quantity? FlexAtFill, int Version, long LastNumber,
        string Layers, Quantity AllAsked, Quantity AllFlex);

    private sealed record LayerRow(long Amount, string At, string? DroppedAt);

    private const string Select = """
        select o.name, o.unit, o.case_size, o.order_step, o.loose, o.withdrawn_at is not null as withdrawn,
          coalesce(l.id, 0) as line_id, coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex, l.flex_at_fill,
          coalesce(l.version, 0) as version,
          coalesce((select d.number from order_line_device d where d.order_line_id = l.id and d.device = @Device), -1) as last_number,
          (select json_group_array(json_object('Amount', y.amount, 'At', y.at, 'DroppedAt', y.dropped_at))
           from order_layer y where y.order_line_id = l.id) as layers,
          (select coalesce(sum(x.asked), 0) from order_line x where x.offer_id = o.id) as all_asked,
          (select coalesce(sum(x.flex), 0) from order_line x where x.offer_id = o.id) as all_flex
        from offer o
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        where o.id = @Offer and o.cycle_id = @cycle
        """;

    private const string InsertLine = """
        insert into order_line (offer_id, member_id, asked, flex, flex_at_fill, changed_at, changed_by)
        values (@Offer, @member, @Asked, @Flex, @flexAtFill, @now, @person)
        """;

    private const string UpdateLine = """
        update order_line set asked = @Asked, flex = @Flex, flex_at_fill = @flexAtFill, version = version + 1,
          changed_at = @now, changed_by = @person
        where id = @line
        """;

    private const string DeleteLayers = "delete from order_layer where order_line_id = @line";

    private const string InsertLayers = """
        insert into order_layer (order_line_id, amount, at, dropped_at)
        select @line, value ->> 'Amount', value ->> 'At', value ->> 'DroppedAt' from json_each(@json)
        """;

    private const string UpsertDevice = """
        insert into order_line_device (order_line_id, device, number) values (@line, @Device, @Number)
        on conflict (order_line_id, device) do update set number = excluded.number
        """;

    /// <exception cref="Refused">Closed, withdrawn, not on the order step, or against the rule of the fill phase.</exception>
    public static LineNow Save(Db db, Cycle cycle, Id<Member> member, Id<Person> person, DateTimeOffset now, LineWish wish)
    {
        var field = $"a{wish.Offer}";
        if (!cycle.AcceptsOrders(now)) throw new Refused(field, "Order.Closed");
        var row = db.Find<Row>(Select, new { wish.Offer, wish.Device, member, cycle = cycle.Id }) ?? throw new Refused(field, "Order.NotOffered");

        if (wish.Number <= row.LastNumber) return Now(row, wish.Offer, row.Asked, row.Flex, row.Version, clash: false);
        if (wish.Asked == row.Asked && wish.Flex == row.Flex) return Now(row, wish.Offer, row.Asked, row.Flex, row.Version, clash: false);
        if (wish.Seen != row.Version) return Now(row, wish.Offer, row.Asked, row.Flex, row.Version, clash: true);
        Check(row, wish, field, inFillPhase: now >= cycle.FillAt);

        var layers = JsonSerializer.Deserialize<List<LayerRow>>(row.Layers)!.ConvertAll(l => new Layer(
            new Quantity(l.Amount), Instants.Parse(l.At), l.DroppedAt is { } dropped ? Instants.Parse(dropped) : null));
        var after = Layers.Change(layers, wish.Asked, now, cycle.FillAt);
        var flexAtFill = now >= cycle.FillAt ? row.FlexAtFill ?? row.Flex : row.FlexAtFill;
        var values = new { wish.Offer, member, wish.Asked, wish.Flex, flexAtFill, now, person, line = row.LineId };
        var line = row.LineId;
        if (line.IsNew) line = db.Insert<OrderLine>(InsertLine, values);
        else db.Execute(UpdateLine, values);
        if (layers.Count > 0) db.Execute(DeleteLayers, new { line });
        db.Execute(InsertLayers, new
        {
            line,
            json = JsonSerializer.Serialize(after.Select(l => new LayerRow(
                l.Amount.Thousandths, Instants.Text(l.At), l.DroppedAt is { } dropped ? Instants.Text(dropped) : null))),
        });
        if (wish.Device.Length > 0) db.Execute(UpsertDevice, new { line, wish.Device, wish.Number });
        return Now(row, wish.Offer, wish.Asked, wish.Flex, row.Version + 1, clash: false);
    }

    private static void Check(Row row, LineWish wish, string field, bool inFillPhase)
    {
        if (row.Withdrawn && (wish.Asked > row.Asked || wish.Flex > row.Flex)) throw new Refused(field, "Order.Withdrawn", row.Name);
        foreach (var amount in (Quantity[])[wish.Asked, wish.Flex])
        {
            if (OrderStep.Off(amount, row.OrderStep) is { } nearest)
                throw new Refused(field, "Order.OffStep", row.Name, row.OrderStep + UnitPrice.Suffix(row.Unit), nearest.Below, nearest.Above);
            if (amount > new Quantity(9_999_000)) throw new Refused(field, "Order.TooMuch", row.Name);
        }
        if (!inFillPhase || row.Loose) return;
        if (FillRule.Refusal(row.AllAsked, row.Asked, wish.Asked, row.CaseSize, row.OrderStep) is { } refusal)
            throw new Refused(field, Sentence(refusal), row.Name, refusal.Others, refusal.Below ?? Quantity.Zero, refusal.Above);
        var others = row.AllFlex - row.Flex;
        if (!FillRule.AcceptsFlex(row.AllAsked - row.Asked + wish.Asked, row.AllFlex, row.Flex, wish.Flex, row.CaseSize))
            throw new Refused(field, "Order.FillFlex", row.Name, FillRule.LowestFlex(row.AllAsked - row.Asked + wish.Asked, others + row.Flex, row.Flex, row.CaseSize, row.OrderStep));
    }

    /// <summary>Rises or drops, and whether one amount, two, or "so many or more" are allowed.</summary>
    private static string Sentence(FillRefusal refusal) => (refusal.Rises, refusal.AndMore, refusal.Below) switch
    {
        (true, true, _) => "Order.FillRises.AndMore",
        (true, _, null) => "Order.FillRises.One",
        (true, _, _) => "Order.FillRises.Two",
        (false, true, _) => "Order.FillDrops.AndMore",
        (false, _, null) => "Order.FillDrops.One",
        (false, _, _) => "Order.FillDrops.Two",
    };

    private static LineNow Now(Row row, Id<Offer> offer, Quantity asked, Quantity flex, int version, bool clash) => new(
        offer, row.Name, asked, flex, version,
        CaseFill.Of(row.AllAsked - row.Asked + asked, row.AllFlex - row.Flex + flex, row.CaseSize, row.Loose), clash);
}

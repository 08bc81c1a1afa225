using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Order.Live;

namespace FoodCoop.Features.Order;

/// <summary>What somebody wants a line to be: the absolute amounts, and the version that was seen when deciding.</summary>
/// <param name="Flex">Null: as it is.</param>
/// <param name="Note">For whoever packs it; null: as it is.</param>
/// <param name="Seen">The line's version on the page; 0 for no line yet.</param>
/// <param name="Device">Which page of which device; with <paramref name="Number"/> an older change is told from a newer.</param>
public sealed record LineWish(Id<Offer> Offer, Quantity Asked, Quantity? Flex, string? Note, int Seen, string Device, long Number);

/// <summary>A line after a change, or as somebody else of the household left it.</summary>
/// <param name="By">Who changed it last, when that was not who asks now; "" otherwise.</param>
/// <param name="Entered">Who changed it last, when that was nobody of the household; "" otherwise.</param>
/// <param name="Clash">Somebody else changed it meanwhile: nothing was overwritten.</param>
/// <param name="Total">What the whole order comes to now.</param>
public sealed record LineNow(
    Id<Offer> Offer, string Name, Quantity Asked, Quantity Flex, string Note, int Version, Quantity AllAsked, Quantity AllFlex,
    Money Price, Money Deposit, string By, string Entered, bool Clash, OrderTotal Total)
{
    /// <summary>Who set the line to what meanwhile, for a clash; what was typed stays beside it.</summary>
    public Refused Clashed(Texts t)
    {
        var (field, amount) = ($"a{Offer}", Flex.IsZero ? Asked.ToString() : t["Order.AmountFlex", Asked, Flex]);
        var by = Entered.Length > 0 ? t["Behalf.Buyer", Entered] : By;
        return By.Length > 0 ? new Refused(field, "Order.ClashOther", Name, by, amount) : new Refused(field, "Order.ClashOwn", Name, amount);
    }
}

/// <summary>Saves one line of an order: the rules of amounts, deadline, fill phase, layers and versions.</summary>
/// <remarks>
/// Source: design, domain.md section 4 (Live saving, Who gets what, Fill phase). Runs in the request's transaction, so no two changes
/// cross. One statement reads all that the rules need; at most three write. Who is not of the household orders on its behalf: the same
/// rules hold, and what the line was is noted so that the household can be told (<see cref="Sitting"/>).
/// </remarks>
public static class LineChange
{
    private sealed record Row(
        string Name, string Unit, Quantity CaseSize, Quantity OrderStep, bool Loose, bool Withdrawn, Money Price, Money Deposit,
        Quantity Asked, Quantity Flex, Quantity? FlexAtFill, string Note, int Version, string Devices, string By, string Entered,
        string? Outsider, Id<OrderSitting>? Sitting, bool IsNoted, string Layers, string? Total, Quantity AllAsked, Quantity AllFlex, Money? Room);

    private sealed record LayerRow(long Id, long Amount, string At, string? DroppedAt);

    private const string Select = """
        select o.name, o.unit, o.case_size, o.order_step, o.loose, o.withdrawn_at is not null as withdrawn, o.price, o.deposit,
          coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex, l.flex_at_fill,
          coalesce(l.note, '') as note, coalesce(l.version, 0) as version, coalesce(l.devices, '{}') as devices,
          coalesce((select p.name from person p where p.id = l.changed_by and p.id <> @person), '') as by,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered,
          (select p.name from person p where p.id = @person and p.member_id <> @member) as outsider, t.id as sitting,
          exists (select 1 from order_sitting_line x where x.order_sitting_id = t.id and x.order_line_id = l.id) as is_noted,
          (select json_group_array(json_object('Id', y.id, 'Amount', y.amount, 'At', y.at, 'DroppedAt', y.dropped_at))
           from order_layer y where y.order_line_id = l.id) as layers,
          (select json_array(t.lines, t.goods, t.deposit) from order_total t where t.cycle_id = @cycle and t.member_id = @member) as total,
          (select coalesce(sum(x.asked), 0) from order_line x where x.offer_id = o.id) as all_asked,
          (select coalesce(sum(x.flex), 0) from order_line x where x.offer_id = o.id) as all_flex,
          (select r.room from member_room r where r.member_id = @member) as room
        from offer o
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        left join order_sitting t on t.member_id = @member and t.person_id = @person and t.cycle_id = @cycle and t.ended_at is null
        where o.id = @Offer and o.cycle_id = @cycle
        """;

    private const string UpsertLine = """
        insert into order_line (offer_id, member_id, asked, flex, flex_at_fill, note, devices, changed_at, changed_by)
        values (@Offer, @member, @Asked, @flex, @flexAtFill, @note, @devices, @now, @person)
        on conflict (offer_id, member_id) do update set asked = excluded.asked, flex = excluded.flex, flex_at_fill = excluded.flex_at_fill,
          note = excluded.note, devices = excluded.devices, version = version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
        """;

    private const string DeleteLayers = "delete from order_layer where id in (select value from json_each(@gone))";

    private const string InsertLayers = """
        insert into order_layer (order_line_id, amount, at, dropped_at)
        select l.id, j.value ->> 'Amount', j.value ->> 'At', j.value ->> 'DroppedAt'
        from order_line l, json_each(@come) j
        where l.offer_id = @Offer and l.member_id = @member
        """;

    /// <summary>Pages of devices whose numbers a line remembers; with more, it forgets them all but the present one.</summary>
    private const int MostDevices = 40;

    /// <summary>What fits beside a name on the pick list.</summary>
    public const int LongestNote = 200;

    /// <exception cref="Refused">Closed, not open yet, withdrawn, not on the order step, a note that is too long or on nothing, below the floor for balances, or against the rule of the fill phase.</exception>
    public static LineNow Save(Db db, Cycle cycle, Id<Member> member, Id<Person> person, DateTimeOffset now, LineWish wish)
    {
        var field = $"a{wish.Offer}";
        if (!cycle.AcceptsOrders(now)) throw Shut(db, cycle, field);
        var row = db.Find<Row>(Select, new { wish.Offer, member, person, cycle = cycle.Id }) ?? throw new Refused(field, "Order.NotOffered");
        var devices = JsonSerializer.Deserialize<Dictionary<string, long>>(row.Devices)!;
        var (flex, note) = (wish.Flex ?? row.Flex, wish.Note ?? row.Note);

        if (devices.TryGetValue(wish.Device, out var last) && wish.Number <= last) return AsItIs(row, wish.Offer, clash: false);
        if (wish.Asked == row.Asked && flex == row.Flex && note == row.Note) return AsItIs(row, wish.Offer, clash: false);
        if (wish.Seen != row.Version) return AsItIs(row, wish.Offer, clash: true);
        Check(row, wish.Asked, flex, field, inFillPhase: now >= cycle.FillAt);
        if (note.Length > LongestNote) throw new Refused(field, "Order.NoteLong", row.Name, LongestNote);
        if (note != row.Note && wish.Asked.IsZero && flex.IsZero) throw new Refused(field, "Order.NoteOnNothing", row.Name);

        if (devices.Count >= MostDevices) devices.Clear();
        if (wish.Device.Length > 0) devices[wish.Device] = wish.Number;
        // What is lowered in the fill phase and raised again is a later increase: it waits behind what stood all the time.
        var flexAtFill = now >= cycle.FillAt ? Quantity.Min(row.FlexAtFill ?? row.Flex, flex) : row.FlexAtFill;
        db.Execute(UpsertLine, new { wish.Offer, member, wish.Asked, flex, flexAtFill, note, devices = JsonSerializer.Serialize(devices), now, person });
        SaveLayers(db, row, member, wish, now, cycle.FillAt);
        if (row.Outsider is not null && !row.IsNoted) Sitting.Note(db, cycle, member, person, row.Sitting, new LineBefore(wish.Offer, row.Asked, row.Flex, row.Note), now);
        LiveOrders.Signal(db, new ChangedLine(cycle.Id, wish.Offer, member));
        return Now(row, wish.Offer, wish.Asked, flex, note, row.Version + 1) with { By = "", Entered = row.Outsider ?? "" };
    }

    /// <summary>Why a month takes no orders: it has closed, or has not opened yet.</summary>
    public static Refused Shut(Db db, Cycle cycle, string field)
    {
        if (cycle.State != CycleState.Planned) return new Refused(field, "Order.Closed");
        var dates = new CoopDates(db.One<CoopRow>(CoopRow.Select).TimeZone);
        return new Refused(field, "Order.NotYetOpen", dates.Month(cycle.Code), dates.Moment(cycle.OpensAt));
    }

    // Only the layers that come or go are written: most taps add one.
    private static void SaveLayers(Db db, Row row, Id<Member> member, LineWish wish, DateTimeOffset now, DateTimeOffset fillAt)
    {
        var before = JsonSerializer.Deserialize<List<LayerRow>>(row.Layers)!.ConvertAll(l => (l.Id, Layer: new Layer(
            new Quantity(l.Amount), Instants.Parse(l.At), l.DroppedAt is { } dropped ? Instants.Parse(dropped) : null)));
        var come = Layers.Change([.. before.Select(l => l.Layer)], wish.Asked, now, fillAt).ToList();
        var gone = before.Where(l => !come.Remove(l.Layer)).Select(l => l.Id).ToList();
        if (gone.Count > 0) db.Execute(DeleteLayers, new { gone = JsonSerializer.Serialize(gone) });
        if (come.Count == 0) return;
        db.Execute(InsertLayers, new
        {
            wish.Offer, member,
            come = JsonSerializer.Serialize(come.Select(l => new LayerRow(0, l.Amount.Thousandths, Instants.Text(l.At), l.DroppedAt is { } dropped ? Instants.Text(dropped) : null))),
        });
    }

    private static void Check(Row row, Quantity asked, Quantity flex, string field, bool inFillPhase)
    {
        if (row.Withdrawn && (asked > row.Asked || flex > row.Flex)) throw new Refused(field, "Order.Withdrawn", row.Name);
        foreach (var amount in (Quantity[])[asked, flex]) OrderStep.Check(amount, row.OrderStep, field, row.Name, row.Unit);
        var (before, after) = (Floor.AtMost(row.Price, row.Deposit, row.Asked + row.Flex), Floor.AtMost(row.Price, row.Deposit, asked + flex));
        if (row.Outsider is null) Floor.Check(row.Room, before, after, field, row.Name);
        else Floor.CheckOfOther(row.Room, before, after, field, row.Name);
        if (!inFillPhase || row.Loose || row.Withdrawn) return; // of what nobody gets, less takes from nobody
        if (FillRule.Refusal(row.AllAsked, row.Asked, asked, row.CaseSize, row.OrderStep) is { } refusal)
            throw new Refused(field, Sentence(refusal), row.Name, refusal.Others, refusal.Below ?? Quantity.Zero, refusal.Above);
        var all = row.AllAsked - row.Asked + asked;
        if (!FillRule.AcceptsFlex(all, row.AllFlex, row.Flex, flex, row.CaseSize))
            throw new Refused(field, "Order.FillFlex", row.Name, FillRule.LowestFlex(all, row.AllFlex, row.Flex, row.CaseSize, row.OrderStep));
    }

    /// <summary>Rises or drops, from a case that others are in or from one's own, and whether one amount, two, or "so many or more" are allowed.</summary>
    private static string Sentence(FillRefusal refusal) => (refusal.Rises, refusal.AndMore, refusal.Below) switch
    {
        (false, _, _) when refusal.Others.IsZero => "Order.FillAlone", // nothing at all is a whole number of cases: there is always one below
        (true, true, _) => "Order.FillRises.AndMore",
        (true, _, null) => "Order.FillRises.One",
        (true, _, _) => "Order.FillRises.Two",
        (false, true, _) => "Order.FillDrops.AndMore",
        (false, _, null) => "Order.FillDrops.One",
        (false, _, _) => "Order.FillDrops.Two",
    };

    private static LineNow AsItIs(Row row, Id<Offer> offer, bool clash) => Now(row, offer, row.Asked, row.Flex, row.Note, row.Version) with { Clash = clash };

    private static LineNow Now(Row row, Id<Offer> offer, Quantity asked, Quantity flex, string note, int version) => new(
        offer, row.Name, asked, flex, note, version, row.AllAsked - row.Asked + asked, row.AllFlex - row.Flex + flex,
        row.Price, row.Deposit, row.By, row.Entered, Clash: false, TotalWith(row, asked));

    // Before closing the order's total is the sum over its lines of what is asked, each rounded: this line's part is exchanged.
    private static OrderTotal TotalWith(Row row, Quantity asked)
    {
        var total = row.Total is null ? [0, 0, 0] : JsonSerializer.Deserialize<long[]>(row.Total)!;
        if (row.Withdrawn) return new OrderTotal((int)total[0], new Money(total[1]), new Money(total[2])); // it counted for nothing
        return new OrderTotal(
            (int)total[0] - (row.Asked.IsZero ? 0 : 1) + (asked.IsZero ? 0 : 1),
            new Money(total[1]) - row.Price * row.Asked + row.Price * asked,
            new Money(total[2]) - row.Deposit * row.Asked + row.Deposit * asked);
    }
}

using System.Globalization;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>What people do in a simulated year, written down twice: as rows of the co-op's file, and in the model.</summary>
internal sealed class YearPeople(YearModel model, YearCalendar.Rule rule, Random random)
{
    private const int Members = 25;
    private const long Shelf = Members + 1;
    private static readonly CoopDates Dates = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
    private readonly HashSet<string> once = [];
    private long lastLine;

    /// <summary>What happens once in a year, and has happened.</summary>
    public IEnumerable<string> Happened => once.Order(StringComparer.Ordinal);

    /// <summary>The co-op, its rhythm, 25 members with 40 persons, a shelf, and a list of products.</summary>
    public void Found(Db db, DateTimeOffset now)
    {
        db.Execute("""
            insert into coop (id, name, code, zone, language, mail_address, address, home, created_at)
            values (1, 'De Proefkrat', 'PK', 'Europe/Amsterdam', 'nl', 'krat@proef.example', 'Proefweg 1', 'https://krat.example', @now)
            """, new { now });
        db.Execute("""
            insert into rhythm (id, nth, weekday, pickup_from, pickup_until, open_days, open_at, fill_days, close_days, close_at)
            values (1, @Nth, @weekday, @From, @Until, @OpenDays, @OpenAt, @FillDays, @CloseDays, @CloseAt)
            """, new { rule.Nth, weekday = (int)rule.Weekday, rule.From, rule.Until, rule.OpenDays, rule.OpenAt, rule.FillDays, rule.CloseDays, rule.CloseAt });
        for (var member = 1; member <= Members; member++)
        {
            Member(db, member, now);
            Person(db, member, now);
            if (member > 10) Person(db, member, now); // shares the member with another
        }
        db.Execute("insert into member (id, number, name, seats, kind, joined_on) values (@Shelf, 900, 'Schap', 0, 'shelf', '2024-01-26')", new { Shelf });
        db.Execute("insert into person (member_id, name, email, language, security_stamp, created_at) values (@Shelf, 'Schap', 'schap@proef.example', 'nl', 's', @now)", new { Shelf, now });
        foreach (var person in model.People.Where(p => p.Id % 6 == 1)) SwitchOff(db, person, now, "ordering-open", "last-call", "cases-short", "your-order", "pickup-tomorrow");
        db.Execute("insert into supplier (name, created_at) values ('De Molen', @now)", new { now });
        for (var i = 0; i < model.CaseSizes.Length; i++)
            CycleScene.Product(db, Product(i), Math.Max(1, model.CaseSizes[i]), loose: model.CaseSizes[i] == 0);
    }

    /// <summary>Some of what may happen on a day on which the program runs.</summary>
    public void Act(Db db, DateTimeOffset now, int round)
    {
        foreach (var month in model.Months.Values)
        {
            if (month.TakesOrders && now < month.Closes)
                for (var i = random.Next(7); i > 0; i--) Order(db, month, now);
            if (random.Next(5) > 0) Step(db, month, now);
        }
        foreach (var month in model.Months.Values.Skip(3)) StepBack(db, month, now, round);
        foreach (var month in model.Months.Values.Skip(5)) Move(db, month, now, round, 2, beforeItIsAnnounced: true);
        foreach (var month in model.Months.Values.Skip(7)) Move(db, month, now, round, 3, beforeItIsAnnounced: false);
        if (now.Month == 6 && once.Add("leaves"))
        {
            db.Execute("update member set left_on = @day where id = 12", new { day = DateOnly.FromDateTime(now.UtcDateTime) });
            foreach (var person in model.People.Where(p => p.Member == 12)) person.Gone = true;
        }
        if (now.Month == 9 && once.Add("joins"))
        {
            Member(db, Shelf + 1, now);
            Person(db, Shelf + 1, now);
        }
        if (now.Month == 8 && once.Add("switches off")) SwitchOff(db, model.People[^1], now, "last-call");
    }

    private static string Product(int index) => $"P{index}";

    private static void Member(Db db, long member, DateTimeOffset now) => db.Execute(
        "insert into member (id, number, name, seats, joined_on) values (@member, @member, 'Lid ' || @member, 1, @day)",
        new { member, day = DateOnly.FromDateTime(now.UtcDateTime) });

    private void Person(Db db, long member, DateTimeOffset now)
    {
        var number = model.People.Count + 1;
        var email = number % 9 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"p{number}@proef.example");
        db.Execute("""
            insert into person (member_id, name, email, language, security_stamp, created_at)
            values (@member, 'Persoon ' || @number, @email, @language, 's', @now)
            """, new { member, number, email, language = number % 2 == 0 ? "nl" : "en", now });
        model.People.Add(new(db.One<long>("select max(id) from person"), member, email ?? ""));
    }

    private static void SwitchOff(Db db, YearModel.Person person, DateTimeOffset now, params string[] kinds)
    {
        foreach (var kind in kinds.Where((_, i) => kinds.Length == 1 || (person.Id + i) % 2 == 0))
        {
            db.Execute("insert into mail_off (person_id, kind, at) values (@Id, @kind, @now)", new { person.Id, kind, now });
            person.Off.Add(kind);
        }
    }

    private void Order(Db db, YearModel.Month month, DateTimeOffset now)
    {
        var (product, member, amount) = (random.Next(model.CaseSizes.Length), (long)random.Next(1, (int)Shelf + 1), random.Next(1, 5));
        if (model.People.Any(p => p.Member == member && p.Gone)) return;
        if (!month.Lines.TryGetValue(product, out var lines)) month.Lines[product] = lines = [];
        if (!lines.TryGetValue(member, out var line))
        {
            line = lines[member] = new(++lastLine, member) { Flex = month.State == "Fill" ? 0 : random.Next(3) };
            db.Execute("""
                insert into order_line (id, offer_id, member_id, flex, changed_at)
                select @Id, o.id, @member, @Flex * 1000, @now
                from offer o join order_cycle c on c.id = o.cycle_id
                where c.code = @Code and o.name = @name
                """, new { line.Id, member, line.Flex, now, month.Code, name = Product(product) });
            if (line.Flex > 0 && random.Next(4) == 0) return; // would only help to fill
        }
        else if (month.State == "Open" && random.Next(3) == 0)
        {
            db.Execute("update order_layer set dropped_at = @now where order_line_id = @Id and dropped_at is null", new { line.Id, now });
            db.Execute("update order_line set asked = 0, flex = 0 where id = @Id", new { line.Id });
            line.Layers.Clear();
            line.Flex = 0;
            return;
        }
        db.Execute("insert into order_layer (order_line_id, at, amount) values (@Id, @now, @amount * 1000)", new { line.Id, now, amount });
        db.Execute("update order_line set asked = asked + @amount * 1000 where id = @Id", new { line.Id, amount });
        line.Layers.Add((now, amount));
    }

    // What people click once the clock has closed a month: the next step, as soon as somebody is there after its time.
    private void Step(Db db, YearModel.Month month, DateTimeOffset now)
    {
        var (next, at) = month.State switch
        {
            "Closed" => (CycleState.Ordered, month.Closes.AddHours(10)),
            "Ordered" => (CycleState.Delivered, model.Start(month).AddHours(-3)),
            "Delivered" => (CycleState.Pickup, model.Start(month)),
            "Pickup" => (CycleState.Settled, model.End(month).AddHours(1)),
            _ => (CycleState.Planned, DateTimeOffset.MaxValue),
        };
        if (at > now) return;
        var cycle = Cycle.ByCode(db, month.Code)!;
        Assert.True(CycleEvents.Record(db, cycle, next, now, new Id<Person>(1)));
        if (next == CycleState.Delivered) db.Execute("update order_line set delivered = allocated where offer_id in (select id from offer where cycle_id = @Id)", new { cycle.Id });
        month.States.Add(next.ToString());
    }

    // Somebody forgot to order: ordering opens again, until a new closing.
    private void StepBack(Db db, YearModel.Month month, DateTimeOffset now, int round)
    {
        if (month.State is not ("Closed" or "Ordered") || now < month.Closes.AddHours(1) || now > model.Start(month).AddDays(-3) || !once.Add("steps back")) return;
        var closes = YearCalendar.Days(now, 2);
        if (YearCalendar.Days(month.Closes, 6) is var later && later < model.Start(month).AddDays(-1) && later > closes) closes = later;
        var fills = YearCalendar.Days(closes, -rule.FillDays);
        if (fills <= now) fills = closes;
        var taken = FoodCoop.Features.Cycles.StepBack.Take(db, Cycle.ByCode(db, month.Code)!, CycleState.Open, "Vergeten", new(1), now, Dates, new(closes, fills < closes ? fills : null));
        Assert.True(taken);
        model.Reopen(month, fills, closes, now, round);
    }

    private void Move(Db db, YearModel.Month month, DateTimeOffset now, int round, int days, bool beforeItIsAnnounced)
    {
        if (month.State is not ("Closed" or "Ordered" or "Delivered") || now >= model.Start(month)) return;
        if (beforeItIsAnnounced ? now >= model.Tomorrow(month) : month.Tomorrows.Count == 0) return;
        if (!once.Add("moves " + days)) return;
        var cycle = Cycle.ByCode(db, month.Code)!;
        PickupMove.Of(cycle, month.Pickup.AddDays(days), cycle.PickupFrom, cycle.PickupUntil, new CoopZone(Dates.Zone), now)
            .Write(db, db.One<CoopRow>(CoopRow.Select), Concerned.Of(db, cycle, now), "Feestdag", new(1), now);
        model.Move(month, days, now, round);
    }
}

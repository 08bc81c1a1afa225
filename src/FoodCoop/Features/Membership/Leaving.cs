using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Duties;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Live;
using FoodCoop.Features.Room;
using FoodCoop.Features.Settings;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Membership;

/// <summary>
/// Leaving and coming back. Nobody's history is deleted; who has left is no longer let in. Open order lines are dropped,
/// those of a cycle that has closed stay to be paid.
/// </summary>
/// <remarks>Source: design, domain.md section 3.</remarks>
public static class Leaving
{
    private const string UpdatePerson = "update person set left_on = @today, security_stamp = @stamp where id = @person and left_on is null";
    private const string UpdateMember = "update member set left_on = @today where id = @member and left_on is null";
    private const string SelectPersons = "select id from person where member_id = @member and left_on is null";

    // The lines of cycles that have not closed. The clock's round comes up to a minute after the deadline, so the deadline counts too.
    private const string SelectLines = """
        select l.id, o.cycle_id, l.offer_id
        from order_line l
        join offer o on o.id = l.offer_id
        join cycle_state s on s.cycle_id = o.cycle_id
        join order_cycle c on c.id = o.cycle_id
        where l.member_id = @member and (l.asked > 0 or l.flex > 0) and s.state in ('Planned', 'Open', 'Fill') and c.closes_at > @now
        """;

    private const string UpdateLayers = """
        update order_layer
        set dropped_at = @now
        where dropped_at is null and order_line_id in (select value from json_each(@dropped))
        """;

    private const string UpdateLines = """
        update order_line
        set asked = 0, flex = 0, version = version + 1, changed_at = @now, changed_by = @by
        where id in (select value from json_each(@dropped))
        """;

    private sealed record LineRow(Id<OrderLine> Id, Id<OrderCycle> CycleId, Id<Offer> OfferId);

    private const string SelectSeats = "select seats from member where id = @member";
    private const string UpdateBack = "update member set left_on = null where id = @member";
    private const string UpdatePersonsBack = """
        update person
        set left_on = null
        where member_id = @member and left_on = (select left_on from member where id = @member)
        """;
    private const string UpdatePersonBack = "update person set left_on = null where id = @person";

    /// <summary>A member leaves with all its persons; its seats are free at once.</summary>
    /// <exception cref="Refused">The last admin is among them.</exception>
    public static void OfMember(Db db, DateTimeOffset now, DateOnly today, Id<Member> member, Id<Person> by)
    {
        Exemptions.Left(db, db.One<CoopRow>(CoopRow.Select), member, today, now, by);
        foreach (var person in db.Query<Id<Person>>(SelectPersons, new { member })) OfPerson(db, now, today, person, by);
        DropLines(db, now, member, by);
        db.Execute(UpdateMember, new { member, today });
    }

    private static void DropLines(Db db, DateTimeOffset now, Id<Member> member, Id<Person> by)
    {
        var lines = db.Query<LineRow>(SelectLines, new { member, now });
        var dropped = JsonSerializer.Serialize(lines.Select(l => l.Id.Value));
        db.Execute(UpdateLayers, new { dropped, now });
        db.Execute(UpdateLines, new { dropped, now, by });
        LiveOrders.Signal(db, lines.Select(l => new ChangedLine(l.CycleId, l.OfferId, member)));
    }

    /// <summary>One person leaves the household: roles and links end, and the browsers are signed out.</summary>
    /// <exception cref="Refused">It is the last admin.</exception>
    public static void OfPerson(Db db, DateTimeOffset now, DateOnly today, Id<Person> person, Id<Person> by)
    {
        RoleGrant.EndAll(db, now, person, by);
        MailLink.EndAll(db, now, person);
        db.Execute(UpdatePerson, new { person, today, stamp = SignInPerson.NewStamp() });
    }

    /// <summary>A member comes back, with the persons who left that day, if its seats fit in the room.</summary>
    /// <exception cref="Refused">The room is full.</exception>
    public static void Undo(Db db, Id<Member> member)
    {
        RoomNow.Check(db, db.One<int>(SelectSeats, new { member }), "");
        db.Execute(UpdatePersonsBack, new { member });
        db.Execute(UpdateBack, new { member });
    }

    public static void UndoOfPerson(Db db, Id<Person> person) => db.Execute(UpdatePersonBack, new { person });
}

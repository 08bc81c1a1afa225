namespace FoodCoop.Features.Cycles;

/// <summary>
/// A member that has an order in a cycle (asked for while it is open, and coming once it has closed), or a spot in a coming shift of its day.
/// </summary>
/// <param name="People">Its persons to whom mails can go.</param>
public sealed record Concerned(Id<Member> Id, int Number, string Name, int People)
{
    private const string Select = """
        select m.id, m.number, m.name, count(r.id) as people
        from member m
        left join mail_reader r on r.member_id = m.id
        where m.kind = 'member' and m.id in (
          select l.member_id
          from offer o
          join order_line l on l.offer_id = o.id
          where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked + l.flex, 0)) > 0
          union
          select n.member_id
          from shift s
          join spot_now n on n.shift_id = s.id
          where s.cycle_id = @Id and s.cancelled_at is null and s.starts_at > @now)
        group by m.id
        order by m.number
        """;

    private const string SelectOrdered = """
        select distinct l.member_id
        from offer o
        join order_line l on l.offer_id = o.id
        where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked + l.flex, 0)) > 0
        """;

    public static List<Concerned> Of(Db db, Cycle cycle, DateTimeOffset now) => db.Query<Concerned>(Select, new { cycle.Id, now });

    /// <summary>Only those that have an order.</summary>
    public static HashSet<Id<Member>> Ordered(Db db, Cycle cycle) => [.. db.Query<Id<Member>>(SelectOrdered, new { cycle.Id })];
}

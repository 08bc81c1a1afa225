using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// A member that has an order in a cycle: asked for while it is open, and coming once it has closed. Whoever has a shift on its day
/// is concerned too: shifts join here, so that all who ask "whom does it concern?" hear of both.
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
          where o.cycle_id = @Id and coalesce(l.taken, l.delivered, l.allocated, l.asked + l.flex) > 0)
        group by m.id
        order by m.number
        """;

    public static List<Concerned> Of(Db db, Cycle cycle) => db.Query<Concerned>(Select, new { cycle.Id });
}

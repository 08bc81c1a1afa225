using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Cycles;

/// <summary>What happened to a cycle, when, and who did it: a change of state is a row, once for each closing.</summary>
public static class CycleEvents
{
    private const string Insert = """
        insert into cycle_event (cycle_id, closing, state, round, at, by_person_id, reason)
        values (@Id, @Closing, @state,
          (select count(*) + 1 from cycle_event where cycle_id = @Id and closing = @Closing and state = @state), @now, @person, @reason)
        """;

    private const string SelectHistory = """
        select e.state, e.closing, e.at, p.name as by, e.reason
        from cycle_event e
        left join person p on p.id = e.by_person_id
        where e.cycle_id = @id
        order by e.id
        """;

    /// <summary>One line of a cycle's history.</summary>
    /// <param name="By">Null: the clock.</param>
    public sealed record Row(CycleState State, int Closing, DateTimeOffset At, string? By, string Reason);

    public static List<Row> Of(Db db, Id<OrderCycle> id) => db.Query<Row>(SelectHistory, new { id });

    /// <summary>
    /// Takes a cycle to its next state in the running transaction. False, and nothing written, when it is there already or
    /// beyond: a second click, a second trigger.
    /// </summary>
    /// <param name="cycle">As read in this same transaction.</param>
    /// <param name="person">Who does it; null: the clock.</param>
    /// <exception cref="Refused">The states in between have not been.</exception>
    public static bool Record(Db db, Cycle cycle, CycleState state, DateTimeOffset now, Id<Person>? person = null, string reason = "")
    {
        if (state <= cycle.State) return false;
        if (state != cycle.State + 1) throw new Refused("", "Cycles.NotYet", cycle.Code);
        db.Execute(Insert, new { cycle.Id, cycle.Closing, state = state.ToString(), now, person, reason });
        return true;
    }
}

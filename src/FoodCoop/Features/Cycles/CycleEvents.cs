namespace FoodCoop.Features.Cycles;

/// <summary>What happened to a cycle, when, and who did it: every state that it enters is a row, forward here, back in <see cref="StepBack"/>.</summary>
public static class CycleEvents
{
    // The state is looked at by the very statement that leaves it: whoever read it too early writes nothing.
    private const string Insert = """
        insert into cycle_event (cycle_id, closing, state, round, at, by_person_id, reason)
        select s.cycle_id, s.closing, @to,
          (select count(*) + 1 from cycle_event where cycle_id = s.cycle_id and closing = s.closing and state = @to), @now, @person, @reason
        from cycle_state s
        where s.cycle_id = @Id and s.closing = @Closing and s.state = @state
        """;

    private const string SelectHistory = """
        select e.state, e.closing, e.back, e.at, p.name as by, e.reason, e.closes_at
        from cycle_event e
        left join person p on p.id = e.by_person_id
        where e.cycle_id = @id
        order by e.id
        """;

    /// <summary>One line of a cycle's history.</summary>
    /// <param name="Closing">Which closing it belongs to; a step back to Open or Fill begins the next.</param>
    /// <param name="Back">Whether it was a step back.</param>
    /// <param name="By">Null: the clock.</param>
    /// <param name="ClosesAt">The new closing time that a step back was given.</param>
    public sealed record Row(CycleState State, int Closing, bool Back, DateTimeOffset At, string? By, string Reason, DateTimeOffset? ClosesAt);

    public static List<Row> Of(Db db, Id<OrderCycle> id) => db.Query<Row>(SelectHistory, new { id });

    /// <summary>
    /// Takes a cycle to its next state in the running transaction. False, and nothing written, when it is there already or
    /// beyond: a second click, a second trigger.
    /// </summary>
    /// <param name="person">Who does it; null: the clock.</param>
    /// <exception cref="Refused">The states in between have not been.</exception>
    public static bool Record(Db db, Cycle cycle, CycleState to, DateTimeOffset now, Id<Person>? person = null, string reason = "")
    {
        if (to <= cycle.State) return false;
        if (to != cycle.State + 1) throw new Refused("", "Cycles.NotYet", cycle.Code);
        return db.Execute(Insert, new { cycle.Id, cycle.Closing, state = cycle.State.ToString(), to = to.ToString(), now, person, reason }) == 1;
    }
}

namespace FoodCoop.Features.Cycles;

/// <summary>Marks rows of the table cycle_move: a pickup that went to another day, was skipped, or came back.</summary>
public sealed class CycleMove : IEntity
{
    private const string InsertMove = """
        insert into cycle_move (code, pickup_before, pickup_after, at, by_person_id, reason)
        values (@code, @before, @after, @now, @by, @reason)
        """;

    private const string Select = """
        select v.code, v.pickup_before, v.pickup_after, v.at, p.name as by, v.reason
        from cycle_move v
        left join person p on p.id = v.by_person_id
        where v.code between @from and @until
        order by v.id
        """;

    /// <summary>One change of a pickup's day.</summary>
    /// <param name="PickupAfter">Null: the month is skipped; the same as before: it is skipped no more.</param>
    public sealed record Row(string Code, DateOnly PickupBefore, DateOnly? PickupAfter, DateTimeOffset At, string? By, string Reason);

    /// <summary>Writes one in the running transaction.</summary>
    public static Id<CycleMove> Record(Db db, string code, DateOnly before, DateOnly? after, DateTimeOffset now, Id<Person>? by, string reason) =>
        db.Insert<CycleMove>(InsertMove, new { code, before, after, now, by, reason });

    /// <summary>Those of one month, in the order in which they happened.</summary>
    public static List<Row> Of(Db db, string code) => db.Query<Row>(Select, new { from = code, until = code });

    public static List<Row> OfYear(Db db, int year) => db.Query<Row>(Select, new { from = new CycleCode(year, 1).ToString(), until = new CycleCode(year, 12).ToString() });
}

namespace FoodCoop.Features.Cycles;

/// <summary>The co-op's rhythm as it stands in the database: one rule, months skipped, pickups moved.</summary>
public sealed record RhythmRule(
    int Nth, int Weekday, TimeOnly PickupFrom, TimeOnly PickupUntil, int OpenDays, TimeOnly OpenAt, int FillDays, int CloseDays, TimeOnly CloseAt)
{
    private const string Select = """
        select nth, weekday, pickup_from, pickup_until, open_days, open_at, fill_days, close_days, close_at
        from rhythm
        """;

    private const string SelectSkips = "select month, reason from rhythm_skip order by month";
    private const string SelectMoves = "select month, pickup_on, pickup_from, pickup_until from rhythm_move order by month";

    private const string UpsertMove = """
        insert into rhythm_move (month, pickup_on, pickup_from, pickup_until)
        values (@Month, @PickupOn, @PickupFrom, @PickupUntil)
        on conflict (month) do update set pickup_on = @PickupOn, pickup_from = @PickupFrom, pickup_until = @PickupUntil
        """;

    private const string Upsert = """
        insert into rhythm (id, nth, weekday, pickup_from, pickup_until, open_days, open_at, fill_days, close_days, close_at)
        values (1, @Nth, @Weekday, @PickupFrom, @PickupUntil, @OpenDays, @OpenAt, @FillDays, @CloseDays, @CloseAt)
        on conflict (id) do update set nth = @Nth, weekday = @Weekday, pickup_from = @PickupFrom, pickup_until = @PickupUntil,
          open_days = @OpenDays, open_at = @OpenAt, fill_days = @FillDays, close_days = @CloseDays, close_at = @CloseAt
        """;

    /// <summary>A month in which there is no pickup, and why.</summary>
    public sealed record Skip(string Month, string Reason);

    /// <summary>A month whose pickup's day is fixed by itself, whatever the rule says; hours too, where they were changed.</summary>
    public sealed record Move(string Month, DateOnly PickupOn, TimeOnly? PickupFrom = null, TimeOnly? PickupUntil = null);

    public static List<Skip> Skips(Db db) => db.Query<Skip>(SelectSkips);

    public static List<Move> Moves(Db db) => db.Query<Move>(SelectMoves);

    /// <summary>Fixes a month's day and hours, so that a cycle that has not opened keeps them when the rule changes.</summary>
    public static void MoveMonth(Db db, CycleDates to)
    {
        var own = Find(db) is { } rule && (rule.PickupFrom, rule.PickupUntil) != (to.PickupFrom, to.PickupUntil);
        db.Execute(UpsertMove, new Move(to.Code.ToString(), to.PickupOn, own ? to.PickupFrom : null, own ? to.PickupUntil : null));
    }

    /// <summary>Null until the co-op has been set up.</summary>
    public static RhythmRule? Find(Db db) => db.Find<RhythmRule>(Select);

    /// <summary>The rule with its exceptions, or null until the co-op has been set up.</summary>
    public static Rhythm? Load(Db db) => Find(db)?.With(Skips(db), Moves(db));

    public static RhythmRule Of(Rhythm rhythm) => new(
        (int)rhythm.Week, (int)rhythm.Weekday, rhythm.PickupFrom, rhythm.PickupUntil,
        rhythm.OpensDaysBefore, rhythm.OpensAt, rhythm.FillDaysBeforeClosing, rhythm.ClosesDaysBefore, rhythm.ClosesAt);

    public void Save(Db db) => db.Execute(Upsert, this);

    public Rhythm With(IEnumerable<Skip> skips, IReadOnlyCollection<Move> moves) => new((MonthWeek)Nth, (DayOfWeek)Weekday, PickupFrom, PickupUntil)
    {
        OpensDaysBefore = OpenDays,
        OpensAt = OpenAt,
        FillDaysBeforeClosing = FillDays,
        ClosesDaysBefore = CloseDays,
        ClosesAt = CloseAt,
        Skipped = skips.Select(s => CycleCode.Parse(s.Month)).ToHashSet(),
        Moved = moves.ToDictionary(m => CycleCode.Parse(m.Month), m => m.PickupOn),
        Hours = moves.Where(m => m.PickupFrom is not null).ToDictionary(m => CycleCode.Parse(m.Month), m => (m.PickupFrom!.Value, m.PickupUntil!.Value)),
    };
}

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>A pickup day that is over, with shifts of which nobody has said who came.</summary>
/// <param name="Code">Of its cycle.</param>
/// <param name="Shifts">Shifts with at least one spot that is not marked.</param>
/// <param name="People">Spots that are not marked.</param>
/// <remarks>Source: design, shifts.md section 4: unmarked shifts are asked about after the day.</remarks>
public sealed record UnmarkedDay(string Code, DateOnly PickupOn, int Shifts, int People)
{
    /// <summary>Who came longer ago nobody remembers.</summary>
    private const int MonthsAsked = 3;

    private const string Select = """
        select c.code, c.pickup_on, count(distinct s.id) as shifts, count(*) as people
        from order_cycle c
        join shift s on s.cycle_id = c.id and s.cancelled_at is null
        join spot_now n on n.shift_id = s.id
        where c.pickup_on >= @since and c.pickup_on < @today and s.ends_at <= @now
          and coalesce((select a.mark from spot_mark a where a.spot_id = n.id order by a.id desc limit 1), '') = ''
        group by c.id
        order by c.pickup_on
        """;

    /// <summary>Of the last months, the earliest first; today is not over yet.</summary>
    public static List<UnmarkedDay> All(Db db, DateOnly today, DateTimeOffset now) =>
        db.Query<UnmarkedDay>(Select, new { since = today.AddMonths(-MonthsAsked), today, now });
}

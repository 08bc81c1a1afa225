namespace FoodCoop.Features.Shifts.Accounts;

/// <summary>A member's duty account in one line.</summary>
/// <param name="Balance">Below zero: owed; above: done ahead.</param>
/// <param name="ByHand">The sum of what coordinators have entered.</param>
/// <param name="Coming">Spots in shifts to come.</param>
/// <param name="LastAt">When the last shift that it did began.</param>
public sealed record AccountRow(
    Id<Member> Id, int Number, string Name, int Balance, int Owed, int Done, int Excused, int Missed, int Given, int Received, int ByHand, int Coming, DateTimeOffset? LastAt)
{
    private const string SelectAll = """
        select m.id, m.number, m.name, b.balance, coalesce(e.owed, 0) as owed, coalesce(e.done, 0) as done, coalesce(e.excused, 0) as excused, coalesce(e.missed, 0) as missed,
          coalesce(e.given, 0) as given, coalesce(e.received, 0) as received, coalesce(e.by_hand, 0) as by_hand, coalesce(c.spots, 0) as coming, e.last_at
        from member m
        join duty_balance b on b.member_id = m.id
        left join (
          select x.member_id, sum(x.kind = 'owed') as owed, sum(x.kind = 'done') as done, sum(x.kind = 'excused') as excused, sum(x.kind = 'missed') as missed,
            sum(x.kind = 'given') as given, sum(x.kind = 'received') as received, sum(iif(x.kind = 'manual', x.amount, 0)) as by_hand,
            max(iif(x.kind = 'done', s.starts_at, null)) as last_at
          from duty_entry x
          left join spot t on t.id = x.spot_id
          left join shift s on s.id = t.shift_id
          where x.kind <> 'reversal' and not exists (select 1 from duty_entry r where r.reverses_id = x.id)
          group by x.member_id) e on e.member_id = m.id
        left join (
          select n.member_id, count(*) as spots
          from spot_now n
          join shift s on s.id = n.shift_id
          where s.cancelled_at is null and s.ends_at > @now
          group by n.member_id) c on c.member_id = m.id
        where m.kind = 'member' and m.left_on is null
        order by m.number
        """;

    /// <summary>Of all active members, by number.</summary>
    public static List<AccountRow> All(Db db, DateTimeOffset now) => db.Query<AccountRow>(SelectAll, new { now });
}

/// <summary>A shift that was given to the solidarity pot, or taken from it.</summary>
public sealed record PotLine(DateTimeOffset At, int Number, string Name, string Kind, string? By)
{
    private const string SelectAll = """
        select e.at, m.number, m.name, e.kind, p.name as by
        from duty_entry e
        join member m on m.id = e.member_id
        left join person p on p.id = e.by_person_id
        where e.kind in ('given', 'received') and not exists (select 1 from duty_entry r where r.reverses_id = e.id)
        order by e.at desc, e.id desc
        """;

    /// <summary>The newest first.</summary>
    public static List<PotLine> All(Db db) => db.Query<PotLine>(SelectAll);
}

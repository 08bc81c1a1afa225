namespace FoodCoop.Features.Shifts.Mine;

/// <summary>How one rotation went, for all to see, as soon as its roster has been published.</summary>
/// <param name="Code">Of its first cycle.</param>
/// <param name="Asked">Spots at the usual number, of shifts that were not cancelled.</param>
/// <param name="Filled">Of those asked; who comes above the usual number is not counted.</param>
/// <param name="StandIns">Spots that somebody took over.</param>
/// <param name="Swaps">Spots that were swapped, both sides counted.</param>
public sealed record RotationFigures(Id<Rotation> Id, string Code, int Asked, int Filled, int Came, int StandIns, int Swaps)
{
    /// <summary>The last eight that have begun or whose roster is known.</summary>
    internal const string LastEight = "select id from rotation where starts_at <= @now or published_at is not null order by starts_at desc limit 8";

    private const string SelectAll = """
        select r.id, min(c.code) as code, sum(s.usual) as asked,
          sum(min(s.usual, (select count(*) from spot_now n where n.shift_id = s.id))) as filled,
          sum((
            select count(*) from duty_entry e join spot x on x.id = e.spot_id
            where x.shift_id = s.id and e.kind = 'done' and not exists (select 1 from duty_entry v where v.reverses_id = e.id))) as came,
          sum((select count(*) from spot_now n where n.shift_id = s.id and n.how = 'stand-in')) as stand_ins,
          sum((select count(*) from spot_now n where n.shift_id = s.id and n.how = 'swap')) as swaps
        from rotation r
        join rotation_day d on d.rotation_id = r.id
        join order_cycle c on c.id = d.cycle_id
        join shift s on s.cycle_id = c.id and s.cancelled_at is null
        where r.id in (
        """ + LastEight + """
        )
        group by r.id
        order by code desc
        """;

    /// <summary>The newest first.</summary>
    public static List<RotationFigures> All(Db db, DateTimeOffset now) => db.Query<RotationFigures>(SelectAll, new { now });
}

/// <summary>How one duty was filled in the last eight rotations.</summary>
public sealed record DutyFigures(string NameNl, string NameEn, int Asked, int Filled, int StandIns)
{
    private const string SelectAll = """
        select d.name_nl, d.name_en, sum(s.usual) as asked,
          sum(min(s.usual, (select count(*) from spot_now n where n.shift_id = s.id))) as filled,
          sum((select count(*) from spot_now n where n.shift_id = s.id and n.how = 'stand-in')) as stand_ins
        from shift s
        join duty d on d.id = s.duty_id
        join rotation_day y on y.cycle_id = s.cycle_id
        where s.cancelled_at is null and y.rotation_id in (
        """ + RotationFigures.LastEight + """
        )
        group by d.id
        order by d.walk, d.id
        """;

    public static List<DutyFigures> All(Db db, DateTimeOffset now) => db.Query<DutyFigures>(SelectAll, new { now });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;
}

/// <summary>So many members have done so much: effort 1 to 3 a shift, added up. No names, no ranking.</summary>
public sealed record EffortBar(int Effort, int Members)
{
    private const string SelectBars = """
        select effort, count(*) as members
        from (
          select m.id, coalesce((
            select sum(d.effort)
            from duty_entry e
            join spot t on t.id = e.spot_id
            join shift s on s.id = t.shift_id
            join duty d on d.id = s.duty_id
            where e.member_id = m.id and e.kind = 'done' and not exists (select 1 from duty_entry v where v.reverses_id = e.id)
              and s.cycle_id in (select x.cycle_id from rotation_day x where x.rotation_id in (
        """ + RotationFigures.LastEight + """
            ))), 0) as effort
          from member m
          where m.left_on is null and m.kind = 'member')
        group by effort
        order by effort
        """;

    public static List<EffortBar> All(Db db, DateTimeOffset now) => db.Query<EffortBar>(SelectBars, new { now });
}

using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>A shift to come that a member is not in and that has a free spot, or one whose holder looks for somebody.</summary>
/// <param name="Planned">The roster has been published.</param>
/// <param name="LookingId">The spot of who cannot be there and looks for a stand-in: the first of them.</param>
/// <param name="Beside">One in it who has done a shift before; "" for nobody.</param>
public sealed record OpenShift(
    Id<ShiftDay> Id, Id<OrderCycle> CycleId, string CycleCode, DateOnly PickupOn, string NameNl, string NameEn, int Effort, bool Lifting, bool AtHome,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, int Fewest, int Most, int Taken, bool Planned, Id<Spot>? LookingId, string LookingName, string Beside)
{
    private const string SelectFor = """
        select * from (
          select s.id, s.cycle_id, c.code as cycle_code, c.pickup_on, d.name_nl, d.name_en, d.effort, d.lifting, d.at_home, s.starts_at, s.ends_at, s.place,
            s.fewest, s.most, (select count(*) from spot_now n where n.shift_id = s.id) as taken,
            exists (select 1 from rotation_day y join rotation r on r.id = y.rotation_id where y.cycle_id = s.cycle_id and r.published_at is not null) as planned,
            l.id as looking_id, coalesce(p.name, m.name, '') as looking_name,
            coalesce((
              select min(coalesce(xp.name, xm.name))
              from spot_now x
              join member xm on xm.id = x.member_id
              left join person xp on xp.id = x.person_id
              where x.shift_id = s.id and exists (select 1 from experience e where e.member_id = x.member_id)), '') as beside
          from shift s
          join duty d on d.id = s.duty_id
          join order_cycle c on c.id = s.cycle_id
          left join spot_now l on l.id = (select min(x.id) from spot_now x where x.shift_id = s.id and x.looking_at is not null)
          left join member m on m.id = l.member_id
          left join person p on p.id = l.person_id
          where s.cancelled_at is null and s.starts_at > @now
            and not exists (select 1 from spot_now n where n.shift_id = s.id and n.member_id = @member)
          order by s.starts_at, d.walk, d.id, s.id)
        where taken < most or looking_id is not null
        """;

    /// <summary>What a member could take, the earliest first.</summary>
    public static List<OpenShift> For(Db db, Id<Member> member, DateTimeOffset now) => db.Query<OpenShift>(SelectFor, new { member, now });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;

    public int Free => Math.Max(Most - Taken, 0);

    /// <summary>So many are missing before the shift can be done; none before the roster has been made, which fills it.</summary>
    public int Short => Planned ? Math.Max(Fewest - Taken, 0) : 0;
}

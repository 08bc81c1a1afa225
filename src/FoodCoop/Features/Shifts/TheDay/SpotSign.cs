using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>What who runs the day should know of somebody in a shift.</summary>
/// <param name="IsFirstTime">Nobody of its household had done a shift before this one.</param>
/// <param name="Knows">Had done this duty before, here or as a coordinator says.</param>
/// <param name="Partner">Who of the same shift it wished to work with, or who wished to work with it; "" for nobody.</param>
/// <remarks>Source: design, shifts.md section 4: first-timers are marked for the coordinator; the roster names the partner.</remarks>
public sealed record SpotSign(Id<Spot> SpotId, bool IsFirstTime, bool Knows, string Partner)
{
    private const string SelectOfCycle = """
        select n.id as spot_id,
          not exists (select 1 from experience x where x.member_id = n.member_id and x.since < s.starts_at) as is_first_time,
          exists (select 1 from experience x where x.member_id = n.member_id and x.duty_id = s.duty_id and x.since < s.starts_at) as knows,
          coalesce((
            select group_concat(coalesce(p.name, m.name), ', ')
            from spot_now o
            join member m on m.id = o.member_id
            left join person p on p.id = o.person_id
            where o.shift_id = n.shift_id and exists (
              select 1
              from rotation_day d
              join wish w on w.rotation_id = d.rotation_id
              where d.cycle_id = s.cycle_id and (w.member_id = n.member_id and w.partner_id = o.member_id or w.member_id = o.member_id and w.partner_id = n.member_id))), '') as partner
        from shift s
        join spot_now n on n.shift_id = s.id
        where s.cycle_id = @cycle
        """;

    public static Dictionary<Id<Spot>, SpotSign> OfCycle(Db db, Id<OrderCycle> cycle) =>
        db.Query<SpotSign>(SelectOfCycle, new { cycle }).ToDictionary(s => s.SpotId);
}

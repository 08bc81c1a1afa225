namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>Marks rows of the table swap.</summary>
public sealed class Swap : IEntity;

/// <summary>A swap that another member offers, and one of my spots that it would take for it.</summary>
public sealed record SwapForMe(
    Id<Swap> Id, string Name, Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, Id<Spot> MySpotId, string MyNl, string MyEn, DateTimeOffset MyStartsAt)
{
    private const string SelectFor = """
        select w.id, coalesce(p.name, m.name) as name, s.id as shift_id, d.name_nl, d.name_en, s.starts_at,
          y.id as my_spot_id, yd.name_nl as my_nl, yd.name_en as my_en, ys.starts_at as my_starts_at
        from swap w
        join spot_now n on n.id = w.spot_id
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        join member m on m.id = n.member_id
        left join person p on p.id = n.person_id
        join swap_for f on f.swap_id = w.id
        join spot_now y on y.shift_id = f.shift_id and y.member_id = @member
        join shift ys on ys.id = y.shift_id
        join duty yd on yd.id = ys.duty_id
        where w.closed_at is null and n.member_id <> @member and (w.to_member_id is null or w.to_member_id = @member)
          and s.starts_at > @now and ys.starts_at > @now and s.cancelled_at is null and ys.cancelled_at is null
          and not exists (select 1 from spot_now z where z.shift_id = s.id and z.member_id = @member)
          and not exists (select 1 from spot_now z where z.shift_id = ys.id and z.member_id = n.member_id)
        order by w.id, ys.starts_at
        """;

    public static List<SwapForMe> Of(Db db, Id<Member> member, DateTimeOffset now) => db.Query<SwapForMe>(SelectFor, new { member, now });

    public string Offered(string language) => language == "nl" ? NameNl : NameEn;

    public string Mine(string language) => language == "nl" ? MyNl : MyEn;
}

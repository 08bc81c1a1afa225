using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Shifts;

/// <summary>A rotation as it stands now: two pickups, how far its plan is.</summary>
public sealed record RotationRow(
    Id<Rotation> Id, DateTimeOffset StartsAt, long Seed, DateTimeOffset? WishesOpenedAt, DateTimeOffset? WishesUntil, DateTimeOffset? DraftedAt, DateTimeOffset? PublishedAt,
    DateTimeOffset? ChargedAt, DateTimeOffset? EndedAt, Id<OrderCycle> FirstId, string FirstCode, DateOnly FirstOn, Id<OrderCycle> SecondId, string SecondCode, DateOnly SecondOn)
{
    private const string Columns = """
        select r.id, r.starts_at, r.seed, r.wishes_opened_at, r.wishes_until, r.drafted_at, r.published_at, r.charged_at, r.ended_at,
          a.id as first_id, a.code as first_code, a.pickup_on as first_on, b.id as second_id, b.code as second_code, b.pickup_on as second_on
        from rotation r
        join order_cycle a on a.id = (
          select x.id from rotation_day d join order_cycle x on x.id = d.cycle_id where d.rotation_id = r.id order by x.pickup_on limit 1)
        join order_cycle b on b.id = (
          select x.id from rotation_day d join order_cycle x on x.id = d.cycle_id where d.rotation_id = r.id order by x.pickup_on desc limit 1)
        """;

    private const string SelectByCode = Columns + " where a.code = @code";
    private const string SelectAll = Columns + " order by a.pickup_on";

    /// <summary>By the code of its first cycle, which names it in addresses: <c>/roster/2026-12</c>.</summary>
    public static RotationRow? ByCode(Db db, string? code) => db.Find<RotationRow>(SelectByCode, new { code });

    /// <summary>All, the earliest first.</summary>
    public static List<RotationRow> All(Db db) => db.Query<RotationRow>(SelectAll);

    /// <summary>The one whose days are under way on a day or come next; null before the first has been made.</summary>
    public static RotationRow? On(Db db, DateOnly today) => All(db).FirstOrDefault(r => r.SecondOn >= today);

    /// <summary>Members may say what they wish.</summary>
    public bool TakesWishes(DateTimeOffset now) => WishesUntil > now && PublishedAt is null;

    public bool IsPublished => PublishedAt is not null;

    /// <summary>The draft says who is to be where, and has not been published yet.</summary>
    public bool IsDrafted => DraftedAt is not null;

    /// <summary>Draws between equals; the same for each plan of this rotation.</summary>
    public int LotSeed => unchecked((int)Seed);
}

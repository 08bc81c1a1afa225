using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>A pickup that would be moved or skipped while people have a shift on its day, or have said what they wish for it.</summary>
/// <param name="To">Null: it is skipped.</param>
/// <param name="Spots">Whose shifts move along, or are cancelled.</param>
/// <param name="Wishes">Members whose wishes are lost, because rotations are made anew without this day.</param>
/// <remarks>It is shown first, and done as it was shown or not at all.</remarks>
public sealed record TouchedPickup(Cycle Cycle, CycleDates? To, IReadOnlyList<SpotRow> Spots, int Wishes)
{
    private const string CountWishes = """
        select count(distinct w.member_id)
        from rotation_day d
        join rotation mine on mine.id = d.rotation_id and mine.charged_at is null
        join rotation r on r.charged_at is null and r.starts_at >= mine.starts_at
        join wish w on w.rotation_id = r.id
        where d.cycle_id = @cycle
        """;

    /// <summary>Those of some changes that touch somebody.</summary>
    public static List<TouchedPickup> Of(Db db, IEnumerable<CyclePlan.Change> changes, DateTimeOffset now) =>
    [
        .. changes.Where(c => c.To is null || (c.To.PickupOn, c.To.PickupFrom) != (c.Cycle.PickupOn, c.Cycle.PickupFrom))
            .Select(c => new TouchedPickup(c.Cycle, c.To, Coming(db, c.Cycle, now), c.To is null ? db.One<int>(CountWishes, new { cycle = c.Cycle.Id }) : 0))
            .Where(t => t.Spots.Count > 0 || t.Wishes > 0),
    ];

    private static List<SpotRow> Coming(Db db, Cycle cycle, DateTimeOffset now)
    {
        var shifts = Shift.OfCycle(db, cycle.Id).Where(s => !s.HasBegun(now)).Select(s => s.Id).ToHashSet();
        return Shifts.Spots.OfCycle(db, cycle.Id).FindAll(s => shifts.Contains(s.ShiftId));
    }

    /// <summary>What was shown, to be posted along with the confirmation.</summary>
    public static string Shown(IEnumerable<TouchedPickup> touched)
    {
        var words = string.Join('\n', touched.Select(t => string.Create(CultureInfo.InvariantCulture,
            $"{t.Cycle.Code} {t.To?.PickupOn:O} {t.To?.PickupFrom:HH:mm} {t.Wishes} {string.Join(',', t.Spots.Select(s => s.Id))}")));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..24];
    }

    /// <summary>Members, each once: who has two shifts on that day is one.</summary>
    public IReadOnlyList<SpotRow> People => [.. Spots.DistinctBy(s => (s.MemberId, s.PersonId)).OrderBy(s => s.Number)];
}

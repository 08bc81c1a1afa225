using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Shifts;

/// <summary>Marks rows of the table duty: a kind of work.</summary>
public sealed class Duty : IEntity;

/// <summary>Marks rows of the table duty_session: what the template has on each pickup day.</summary>
public sealed class DutySession : IEntity;

/// <summary>Marks rows of the table skill.</summary>
public sealed class Skill : IEntity;

/// <summary>Marks rows of the table rotation: two pickup days.</summary>
public sealed class Rotation : IEntity;

/// <summary>Marks rows of the table spot: one person's place in a shift.</summary>
public sealed class Spot : IEntity;

/// <summary>Marks rows of the table duty_entry.</summary>
public sealed class DutyEntry : IEntity;

/// <summary>Marks rows of the table exemption.</summary>
public sealed class Exemption : IEntity;

/// <summary>One session of a duty on one day, with how many people it takes and how many have a spot in it.</summary>
public sealed record Shift(
    Id<ShiftDay> Id, Id<OrderCycle> CycleId, string CycleCode, Id<Duty> DutyId, string NameNl, string NameEn, int Effort, bool Lifting, bool AtHome,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, int Fewest, int Usual, int Most, DateTimeOffset? CancelledAt, string CancelReason, int Taken)
{
    private const string Columns = """
        select s.id, s.cycle_id, c.code as cycle_code, s.duty_id, d.name_nl, d.name_en, d.effort, d.lifting, d.at_home,
          s.starts_at, s.ends_at, s.place, s.fewest, s.usual, s.most, s.cancelled_at, s.cancel_reason,
          (select count(*) from spot_now n where n.shift_id = s.id) as taken
        from shift s
        join duty d on d.id = s.duty_id
        join order_cycle c on c.id = s.cycle_id
        """;

    private const string SelectOne = Columns + " where s.id = @id";
    private const string SelectOfCycle = Columns + " where s.cycle_id = @cycle order by s.starts_at, d.walk, d.id, s.id";

    private const string SelectOfRotation = Columns + """
         where s.cycle_id in (select cycle_id from rotation_day where rotation_id = @rotation)
        order by s.starts_at, d.walk, d.id, s.id
        """;

    public static Shift? Find(Db db, Id<ShiftDay> id) => db.Find<Shift>(SelectOne, new { id });

    public static List<Shift> OfCycle(Db db, Id<OrderCycle> cycle) => db.Query<Shift>(SelectOfCycle, new { cycle });

    /// <summary>All of a rotation, cancelled ones too, in the order of their beginning.</summary>
    public static List<Shift> OfRotation(Db db, Id<Rotation> rotation) => db.Query<Shift>(SelectOfRotation, new { rotation });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;

    public bool IsCancelled => CancelledAt is not null;

    public bool IsFull => Taken >= Most;

    public bool HasBegun(DateTimeOffset now) => StartsAt <= now;
}

/// <summary>Marks rows of the table shift: one session on one day.</summary>
public sealed class ShiftDay : IEntity;

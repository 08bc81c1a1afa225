using System.Globalization;
using FoodCoop.Features.Duties;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>A pickup moved to another day or other hours: every date before and after. It is shown first, and done as it was shown or not at all.</summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
public sealed record PickupMove(Cycle Cycle, CycleDates To)
{
    private const string UpdateDates = """
        update order_cycle
        set pickup_on = @PickupOn, pickup_from = @PickupFrom, pickup_until = @PickupUntil, opens_at = @OpensAt, fill_at = @FillAt, closes_at = @ClosesAt
        where id = @Id
        """;

    /// <summary>A moment of the clock before and after.</summary>
    /// <param name="Name">Its text: <c>Cycles.Opens</c>.</param>
    /// <param name="HasBeen">It has happened and stays.</param>
    /// <param name="IsAtOnce">It would have been before now, and comes at once.</param>
    public sealed record Moment(string Name, DateTimeOffset Before, DateTimeOffset After, bool HasBeen, bool IsAtOnce);

    public static PickupMove Of(Cycle cycle, DateOnly day, TimeOnly from, TimeOnly until, CoopZone zone, DateTimeOffset now) =>
        new(cycle, cycle.Dates.MovedTo(day, zone, now) with { PickupFrom = from, PickupUntil = until });

    public IEnumerable<Moment> Moments(DateTimeOffset now)
    {
        yield return Moment("Cycles.Opens", Cycle.OpensAt, To.OpensAt);
        if (Cycle.HasFillPhase) yield return Moment("Cycles.FillDays", Cycle.FillAt, To.FillAt);
        yield return Moment("Cycles.Closes", Cycle.ClosesAt, To.ClosesAt);

        Moment Moment(string name, DateTimeOffset before, DateTimeOffset after) => new(name, before, after, before <= now, before > now && after <= now);
    }

    /// <summary>What would be odd about it, and is left to who decides: another pickup on that day, or two orders at a time.</summary>
    public IEnumerable<(string Key, string Code)> Clashes(IEnumerable<Cycle> all)
    {
        foreach (var other in all.Where(c => c.Id != Cycle.Id))
        {
            if (other.PickupOn == To.PickupOn) yield return ("Cycles.ClashDay", other.Code);
            else if (AtOnce(other, To) && !AtOnce(other, Cycle.Dates)) yield return ("Cycles.ClashOrdering", other.Code);
        }

        static bool AtOnce(Cycle other, CycleDates d) => other.OpensAt < d.ClosesAt && d.OpensAt < other.ClosesAt;
    }

    /// <summary>What was shown, to be posted along with the confirmation: if any date is another by then, nothing is done.</summary>
    public string Shown => $"{Stamp(Cycle.Dates)} > {Stamp(To)}";

    /// <summary>Whether it stands already where it was shown to go.</summary>
    public bool IsDoneAs(string? shown) => Cycle.Is(To) && shown is not null && shown.EndsWith("> " + Stamp(To), StringComparison.Ordinal);

    private static string Stamp(CycleDates d) => string.Create(CultureInfo.InvariantCulture,
        $"{d.PickupOn:O} {d.PickupFrom:HH:mm} {d.PickupUntil:HH:mm} {d.OpensAt:O} {d.FillAt:O} {d.ClosesAt:O}");

    /// <exception cref="Refused">It cannot be so, beside the field that says it: <c>Move.…</c>.</exception>
    public void Check(DateTimeOffset now, CoopDates dates)
    {
        var zone = new CoopZone(dates.Zone);
        var begins = zone.ToUtc(To.PickupOn, To.PickupFrom);
        if (Cycle.State >= CycleState.Pickup) throw new Refused("", "Cycles.MoveTooLate", dates.Month(Cycle.Code));
        if (To.PickupFrom >= To.PickupUntil) throw new Refused("Move.Until", "Cycles.UntilBeforeFrom");
        if (Cycle.Is(To)) throw new Refused("Move.Day", "Cycles.MoveNowhere");
        if (!To.Code.IsNear(To.PickupOn)) throw new Refused("Move.Day", "Cycles.MovedTooFar", dates.Month(Cycle.Code));
        if (begins <= now) throw new Refused("Move.Day", "Cycles.MovePassed", dates.Moment(begins));
        if (To.ClosesAt >= begins) throw new Refused("Move.Day", "Cycles.MoveBeforeClosing", dates.Moment(To.ClosesAt));
        if (Cycle.ClosesAt > now && To.ClosesAt <= now) throw new Refused("Move.Day", "Cycles.MoveClosesPassed", dates.Moment(To.ClosesAt));
        if (Cycle.FillAt > now && To.FillAt <= now) throw new Refused("Move.Day", "Cycles.MoveFillPassed", dates.Moment(To.FillAt));
    }

    /// <summary>Moves it in the running transaction, and tells whom it concerns.</summary>
    /// <exception cref="Refused">As <see cref="Check"/> says.</exception>
    public void Write(Db db, CoopRow coop, IReadOnlyCollection<Concerned> concerned, string reason, Id<Person> by, DateTimeOffset now)
    {
        db.Execute(UpdateDates, new { Cycle.Id, To.PickupOn, To.PickupFrom, To.PickupUntil, To.OpensAt, To.FillAt, To.ClosesAt });
        RhythmRule.MoveMonth(db, To);
        MovedShifts.Follow(db, coop, Cycle, To, tell: false, now);
        RotationDays.Renew(db, CoopZone.Of(coop.Zone));
        var id = CycleMove.Record(db, Cycle.Code, Cycle.PickupOn, To.PickupOn, now, by, reason);
        CyclePost.Rewrite(db, Cycle, Cycles.Cycle.One(db, Cycle.Id), coop, now);
        PickupMovedMail.Write(db, this, coop, concerned, reason, id, now);
    }
}

using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// One month of the rhythm taken out of the rule: skipped, moved to a day, or left to the rule again. The cycles that have not
/// opened follow at once; who did it and why is kept, also of months that have no cycle yet.
/// </summary>
/// <remarks>Source: design, domain.md section 4.</remarks>
public sealed class MonthPlan(Db db, CoopDates dates, Id<Person> by, DateTimeOffset now)
{
    private const string InsertSkip = "insert into rhythm_skip (month, reason) values (@month, @reason) on conflict (month) do update set reason = @reason";
    private const string DeleteSkip = "delete from rhythm_skip where month = @month";
    private const string DeleteMove = "delete from rhythm_move where month = @month";

    private readonly CoopZone zone = new(dates.Zone);

    /// <summary>What became of a wish.</summary>
    /// <param name="Changes">The cycles that followed.</param>
    /// <param name="Already">The sentence of why nothing was changed: it was so already. Null when something was.</param>
    public sealed record Answer(IReadOnlyList<CyclePlan.Change> Changes, string? Already = null, params object[] Arguments);

    /// <summary>No pickup in this month.</summary>
    /// <exception cref="Refused">It has opened already, or is over.</exception>
    public Answer Skip(string? month, string? reason, string field)
    {
        var code = Coming(month, field, "Cycles.OpenNotSkipped");
        var why = reason?.Trim() ?? "";
        if (Skipped(code) is { } skip && (why.Length == 0 || skip.Reason == why)) return new Answer([], "Cycles.SkippedAlready", Name(code));
        return Change(code, why, () => db.Execute(InsertSkip, new { month = code.ToString(), reason = why }));
    }

    /// <summary>What skipping it would change, without doing it.</summary>
    /// <exception cref="Refused">As <see cref="Skip"/> says.</exception>
    public List<CyclePlan.Change> IfSkipped(string? month, string field)
    {
        var code = Coming(month, field, "Cycles.OpenNotSkipped");
        return If(rhythm => rhythm with { Skipped = rhythm.Skipped.Append(code).ToHashSet() });
    }

    /// <summary>What leaving it to the rule would change, without doing it.</summary>
    /// <exception cref="Refused">As <see cref="LeaveToRule"/> says.</exception>
    public List<CyclePlan.Change> IfLeftToRule(string? month, string field)
    {
        var code = Coming(month, field, "Cycles.OpenKeepsDay");
        return If(rhythm => rhythm with
        {
            Moved = rhythm.Moved.Where(m => m.Key != code).ToDictionary(),
            Hours = rhythm.Hours.Where(h => h.Key != code).ToDictionary(),
        });
    }

    /// <summary>It is skipped no more: its cycle is made again.</summary>
    /// <exception cref="Refused">There is no time to order any more.</exception>
    public Answer BringBack(string? month, string field)
    {
        var code = Read(month, field);
        if (RhythmRule.Load(db) is { } rhythm && Cycle.ByCode(db, code.ToString()) is null)
        {
            var would = rhythm.Dates(code, rhythm.DayOf(code), zone);
            if (!CyclePlan.IsStillMade(would, Cycle.All(db).Min(c => c.Code), now))
                throw new Refused(field, "Cycles.TooLateToBringBack", Name(code), dates.Day(would.PickupOn), dates.Moment(would.OpensAt));
        }
        if (Skipped(code) is null && Day(code) is { } day) return new Answer([], "Cycles.NotSkipped", Name(code), dates.Day(day));
        return Change(code, "", () => db.Execute(DeleteSkip, new { month = code.ToString() }));
    }

    /// <summary>This month's pickup is on this day, whatever the rule says: also the rule's own day, which is then decided upon.</summary>
    /// <exception cref="Refused">It has opened already, is over or skipped, or the day is too far from the month.</exception>
    public Answer Move(string? month, DateOnly? day, string? reason, string field)
    {
        var code = Coming(month, field, "Cycles.OpenAlready");
        if (Skipped(code) is not null) throw new Refused(field, "Cycles.SkippedNotMoved", Name(code));
        if (day is null) throw new Refused("day", "Web.FieldNeeded");
        if (!code.IsNear(day.Value)) throw new Refused("day", "Cycles.MovedTooFar", Name(code));
        if (FixedDay(code) == day) return new Answer([], "Cycles.FixedAlready", Name(code), dates.Day(day.Value));
        return Change(code, reason?.Trim() ?? "", () =>
        {
            if (RhythmRule.Load(db) is { } rhythm) RhythmRule.MoveMonth(db, rhythm.Dates(code, day.Value, zone));
        });
    }

    /// <summary>The rule decides again.</summary>
    /// <exception cref="Refused">It has opened already, or is over.</exception>
    public Answer LeaveToRule(string? month, string field)
    {
        var code = Coming(month, field, "Cycles.OpenKeepsDay");
        if (FixedDay(code) is null && Day(code) is { } day) return new Answer([], "Cycles.RuleAlready", Name(code), dates.Day(day));
        if (FixedDay(code) is null) return new Answer([], "Cycles.SkippedAlready", Name(code));
        return Change(code, "", () => db.Execute(DeleteMove, new { month = code.ToString() }));
    }

    private List<CyclePlan.Change> If(Func<Rhythm, Rhythm> changed) =>
        RhythmRule.Load(db) is { } rhythm ? CyclePlan.Changes(Cycle.All(db), changed(rhythm), zone, now) : [];

    private Answer Change(CycleCode code, string reason, Action write)
    {
        var (month, was) = (code.ToString(), Day(code));
        write();
        if (RhythmRule.Load(db) is not { } rhythm) return new Answer([]);
        var changes = CyclePlan.Follow(db, rhythm, zone, now, by, reason);
        var day = Day(code);
        if (was != day && changes.All(c => c.Cycle.Code != month)) CycleMove.Record(db, month, was ?? rhythm.DayOf(code), day, now, by, reason);
        return new Answer(changes);
    }

    private RhythmRule.Skip? Skipped(CycleCode code) => RhythmRule.Skips(db).Find(s => s.Month == code.ToString());

    private DateOnly? FixedDay(CycleCode code) => RhythmRule.Moves(db).Find(m => m.Month == code.ToString())?.PickupOn;

    private string Name(CycleCode code) => dates.Month(code.ToString());

    // where the pickup is as things stand; null: skipped
    private DateOnly? Day(CycleCode code) => Cycle.ByCode(db, code.ToString())?.PickupOn
        ?? (RhythmRule.Load(db) is { } rhythm && !rhythm.Skipped.Contains(code) ? rhythm.DayOf(code) : null);

    private static CycleCode Read(string? month, string field) =>
        CycleCode.TryParse(month, out var code) ? code : throw new Refused(field, "Cycles.WhichMonth");

    private CycleCode Coming(string? month, string field, string opened)
    {
        var code = Read(month, field);
        var cycle = Cycle.ByCode(db, code.ToString());
        if (cycle is not null && (cycle.State > CycleState.Planned || cycle.OpensAt <= now)) throw new Refused(field, opened, Name(code));
        if (cycle is null && code < CycleCode.Of(zone.DateAt(now))) throw new Refused(field, "Cycles.MonthOver", Name(code));
        return code;
    }
}

namespace FoodCoop.Features.Shifts;

/// <summary>One line of a member's duty account.</summary>
/// <param name="Kind"><c>owed</c>, <c>done</c>, <c>excused</c>, <c>missed</c>, <c>given</c>, <c>received</c>, <c>manual</c> or <c>reversal</c>.</param>
/// <param name="By">Null: the clock or the plan.</param>
public sealed record DutyLine(
    Id<DutyEntry> Id, string Kind, int Amount, DateTimeOffset At, string? By, string Reason, string? DutyNl, string? DutyEn, DateTimeOffset? ShiftAt, bool Reversed);

/// <summary>
/// What a member owes and has done, in shifts: a rotation costs one, a shift done gives it back. Entries are never changed or deleted
/// (the database refuses); what was wrong is reversed. Below zero, a member needs a spot.
/// </summary>
/// <remarks>Source: design, shifts.md section 2.</remarks>
public static class DutyAccount
{
    private const string Insert = """
        insert into duty_entry (member_id, kind, amount, rotation_id, spot_id, reverses_id, at, by_person_id, reason)
        values (@member, @kind, @amount, @rotation, @spot, @reverses, @now, @by, @reason)
        """;

    private const string SelectBalance = "select balance from duty_balance where member_id = @member";
    private const string SelectPot = "select shifts from duty_pot";

    private const string SelectLines = """
        select e.id, e.kind, e.amount, e.at, p.name as by, e.reason, d.name_nl as duty_nl, d.name_en as duty_en, s.starts_at as shift_at,
          exists (select 1 from duty_entry r where r.reverses_id = e.id) as reversed
        from duty_entry e
        left join person p on p.id = e.by_person_id
        left join spot t on t.id = e.spot_id
        left join shift s on s.id = t.shift_id
        left join duty d on d.id = s.duty_id
        where e.member_id = @member
        order by e.at desc, e.id desc
        """;

    private const string SelectStanding = """
        select e.id, e.amount
        from duty_entry e
        where e.spot_id = @spot and e.kind in ('done', 'excused', 'missed')
          and not exists (select 1 from duty_entry r where r.reverses_id = e.id)
        """;

    private const string CountReceived = """
        select count(*)
        from duty_entry e
        where e.member_id = @member and e.kind = 'received' and e.at >= @since and not exists (select 1 from duty_entry r where r.reverses_id = e.id)
        """;

    private const string SelectSpotMember = "select member_id from spot where id = @spot";
    private const string InsertMark = "insert into spot_mark (spot_id, mark, at, by_person_id) values (@spot, @mark, @now, @by)";

    private sealed record Standing(Id<DutyEntry> Id, int Amount);

    /// <summary>A member may take so many shifts out of the pot in a calendar year.</summary>
    public const int MostFromPot = 2;

    /// <summary>Up to so many shifts may be done ahead.</summary>
    public const int MostAhead = 2;

    public static int Balance(Db db, Id<Member> member) => db.One<int>(SelectBalance, new { member });

    /// <summary>The newest first.</summary>
    public static List<DutyLine> Lines(Db db, Id<Member> member) => db.Query<DutyLine>(SelectLines, new { member });

    /// <summary>Shifts in the solidarity pot.</summary>
    public static int Pot(Db db) => db.One<int>(SelectPot);

    /// <summary>What happened with a spot on the day: came, excused, missed, or "" to take a mark back. However often it is corrected, one truth stands in the account.</summary>
    public static void Mark(Db db, Id<Spot> spot, string mark, DateTimeOffset now, Id<Person> by)
    {
        var member = db.One<Id<Member>>(SelectSpotMember, new { spot });
        db.Execute(InsertMark, new { spot, mark, now, by });
        foreach (var standing in db.Query<Standing>(SelectStanding, new { spot }))
            Write(db, member, "reversal", -standing.Amount, now, by, spot: spot, reverses: standing.Id);
        switch (mark)
        {
            case "came": Write(db, member, "done", 1, now, by, spot: spot); break;
            case "excused": Write(db, member, "excused", 1, now, by, spot: spot); break;
            case "missed": Write(db, member, "missed", 0, now, by, spot: spot); break;
            default: break; // taken back: as if nothing had been said
        }
    }

    /// <summary>Excused by the co-op: a shift that was cancelled, no spot to be had, exempted or left after the start.</summary>
    public static void Excuse(Db db, Id<Member> member, DateTimeOffset now, Id<Person>? by, string reason, Id<Spot>? spot = null, Id<Rotation>? rotation = null) =>
        Write(db, member, "excused", 1, now, by, reason, rotation, spot);

    /// <summary>Gives one shift that was done ahead to who cannot.</summary>
    /// <exception cref="Refused">Nothing has been done ahead.</exception>
    public static void Give(Db db, Id<Member> member, DateTimeOffset now, Id<Person> by)
    {
        if (Balance(db, member) <= 0) throw new Refused("", "Shifts.NothingToGive");
        Write(db, member, "given", -1, now, by);
    }

    /// <summary>Takes a shift out of the pot, because this member cannot do its own.</summary>
    /// <param name="yearBegan">The beginning of the calendar year on the co-op's clock.</param>
    /// <exception cref="Refused">The pot is empty, nothing is owed, or it has been twice this year already.</exception>
    public static void Receive(Db db, Id<Member> member, DateTimeOffset now, DateTimeOffset yearBegan, Id<Person> by)
    {
        if (Balance(db, member) >= 0) throw new Refused("", "Shifts.OwesNothing");
        if (Pot(db) <= 0) throw new Refused("", "Shifts.PotEmpty");
        if (db.One<int>(CountReceived, new { member, since = yearBegan }) >= MostFromPot) throw new Refused("", "Shifts.PotTwice", MostFromPot);
        Write(db, member, "received", 1, now, by);
    }

    /// <summary>A coordinator's own entry, with the reason in words.</summary>
    public static void Correct(Db db, Id<Member> member, int amount, string reason, DateTimeOffset now, Id<Person> by) =>
        Write(db, member, "manual", amount, now, by, reason);

    private static void Write(
        Db db, Id<Member> member, string kind, int amount, DateTimeOffset now, Id<Person>? by, string reason = "",
        Id<Rotation>? rotation = null, Id<Spot>? spot = null, Id<DutyEntry>? reverses = null) =>
        db.Execute(Insert, new { member, kind, amount, rotation, spot, reverses, now, by, reason });
}

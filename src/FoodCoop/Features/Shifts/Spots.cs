using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts.Board;
using FoodCoop.Features.Shifts.Exchange;

namespace FoodCoop.Features.Shifts;

/// <summary>One place in a shift and whose it is.</summary>
/// <param name="PersonName">Who is expected; "" where the household has not said who comes.</param>
/// <param name="SkillId">The required skill that this spot stands for.</param>
/// <param name="LookingAt">Since when its holder cannot be there and looks for somebody.</param>
/// <param name="Mark">What happened on the day: "", came, excused or missed.</param>
public sealed record SpotRow(
    Id<Spot> Id, Id<ShiftDay> ShiftId, Id<Member> MemberId, int Number, string MemberName, Id<Person>? PersonId, string PersonName, string Phone,
    Id<Skill>? SkillId, string SkillNl, string SkillEn, string How, DateTimeOffset? LookingAt, string Mark)
{
    /// <summary>The person, or the member where it is not known who comes.</summary>
    public string Name => PersonName.Length > 0 ? PersonName : MemberName;
}

/// <summary>Taking and leaving spots, in the caller's transaction: what it sees holds until the commit, so that a last spot goes to one.</summary>
/// <remarks>Source: design, shifts.md sections 1 to 4.</remarks>
public static class Spots
{
    private const string Columns = """
        select n.id, n.shift_id, n.member_id, m.number, m.name as member_name, n.person_id, coalesce(p.name, '') as person_name,
          coalesce(p.phone, (select x.phone from person x where x.member_id = m.id and x.left_on is null order by x.id limit 1), '') as phone,
          n.skill_id, coalesce(k.name_nl, '') as skill_nl, coalesce(k.name_en, '') as skill_en, n.how, n.looking_at,
          coalesce((select a.mark from spot_mark a where a.spot_id = n.id order by a.id desc limit 1), '') as mark
        from spot_now n
        join member m on m.id = n.member_id
        left join person p on p.id = n.person_id
        left join skill k on k.id = n.skill_id
        """;

    private const string SelectOne = Columns + " where n.id = @id";
    private const string SelectOfShift = Columns + " where n.shift_id = @shift order by n.taken_at, n.id";
    private const string SelectOfCycle = Columns + " where n.shift_id in (select id from shift where cycle_id = @cycle) order by n.taken_at, n.id";

    private const string SelectOfRotation = Columns + """
         where n.shift_id in (
          select s.id from shift s join rotation_day d on d.cycle_id = s.cycle_id where d.rotation_id = @rotation)
        order by n.taken_at, n.id
        """;

    private const string SelectNeeds = """
        select k.id, k.name_nl, k.name_en, d.everyone
        from duty_skill d
        join skill k on k.id = d.skill_id
        join shift s on s.duty_id = d.duty_id
        where s.id = @shift
        order by k.id
        """;

    private const string SelectMemberSkills = """
        select distinct k.skill_id
        from person_skill k
        join person p on p.id = k.person_id
        where p.member_id = @member and p.left_on is null
        """;

    private const string CountWhoMayLift = "select count(*) from person where member_id = @member and left_on is null and may_not_lift = 0";

    private const string CountToCome = """
        select count(*)
        from spot_now n
        join shift s on s.id = n.shift_id
        where n.member_id = @member and s.cancelled_at is null
          and not exists (
            select 1 from duty_entry e
            where e.spot_id = n.id and e.kind in ('done', 'excused', 'missed') and not exists (select 1 from duty_entry r where r.reverses_id = e.id))
        """;

    private const string Insert = """
        insert into spot (shift_id, member_id, person_id, skill_id, how, taken_at, taken_by)
        values (@shift, @member, @person, @skill, @how, @now, @by)
        """;

    private const string UpdateLeft = "update spot set left_at = @now, left_by = @by, left_why = @why where id = @spot and left_at is null";
    private const string UpdateLooking = "update spot set looking_at = @at where id = @spot and left_at is null";

    /// <summary>A skill that a shift asks for, of one person or of everyone.</summary>
    public sealed record Need(Id<Skill> Id, string NameNl, string NameEn, bool Everyone);

    public static SpotRow? Find(Db db, Id<Spot> id) => db.Find<SpotRow>(SelectOne, new { id });

    public static List<SpotRow> OfShift(Db db, Id<ShiftDay> shift) => db.Query<SpotRow>(SelectOfShift, new { shift });

    public static List<SpotRow> OfCycle(Db db, Id<OrderCycle> cycle) => db.Query<SpotRow>(SelectOfCycle, new { cycle });

    public static List<SpotRow> OfRotation(Db db, Id<Rotation> rotation) => db.Query<SpotRow>(SelectOfRotation, new { rotation });

    public static List<Need> Needs(Db db, Id<ShiftDay> shift) => db.Query<Need>(SelectNeeds, new { shift });

    /// <summary>Takes a free spot for a member, which is then fixed.</summary>
    /// <param name="person">Who comes, if that is known.</param>
    /// <param name="how">taken · hand · stand-in · swap · moved · welcome.</param>
    /// <exception cref="Refused">Full, cancelled or begun; a skill is needed; lifting; already in it; or more than two shifts ahead.</exception>
    public static Id<Spot> Take(Db db, Shift shift, Id<Member> member, Id<Person>? person, string how, DateTimeOffset now, Id<Person>? by)
    {
        if (shift.IsCancelled) throw new Refused("", "Shifts.IsCancelled", shift.CancelReason);
        if (shift.HasBegun(now)) throw new Refused("", "Shifts.HasBegun");
        var spots = OfShift(db, shift.Id);
        if (spots.Any(s => s.MemberId == member)) throw new Refused("", "Shifts.InIt");
        if (spots.Count >= shift.Most) throw new Refused("", "Shifts.Full", string.Join(", ", spots.Select(s => s.Name)));
        var skill = Skill(db, shift, member, spots);
        if (shift.Lifting && db.One<int>(CountWhoMayLift, new { member }) == 0) throw new Refused("", "Shifts.Lifting");
        if (how is "taken" or "welcome" && DutyAccount.Balance(db, member) + db.One<int>(CountToCome, new { member }) >= DutyAccount.MostAhead)
            throw new Refused("", "Shifts.AheadEnough", DutyAccount.MostAhead);
        var spot = db.Insert<Spot>(Insert, new { shift = shift.Id, member, person, skill, how, now, by });
        Vacancy.WithdrawFilled(db, shift.Id, now);
        PickupTomorrow.Anew(db, shift.CycleId, member, now);
        return spot;
    }

    /// <summary>Leaves a spot. False when somebody was before us.</summary>
    /// <param name="why">stand-in · swap · moved · cancelled · exempt · left · freed.</param>
    /// <param name="isTold">The caller tells its holder about it: a publication, which tells everybody.</param>
    public static bool Leave(Db db, Id<Spot> spot, string why, DateTimeOffset now, Id<Person>? by, bool isTold = false)
    {
        if (db.Execute(UpdateLeft, new { spot, why, now, by }) == 0) return false;
        Swaps.Close(db, spot, now);
        SpotPost.Withdraw(db, spot, now);
        if (!isTold) ShiftNews.Left(db, spot, now);
        return true;
    }

    /// <summary>"I can't be there": the spot stays theirs, marked, until somebody takes it; or (null) they can after all.</summary>
    public static void Look(Db db, Id<Spot> spot, DateTimeOffset? at) => db.Execute(UpdateLooking, new { spot, at });

    // Each required skill is a spot of its own: who has none that is still missing may not take the last spots that wait for one.
    private static Id<Skill>? Skill(Db db, Shift shift, Id<Member> member, List<SpotRow> spots)
    {
        var needs = Needs(db, shift.Id);
        if (needs.Count == 0) return null;
        var has = db.Query<Id<Skill>>(SelectMemberSkills, new { member }).ToHashSet();
        var language = new Texts().Culture.TwoLetterISOLanguageName;
        string Name(Need n) => language == "nl" ? n.NameNl : n.NameEn;
        if (needs.FirstOrDefault(n => n.Everyone && !has.Contains(n.Id)) is { } lacking) throw new Refused("", "Shifts.EveryoneNeeds", Name(lacking));
        var missing = needs.Where(n => !n.Everyone && spots.TrueForAll(s => s.SkillId != n.Id)).ToList();
        if (missing.FirstOrDefault(n => has.Contains(n.Id)) is { } mine) return mine.Id;
        if (missing.Count > 0 && shift.Most - spots.Count <= missing.Count) throw new Refused("", "Shifts.LastNeeds", Name(missing[0]));
        return null;
    }
}

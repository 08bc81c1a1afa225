using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts;

/// <summary>From the database to what the planner asks for: the same rows give the same input, in a fixed number of statements.</summary>
/// <remarks>Source: design, shifts.md sections 1 to 3.</remarks>
public static class RosterInput
{
    private const string Experienced = "done-";

    private const string SelectSkills = """
        select distinct p.member_id, k.skill_id
        from person_skill k
        join person p on p.id = k.person_id
        join skill s on s.id = k.skill_id
        where p.left_on is null and s.ended_at is null
        order by p.member_id, k.skill_id
        """;

    // Who has done a shift of a duty is experienced in it, and who a coordinator says has.
    private const string SelectExperience = "select distinct member_id, duty_id from experience order by member_id, duty_id";

    private const string SelectNeeds = """
        select d.id as duty_id, d.experienced, k.id as skill_id, coalesce(n.everyone, 0) as everyone
        from duty d
        left join duty_skill n on n.duty_id = d.id
        left join skill k on k.id = n.skill_id and k.ended_at is null
        order by d.id, k.id
        """;

    private const string SelectCannot = """
        select w.member_id, c.pickup_on
        from wish_cannot w
        join order_cycle c on c.id = w.cycle_id
        where w.rotation_id = @rotation
        order by w.member_id, c.pickup_on
        """;

    private const string SelectLikes = "select member_id, shift_id, rank from wish_like where rotation_id = @rotation order by member_id, rank, shift_id";
    private const string SelectPartners = "select member_id, partner_id from wish where rotation_id = @rotation and partner_id is not null";

    private const string CountOver = """
        select count(*)
        from rotation r
        where r.starts_at < @StartsAt and r.published_at is not null
          and not exists (select 1 from rotation_day d join order_cycle c on c.id = d.cycle_id where d.rotation_id = r.id and c.pickup_on >= @today)
        """;

    private sealed record MemberSkill(Id<Member> MemberId, Id<Skill> SkillId);

    private sealed record Experience(Id<Member> MemberId, Id<Duty> DutyId);

    private sealed record Need(Id<Duty> DutyId, bool Experienced, Id<Skill>? SkillId, bool Everyone);

    private sealed record Cannot(Id<Member> MemberId, DateOnly PickupOn);

    private sealed record Like(Id<Member> MemberId, Id<ShiftDay> ShiftId, int Rank);

    private sealed record Pair(Id<Member> MemberId, Id<Member> PartnerId);

    /// <summary>"Done this duty before", beside the co-op's own skills.</summary>
    public static string ExperienceIn(Id<Duty> duty) => Experienced + duty;

    /// <summary>Of any duty.</summary>
    public static bool IsExperience(string skill) => skill.StartsWith(Experienced, StringComparison.Ordinal);

    /// <summary>The day on which a shift keeps somebody: what is done at home is no matter of the pickup day on which somebody cannot come.</summary>
    public static DateOnly DateOf(Shift shift, CoopZone zone) => zone.DateAt(shift.StartsAt).AddDays(shift.AtHome ? -1 : 0);

    /// <summary>All of a rotation: what the planner needs, and what the board shows.</summary>
    public static RosterBoard Load(Db db, RotationRow rotation, CoopZone zone, DateTimeOffset now)
    {
        var about = new { rotation = rotation.Id };
        var members = RosterMember.All(db, rotation, zone, now);
        var exempt = RosterMember.Exempt(db, rotation);
        var needing = RosterMember.NeedingASpot(db, rotation, members, exempt, zone);
        var exemptDays = exempt.Where(e => e.RotationId == rotation.Id).ToLookup(e => e.MemberId, e => e.PickupOn);
        var shifts = Shift.OfRotation(db, rotation.Id);
        var live = LiveSpot.Of(db, rotation.Id, now);
        var draft = Draft.Of(db, rotation.Id, now);
        var experience = db.Query<Experience>(SelectExperience);
        var skills = db.Query<MemberSkill>(SelectSkills).Select(s => (s.MemberId, Skill: s.SkillId.ToString()))
            .Concat(experience.Select(e => (e.MemberId, Skill: ExperienceIn(e.DutyId)))).ToLookup(s => s.MemberId, s => s.Skill);
        var cannot = db.Query<Cannot>(SelectCannot, about).ToLookup(c => c.MemberId, c => c.PickupOn);
        var open = shifts.Where(s => !s.IsCancelled && !s.HasBegun(now)).ToDictionary(s => s.Id);
        var likes = db.Query<Like>(SelectLikes, about).Where(l => open.ContainsKey(l.ShiftId)).ToLookup(l => l.MemberId);
        var ids = members.Select(m => m.Id).ToHashSet();
        var partners = db.Query<Pair>(SelectPartners, about).Where(p => ids.Contains(p.PartnerId)).ToDictionary(p => p.MemberId, p => p.PartnerId);
        var needs = db.Query<Need>(SelectNeeds).ToLookup(n => n.DutyId);
        // A new co-op, or a new duty, has nobody yet who has done it before: then it is asked for softly.
        var strict = db.One<int>(CountOver, new { rotation.StartsAt, today = zone.DateAt(now) }) > 0 ? experience.Select(e => e.DutyId).ToHashSet() : [];

        PlanMember Member(RosterMember m) => new()
        {
            Id = m.Id.ToString(),
            NeedsSpot = needing.Contains(m.Id),
            Exempt = exemptDays[m.Id].Count() == 2,
            Carried = m.Carried,
            Skills = [.. skills[m.Id]],
            MayNotLift = m.MayNotLift,
            CannotDates = [.. cannot[m.Id].Concat(exemptDays[m.Id]).Distinct().Order()],
            Likes = [.. likes[m.Id].Where(l => l.Rank > 0).Select(l => new Wish { Shift = l.ShiftId.ToString() })],
            RatherNot = [.. likes[m.Id].Where(l => l.Rank < 0).Select(l => new Wish { Shift = l.ShiftId.ToString() })],
            Partner = partners.TryGetValue(m.Id, out var partner) ? partner.ToString() : null,
            HeavyDone = m.HeavyDone,
            LastShift = m.LastAt is { } last ? zone.DateAt(last) : null,
        };

        PlanShift Planned(Shift s) => new()
        {
            Id = s.Id.ToString(),
            Date = DateOf(s, zone),
            Duty = s.DutyId.ToString(),
            Effort = s.Effort,
            Fewest = s.Fewest,
            Usual = s.Usual,
            Most = s.Most,
            Lifting = s.Lifting,
            Skills = [.. needs[s.DutyId].Where(n => n is { SkillId: not null, Everyone: false }).Select(n => new SkillSpot { Skill = n.SkillId.ToString()! }).Take(s.Most),
                .. needs[s.DutyId].Take(1).Where(n => n.Experienced).Select(n => new SkillSpot { Skill = ExperienceIn(n.DutyId), Soft = !strict.Contains(s.DutyId) || !HasRoom(s) })],
            SkillsOfAll = [.. needs[s.DutyId].Where(n => n is { SkillId: not null, Everyone: true }).Select(n => n.SkillId.ToString()!)],
        };

        bool HasRoom(Shift s) => s.Fewest > needs[s.DutyId].Count(n => n is { SkillId: not null, Everyone: false });

        TakenSpot Taken(Id<Member> member, Id<ShiftDay> shift, Id<Skill>? skill) => new() { Member = member.ToString(), Shift = shift.ToString(), Skill = skill?.ToString() };

        var here = live.Where(l => ids.Contains(l.MemberId) && open.ContainsKey(l.ShiftId)).ToList();
        var input = new PlanInput
        {
            Members = members.ConvertAll(Member),
            Shifts = [.. open.Values.Select(Planned)],
            Fixed = [.. here.Where(l => l.IsOwn).Select(l => Taken(l.MemberId, l.ShiftId, l.SkillId)),
                .. draft.Where(d => d.Fixed && ids.Contains(d.MemberId)).Select(d => Taken(d.MemberId, d.ShiftId, d.SkillId)),
                .. here.Where(l => l is { IsOwn: false, How: "hand" } && !rotation.IsDrafted).Select(l => Taken(l.MemberId, l.ShiftId, l.SkillId))],
            Published = [.. here.Where(l => !l.IsOwn && rotation.IsPublished).Select(l => Taken(l.MemberId, l.ShiftId, l.SkillId))],
        };
        return new RosterBoard(rotation, members, shifts, live, draft, input);
    }
}

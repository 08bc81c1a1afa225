using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts;

/// <summary>A spot that stands in the database.</summary>
/// <param name="IsOwn">Not the plan's to move: the member took it, somebody took it over, or its shift has begun.</param>
public sealed record LiveSpot(Id<Spot> Id, Id<ShiftDay> ShiftId, Id<Member> MemberId, Id<Skill>? SkillId, string How, bool IsLooking, bool IsOwn)
{
    private const string Select = """
        select n.id, n.shift_id, n.member_id, n.skill_id, n.how, n.looking_at is not null as is_looking,
          n.how not in ('plan', 'hand') or n.taken_at > coalesce(r.drafted_at, '9') or s.starts_at <= @now as is_own
        from rotation r
        join rotation_day y on y.rotation_id = r.id
        join shift s on s.cycle_id = y.cycle_id and s.cancelled_at is null
        join spot_now n on n.shift_id = s.id
        where r.id = @rotation
        order by n.shift_id, n.taken_at, n.id
        """;

    public static List<LiveSpot> Of(Db db, Id<Rotation> rotation, DateTimeOffset now) => db.Query<LiveSpot>(Select, new { rotation, now });
}

/// <summary>One person's place on the board.</summary>
/// <param name="IsOwn">Taken by the member itself: the board does not move it.</param>
/// <param name="Fixed">By a coordinator's hand.</param>
/// <param name="IsTold">It stands in the database, so its holder knows of it.</param>
public sealed record BoardSpot(Id<Member> MemberId, Id<ShiftDay> ShiftId, Id<Skill>? SkillId, bool IsOwn, bool Fixed, bool IsTold, bool IsLooking);

/// <summary>A rotation as its coordinators see it: the spots that stand, and the draft where there is one.</summary>
/// <param name="Input">What the planner would be given now.</param>
public sealed record RosterBoard(
    RotationRow Rotation, IReadOnlyList<RosterMember> Members, IReadOnlyList<Shift> Shifts, IReadOnlyList<LiveSpot> Live, IReadOnlyList<DraftSpot> Draft, PlanInput Input)
{
    /// <summary>Who is where: own spots, and the draft or else what has been published.</summary>
    public IReadOnlyList<BoardSpot> Spots { get; } =
    [
        .. Live.Where(l => l.IsOwn || !Rotation.IsDrafted).Select(l => new BoardSpot(l.MemberId, l.ShiftId, l.SkillId, l.IsOwn, l.How == "hand", true, l.IsLooking)),
        .. Draft.Where(_ => Rotation.IsDrafted).Select(d => new BoardSpot(
            d.MemberId, d.ShiftId, d.SkillId, false, d.Fixed, Live.Any(l => l.MemberId == d.MemberId && l.ShiftId == d.ShiftId),
            Live.Any(l => l.MemberId == d.MemberId && l.ShiftId == d.ShiftId && l.IsLooking))),
    ];

    public Dictionary<Id<Member>, RosterMember> ById { get; } = Members.ToDictionary(m => m.Id);

    public Dictionary<string, PlanMember> Planned { get; } = Input.Members.ToDictionary(m => m.Id, StringComparer.Ordinal);

    public Dictionary<string, PlanShift> PlannedShifts { get; } = Input.Shifts.ToDictionary(s => s.Id, StringComparer.Ordinal);

    /// <summary>Nobody of its household has done a shift before: who coordinates gives it somebody beside it who has.</summary>
    public bool IsFirstTime(Id<Member> member) => !Planned[member.ToString()].Skills.Any(RosterInput.IsExperience);

    /// <summary>Has done this duty before, here or as a coordinator says.</summary>
    public bool Knows(Id<Member> member, Id<Duty> duty) => Planned[member.ToString()].Skills.Contains(RosterInput.ExperienceIn(duty));

    /// <summary>Those that need a spot and have none, who was carried over most first.</summary>
    public List<RosterMember> Without()
    {
        var placed = Spots.Select(s => s.MemberId).ToHashSet();
        return [.. Members.Where(m => !placed.Contains(m.Id) && Planned[m.Id.ToString()] is { NeedsSpot: true, Exempt: false }).OrderByDescending(m => m.Carried).ThenBy(m => m.Number)];
    }

    /// <summary>How the board as it stands does: the same figures as of a plan, everybody where they are.</summary>
    public RosterPlan Figures()
    {
        var stand = Spots.Where(s => PlannedShifts.ContainsKey(s.ShiftId.ToString()) && ById.ContainsKey(s.MemberId))
            .Select(s => new TakenSpot { Member = s.MemberId.ToString(), Shift = s.ShiftId.ToString(), Skill = s.SkillId?.ToString() }).ToList();
        var placed = stand.Select(s => s.Member).ToHashSet(StringComparer.Ordinal);
        return Planner.Plan(Input with
        {
            Fixed = stand,
            Published = [],
            Members = [.. Input.Members.Select(m => placed.Contains(m.Id) ? m : m with { NeedsSpot = false })],
        }, Rotation.LotSeed);
    }

    /// <summary>Members whose published spot the draft changes.</summary>
    public int Moved() => !Rotation.IsDrafted ? 0 : Live.Where(l => !l.IsOwn && !Draft.Any(d => d.MemberId == l.MemberId && d.ShiftId == l.ShiftId)).DistinctBy(l => l.MemberId).Count();
}

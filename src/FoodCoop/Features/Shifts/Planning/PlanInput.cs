namespace FoodCoop.Features.Shifts.Planning;

/// <summary>Everything a plan of one rotation is made from. Written as JSON with the names in camelCase (<see cref="RosterJson"/>).</summary>
public sealed record PlanInput
{
    public required IReadOnlyList<PlanMember> Members { get; init; }
    public required IReadOnlyList<PlanShift> Shifts { get; init; }

    /// <summary>Taken by members themselves or set by the coordinator's hand: these stay, whatever the rules say; a member may have more than one.</summary>
    public IReadOnlyList<TakenSpot> Fixed { get; init; } = [];

    /// <summary>What the members have been told. It stays too, unless <see cref="MovePublished"/> or the member cannot any more.</summary>
    public IReadOnlyList<TakenSpot> Published { get; init; } = [];

    /// <summary>Asked to move published spots where that fills a shift or gives somebody a spot; each move counts as one change.</summary>
    public bool MovePublished { get; init; }
}

/// <summary>A member as the planner sees it.</summary>
public sealed record PlanMember
{
    public required string Id { get; init; }

    /// <summary>Its duty account is below zero after the start of the rotation. Who needs none is given none, but keeps a fixed or published one.</summary>
    public bool NeedsSpot { get; init; } = true;

    /// <summary>Exempt in this rotation: is given no spot and frees a published one; keeps a fixed one, which it took itself.</summary>
    public bool Exempt { get; init; }

    /// <summary>Rotations it was carried over without a spot: 0 and up; above 15 counts as 15.</summary>
    public int Carried { get; init; }

    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>None of its persons may lift: no shift with <see cref="PlanShift.Lifting"/>.</summary>
    public bool MayNotLift { get; init; }

    public IReadOnlyList<DateOnly> CannotDates { get; init; } = [];

    /// <summary>Up to three, the dearest first.</summary>
    public IReadOnlyList<Wish> Likes { get; init; } = [];

    /// <summary>Weighs more than a like of the same shift.</summary>
    public IReadOnlyList<Wish> RatherNot { get; init; } = [];

    /// <summary>The member to work with, in the same shift. One of the two naming the other is enough.</summary>
    public string? Partner { get; init; }

    /// <summary>Heavy shifts (effort 3) done in the last eight rotations: 0 and up; above 20 counts as 20.</summary>
    public int HeavyDone { get; init; }

    public DateOnly? LastShift { get; init; }
}

/// <summary>What somebody likes or would rather not: all that is given must agree with the shift, and something must be given.</summary>
public sealed record Wish
{
    public string? Shift { get; init; }
    public string? Duty { get; init; }
    public DateOnly? Date { get; init; }

    public bool Meets(PlanShift shift) =>
        (Shift is null || Shift == shift.Id) && (Duty is null || Duty == shift.Duty) && (Date is null || Date == shift.Date);
}

/// <summary>One session of a duty, with how many people it takes.</summary>
public sealed record PlanShift
{
    public required string Id { get; init; }
    public required DateOnly Date { get; init; }
    public required string Duty { get; init; }

    /// <summary>1 light, 2, 3 heavy.</summary>
    public int Effort { get; init; } = 1;

    public required int Fewest { get; init; }
    public required int Usual { get; init; }
    public required int Most { get; init; }

    /// <summary>Each is a spot of its own, within the fewest people; the same skill may be asked for twice.</summary>
    public IReadOnlyList<SkillSpot> Skills { get; init; } = [];

    /// <summary>Skills that everyone in this shift must have.</summary>
    public IReadOnlyList<string> SkillsOfAll { get; init; } = [];

    /// <summary>Not for members who may not lift.</summary>
    public bool Lifting { get; init; }
}

/// <summary>A spot that asks for a skill; softly ("experienced" in a new co-op): better somebody without it than nobody.</summary>
public sealed record SkillSpot
{
    public required string Skill { get; init; }
    public bool Soft { get; init; }
}

/// <summary>A member's spot in a shift, and the skill it stands for there if any.</summary>
public sealed record TakenSpot
{
    public required string Member { get; init; }
    public required string Shift { get; init; }
    public string? Skill { get; init; }
}

using System.Text.Json.Serialization;

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>A plan, and all that is to be said about it. The same input and seed give the same plan.</summary>
public sealed record RosterPlan
{
    public required int Seed { get; init; }

    /// <summary>Who does what, by date, shift and member.</summary>
    public required IReadOnlyList<PlannedSpot> Spots { get; init; }

    /// <summary>Spots of the fewest people that nobody could be found for: never dropped in silence.</summary>
    public required IReadOnlyList<UnfilledSpots> Unfilled { get; init; }

    /// <summary>Members that need a spot and are given none.</summary>
    public required IReadOnlyList<UnplacedMember> Unplaced { get; init; }

    public required IReadOnlyList<PlannedPair> Pairs { get; init; }

    /// <summary>The scarcest first.</summary>
    public required IReadOnlyList<SkillScarcity> Skills { get; init; }

    public required PlanFigures Figures { get; init; }
    public required PlanCost Cost { get; init; }

    /// <summary>No plan of this input can cost less.</summary>
    public required PlanCost Bound { get; init; }

    /// <summary>What the best possible plan could be better by, at most; nothing when there are no pairs of partners.</summary>
    public required PlanCost Gap { get; init; }
}

/// <summary>Which of a shift's spots: within its fewest people, its usual number, or above that.</summary>
public enum SpotTier
{
    [JsonStringEnumMemberName("fewest")] Fewest,
    [JsonStringEnumMemberName("usual")] Usual,
    [JsonStringEnumMemberName("most")] Most,
}

/// <summary>How somebody came to a spot.</summary>
public enum SpotOrigin
{
    [JsonStringEnumMemberName("planned")] Planned,
    [JsonStringEnumMemberName("published")] Published,
    [JsonStringEnumMemberName("fixed")] Fixed,
}

/// <param name="Skill">The skill this spot asks for, or null.</param>
/// <param name="Lacking">The member does not have that skill: fixed there by hand, or a soft one.</param>
public sealed record PlannedSpot(string Member, string Shift, string? Skill, SpotTier Tier, SpotOrigin Origin, bool Lacking);

/// <param name="Short">How many are short.</param>
public sealed record UnfilledSpots(string Shift, string Duty, DateOnly Date, string? Skill, int Short);

/// <param name="Possible">Shifts that its dates and skills leave; 0 says why it has none, else all were full or dearer.</param>
public sealed record UnplacedMember(string Member, int Carried, int Possible);

/// <param name="Shift">The shift they share, or null when they are apart.</param>
public sealed record PlannedPair(string Member, string Partner, string? Shift);

/// <param name="Asked">Spots that ask for it.</param>
/// <param name="Filled">Of them taken by somebody who has it.</param>
/// <param name="Have">Members in the plan who have it.</param>
/// <param name="Worth">What the plan would be better by, at most, if one more member had it: its shadow price.</param>
public sealed record SkillScarcity(string Skill, int Asked, int Filled, int Have, PlanCost Worth);

/// <summary>The figures kept with a plan.</summary>
/// <param name="WithWishes">Placed members with likes or dislikes.</param>
/// <param name="FirstWish">Of them with their first like.</param>
/// <param name="TopThree">Of them with one of their likes.</param>
/// <param name="WorstWish">The dearest that anyone was given: 1, 4, 9, 16 or 64; 0 when nobody has wishes.</param>
/// <param name="Moved">Members whose published spot changed or went.</param>
/// <param name="HeavySpread">Standard deviation of heavy shifts per member after this plan, two decimals.</param>
public sealed record PlanFigures(
    IReadOnlyList<DutyShortage> ShortByDuty, int Unplaced, int PairsTogether, int PairsApart, int WithWishes, int FirstWish, int TopThree, int WorstWish,
    int Moved, int HeavyLeast, int HeavyMost, decimal HeavySpread);

public sealed record DutyShortage(string Duty, int Short);

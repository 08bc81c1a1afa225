namespace FoodCoop.Features.Shifts.Planning;

/// <summary>One member's change of shift; null for no shift.</summary>
public sealed record PlanMove(string Member, string? From, string? To);

/// <summary>Another plan, told by what it is about, what it costs above this one, and who would move.</summary>
/// <param name="Member">Who would stand elsewhere, or here.</param>
/// <param name="Shift">Where; null for no spot.</param>
/// <param name="Difference">Level by level, that plan's cost less this one's; lighter levels may be negative.</param>
public sealed record PlanAlternative(string Member, string? Shift, PlanCost Difference, IReadOnlyList<PlanMove> Moves);

/// <summary>Why this person: what it costs here, who else could have been here, and where else this member could be.</summary>
/// <param name="Own">What this member counts for in this spot by itself.</param>
/// <param name="Instead">Others in this shift while this member is not: the three best plans, the best first. Empty for a spot that is fixed or stays published.</param>
/// <param name="Elsewhere">This member in other shifts: the three best plans.</param>
public sealed record PlanExplanation(PlannedSpot Spot, PlanCost Own, IReadOnlyList<PlanAlternative> Instead, IReadOnlyList<PlanAlternative> Elsewhere);

/// <summary>Who could mend a drop-out.</summary>
/// <param name="Needed">Without somebody new a spot of the fewest people stays empty.</param>
/// <param name="Volunteers">Who has no spot, or has offered, and can be there: the best first, nobody else moves.</param>
/// <param name="Chains">Others that could be asked: at most two moves, the fewest first, then the cheapest; at most three, and none when nobody is needed.</param>
public sealed record RepairOffer(bool Needed, IReadOnlyList<RepairChain> Volunteers, IReadOnlyList<RepairChain> Chains);

/// <param name="Moves">Each has to be asked; the first takes the spot, the second the one that the first left.</param>
public sealed record RepairChain(IReadOnlyList<PlanMove> Moves, PlanCost Difference);

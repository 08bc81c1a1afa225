namespace FoodCoop.Features.Shifts.Planning;

public static partial class Planner
{
    /// <summary>Who could mend a drop-out with the fewest moves. Nothing is changed by asking.</summary>
    /// <param name="input">What the plan was made from.</param>
    /// <param name="member">Who cannot come.</param>
    /// <param name="volunteers">Members that have offered to stand in, beside those that need a spot and have none.</param>
    /// <exception cref="Refused">The plan has no such spot.</exception>
    public static RepairOffer Repair(PlanInput input, RosterPlan plan, string member, string shift, IReadOnlyCollection<string> volunteers)
    {
        if (!plan.Spots.Any(s => s.Member == member && s.Shift == shift)) throw new Refused("", "Planning.NoSuchSpot", member, shift);
        return new DropOut(input, plan, member, shift, volunteers).Offer();
    }
}

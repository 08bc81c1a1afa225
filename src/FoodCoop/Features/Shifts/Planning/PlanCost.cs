using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>
/// What a plan costs, level by level, the heaviest first: a lighter level never outweighs one unit of a heavier one. Levels a to g are those of
/// the rotation's rules; a soft skill that lacks stands between partners and wishes, people above the usual number decide last.
/// </summary>
/// <param name="EmptySpots">a. Spots of the fewest people that stay empty.</param>
/// <param name="Without">b. Members without a spot, each 1 + the rotations it was carried over.</param>
/// <param name="Moved">c. Members whose published spot changes.</param>
/// <param name="Apart">d. Pairs of partners that are not in one shift.</param>
/// <param name="Unskilled">Spots that softly ask for a skill, taken by somebody without it.</param>
/// <param name="Wishes">e. Liked first 1, second 4, third 9, no opinion 16, rather not 64; without any wishes 1.</param>
/// <param name="Heavy">f. Effort × (2h + 1), h = heavy shifts done: adds up to squares, so that the next goes to who did fewest.</param>
/// <param name="Soon">g. Members whose last shift is less than six weeks before.</param>
/// <param name="BeyondUsual">People above the usual number of a shift.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanCost(
    int EmptySpots = 0, int Without = 0, int Moved = 0, int Apart = 0, int Unskilled = 0, int Wishes = 0, int Heavy = 0, int Soon = 0, int BeyondUsual = 0)
{
    /// <summary>The most members and fixed spots together that one plan takes.</summary>
    public const int MostRows = 2000;

    public const int MostCarried = 15;
    public const int MostHeavyDone = 20;
    public const int MostEffort = 3;
    public const int RatherNot = 64;

    // A level's unit is one more than the most that all lighter levels can come to, each row costing its most at once; the last, the most of all
    // levels, is below 2^117. A search adds and subtracts two such sums at most, so 127 bits never overflow (PlanCostTests holds both).
    private static readonly Int128[] s_units = Units(1, 1, MostEffort * (2 * MostHeavyDone + 1), RatherNot, 1, 1, 1, 1 + MostCarried, 1);

    /// <summary>More than any plan costs.</summary>
    internal static Int128 Most => s_units[9];

    internal static Int128 UnitEmpty => s_units[8];

    internal static Int128 UnitApart => s_units[5];

    internal static Int128 UnitWishes => s_units[3];

    /// <summary>All levels in one number; of two plans the better has the lower.</summary>
    [JsonIgnore]
    public Int128 Weight =>
        EmptySpots * s_units[8] + Without * s_units[7] + Moved * s_units[6] + Apart * s_units[5] + Unskilled * s_units[4]
        + Wishes * s_units[3] + Heavy * s_units[2] + Soon * s_units[1] + BeyondUsual * s_units[0];

    /// <summary>The levels in a difference of two plans: the heaviest first, none negative.</summary>
    /// <param name="weight">0 or more.</param>
    public static PlanCost Read(Int128 weight)
    {
        Span<int> levels = stackalloc int[9];
        for (var level = 8; level >= 0; level--) (levels[level], weight) = ((int)(weight / s_units[level]), weight % s_units[level]);
        return new(levels[8], levels[7], levels[6], levels[5], levels[4], levels[3], levels[2], levels[1], levels[0]);
    }

    /// <summary>The unit of the heaviest level that a difference reaches; 1 when it is nothing.</summary>
    internal static Int128 HeaviestIn(Int128 weight) => s_units.AsSpan(0, 9).ToArray().LastOrDefault(unit => unit <= weight, 1);

    public static PlanCost operator +(PlanCost a, PlanCost b) => new(
        a.EmptySpots + b.EmptySpots, a.Without + b.Without, a.Moved + b.Moved, a.Apart + b.Apart, a.Unskilled + b.Unskilled,
        a.Wishes + b.Wishes, a.Heavy + b.Heavy, a.Soon + b.Soon, a.BeyondUsual + b.BeyondUsual);

    public static PlanCost operator -(PlanCost a, PlanCost b) => new(
        a.EmptySpots - b.EmptySpots, a.Without - b.Without, a.Moved - b.Moved, a.Apart - b.Apart, a.Unskilled - b.Unskilled,
        a.Wishes - b.Wishes, a.Heavy - b.Heavy, a.Soon - b.Soon, a.BeyondUsual - b.BeyondUsual);

    public static PlanCost Add(PlanCost left, PlanCost right) => left + right;

    public static PlanCost Subtract(PlanCost left, PlanCost right) => left - right;

    /// <param name="most">What one row costs at most on each level, the lightest first.</param>
    private static Int128[] Units(params ReadOnlySpan<int> most)
    {
        var units = new Int128[most.Length + 1];
        units[0] = 1;
        for (var level = 0; level < most.Length; level++) units[level + 1] = units[level] * ((Int128)MostRows * most[level] + 1);
        return units;
    }
}

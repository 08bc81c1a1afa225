namespace FoodCoop.Features.Demo;

/// <summary>What can be ordered in a cycle.</summary>
/// <param name="Key">What it stays known by from month to month, such as supplier and code: tastes hang on it.</param>
/// <param name="Category">Vegetables, bread and milk go faster than soap.</param>
/// <param name="Price">Of one unit, with VAT.</param>
public sealed record DemoOffer(string Key, string Category, Quantity CaseSize, Quantity OrderStep, Money Price)
{
    public Money StepPrice => Price * OrderStep;
}

/// <summary>One line of one member's order.</summary>
/// <param name="Member">Index in the members that were passed.</param>
/// <param name="Offer">Index in the offers that were passed.</param>
/// <param name="AskedSteps">In order steps, at least 1.</param>
/// <param name="FlexSteps">Eventually more, in order steps.</param>
/// <param name="Minute">Since the cycle opened; no two lines of a member have the same.</param>
public sealed record DemoOrderLine(int Member, int Offer, int AskedSteps, int FlexSteps, int Minute);

/// <summary>
/// Who orders what and when, invented but alike in every month: each member has favourites, some things everybody wants,
/// and the tail of the list stays short of a case. Depends on nothing but what is passed.
/// </summary>
public static class DemoOrders
{
    private const int Favourites = 24;

    private static readonly string[] s_daily =
        ["Groente", "Wortels & knollen", "Aardappelen", "Fruit", "Zuivel", "Eieren", "Kaas", "Brood & banket", "Sla & kruiden", "Paddenstoelen"];

    /// <summary>Orders of 60 to 75 % of the members (or of fewer, see <paramref name="soFar"/>), by minute.</summary>
    /// <param name="cycle">Number of the month; another month, other orders with the same tastes.</param>
    /// <param name="minutes">How long the cycle has been open; all lines lie within.</param>
    /// <param name="soFar">Percentage of the month's orders that are there already: 100 for a closed cycle, 70 for about half of the members.</param>
    public static IReadOnlyList<DemoOrderLine> For(
        ulong seed, int cycle, IReadOnlyList<DemoMember> members, IReadOnlyList<DemoOffer> offers, int minutes, int soFar = 100)
    {
        if (offers.Count == 0 || minutes < 60) return [];
        var running = Popularity(seed, offers);
        var month = DemoDice.For(seed, cycle);
        var count = members.Count * month.Between(61, 74) / 100 * soFar / 100;
        return [.. Enumerable.Range(0, members.Count)
            .Where(m => members[m].Kind != "shelf")
            .OrderByDescending(m => Eagerness(seed, cycle, members[m])).ThenBy(m => m)
            .Take(count)
            .SelectMany(m => Order(seed, cycle, m, members[m], offers, running, minutes))
            .OrderBy(line => line.Minute).ThenBy(line => line.Member)];
    }

    // Some order nearly every month, some now and then.
    private static int Eagerness(ulong seed, int cycle, DemoMember member) =>
        DemoDice.For(seed, 1, member.Number).Below(700) + DemoDice.For(seed, 2, cycle, member.Number).Below(1000);

    private static IEnumerable<DemoOrderLine> Order(
        ulong seed, int cycle, int index, DemoMember member, IReadOnlyList<DemoOffer> offers, long[] running, int minutes)
    {
        var taste = DemoDice.For(seed, 3, member.Number);
        var favourites = Enumerable.Range(0, Favourites).Select(_ => taste.Weighted(running)).Distinct().ToArray();
        var dice = DemoDice.For(seed, 4, cycle, member.Number);
        var lines = dice.Between(8, 22);
        var eaters = member.Kind switch { "house" => 3, "household" => 2, _ => 1 };
        var budget = new Money(dice.Between(48_00, 94_00) + (eaters - 1) * 9_00L + (dice.InHundred(10) ? 25_00 : 0));
        var minute = FirstMinute(dice, minutes, lines);
        var spent = Money.Zero;
        var chosen = new HashSet<int>();
        for (var tries = 0; chosen.Count < lines && tries < 400; tries++)
        {
            var offer = dice.InHundred(55) ? favourites[dice.Below(favourites.Length)] : dice.Weighted(running);
            var left = budget - spent;
            if (chosen.Count >= 8 && left < new Money(1_50)) break;
            var (asked, flex) = Amount(dice, offers[offer], eaters);
            var amount = offers[offer].StepPrice;
            while (asked > 1 && new Money(amount.Cents * asked) > left) asked--;
            // The first eight lines are the week's shopping, but nobody buys a cheese wheel with the last euro.
            if (amount > left && amount > new Money(3_50) || !chosen.Add(offer)) continue;
            spent += new Money(amount.Cents * asked);
            yield return new(index, offer, asked, flex, minute);
            minute += dice.Between(1, 2);
        }
    }

    // A rush when ordering opens, a quiet middle, and a rush at the end. In the evening rather than by night is for the eye only.
    private static int FirstMinute(DemoDice dice, int minutes, int lines)
    {
        var last = Math.Max(1, minutes - 2 * lines - 2);
        return dice.Below(10) switch
        {
            < 3 => dice.Below(Math.Max(1, last / 6)),
            < 6 => dice.Below(last),
            _ => last - 1 - dice.Below(Math.Max(1, last / 4)),
        };
    }

    private static (int Asked, int Flex) Amount(DemoDice dice, DemoOffer offer, int eaters)
    {
        var perCase = (int)Math.Min(offer.CaseSize.Thousandths / Math.Max(1, offer.OrderStep.Thousandths), 50);
        var asked = dice.Below(20) switch { < 11 => 1, < 16 => 2, < 18 => 3, < 19 => 4, _ => Math.Clamp(perCase, 2, 6) };
        if (eaters > 1 && dice.InHundred(50)) asked += eaters - 1;
        var flex = perCase > 1 && dice.InHundred(28) ? dice.Between(1, Math.Min(3, perCase - 1)) : 0;
        return (asked, flex);
    }

    // Weight 1 / (rank + 14)^1.5 in whole numbers: the first takes some 2.5 % of all lines, the 100th 0.2 %, the 700th hardly any.
    // Rank is by a number of the product's own, what a step costs, and whether it is eaten every day.
    private static long[] Popularity(ulong seed, IReadOnlyList<DemoOffer> offers)
    {
        var ranked = Enumerable.Range(0, offers.Count)
            .OrderBy(i => DemoDice.For(seed, 5, DemoDice.NumberOf(offers[i].Key)).Below(1000)
                + Math.Min(offers[i].StepPrice.Cents, 4000) - (s_daily.Contains(offers[i].Category) ? 350 : 0))
            .ThenBy(i => offers[i].Key, StringComparer.Ordinal).ThenBy(i => i).ToArray();
        var weights = new long[offers.Count];
        for (var rank = 0; rank < ranked.Length; rank++) weights[ranked[rank]] = 1_000_000_000L / ((rank + 14L) * Root(rank + 14));
        for (var i = 1; i < weights.Length; i++) weights[i] += weights[i - 1];
        return weights;
    }

    // The square root in hundredths' whole part, enough for a weight.
    private static long Root(long number)
    {
        long root = 1;
        while ((root + 1) * (root + 1) <= number * 100) root++;
        return root;
    }
}

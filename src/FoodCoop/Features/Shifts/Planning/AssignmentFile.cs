using System.Globalization;

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>OR-Library's assignment problems (J. E. Beasley): whole numbers, first n and then n × n costs row by row, in lines of any length.</summary>
public static class AssignmentFile
{
    /// <summary>More would take gigabytes; OR-Library's largest is 800.</summary>
    public const int MostRows = 4000;

    /// <returns>The least total cost.</returns>
    /// <exception cref="Refused">The text is no such problem; the sentence says in what.</exception>
    public static Int128 LeastTotal(string text, string name)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !TryNumber(words[0], out var n)) throw new Refused("", "Planning.NotAssignment", name);
        if (n is < 1 or > MostRows) throw new Refused("", "Planning.AssignmentSize", name, n, MostRows);
        if (words.Length - 1 != n * n) throw new Refused("", "Planning.AssignmentCount", name, n, n * n, words.Length - 1);
        var costs = new Int128[n * n];
        for (var i = 0; i < costs.Length; i++)
        {
            if (!TryNumber(words[i + 1], out var cost)) throw new Refused("", "Planning.NotAssignment", name);
            costs[i] = cost;
        }
        return LeastTotal(costs, (int)n);
    }

    /// <param name="costs">Row by row, square.</param>
    public static Int128 LeastTotal(Int128[] costs, int rows)
    {
        var assignment = new Assignment(costs, [.. Enumerable.Repeat(1, rows)], [.. Enumerable.Repeat(Assignment.Forbidden, rows)]);
        for (var row = 0; row < rows; row++) assignment.Enter(row);
        return assignment.Total;
    }

    private static bool TryNumber(string word, out long number) => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

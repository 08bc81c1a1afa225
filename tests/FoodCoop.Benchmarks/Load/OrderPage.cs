using System.Globalization;
using System.Text.RegularExpressions;

namespace FoodCoop.Benchmarks.Load;

/// <summary>What a member was told of a line: amounts in thousandths, and the version that the next change must name.</summary>
internal sealed record Told(long Asked, long Flex, int Version, string Note)
{
    public static readonly Told Nothing = new(0, 0, 0, "");
}

/// <summary>A product as a row of the form shows it; the amounts of all are thousandths, prices cents.</summary>
/// <param name="CaseSize">0: loose.</param>
/// <param name="Own">Null: nobody of the household has a line.</param>
internal sealed record Row(long Offer, long CaseSize, long Step, long AllAsked, long AllFlex, long Price, long Deposit, bool Gone, (long Asked, long Flex, int Version)? Own);

/// <summary>An order form as a browser gets it, read as script reads it.</summary>
internal sealed partial record OrderPage(string Token, string Mark, long Total, IReadOnlyList<Row> Rows)
{
    /// <exception cref="FormatException">It is not an open order form.</exception>
    public static OrderPage Read(string html)
    {
        var rows = html.Split("<article class=\"item").Skip(1).Select(ReadRow).ToList();
        if (rows.Count == 0) throw new FormatException("The page is no open order form.");
        return new OrderPage(TokenOf(html), Find(Mark_(), html), long.Parse(Find(Total_(), html), CultureInfo.InvariantCulture), rows);
    }

    /// <summary>The antiforgery token of any form on a page.</summary>
    public static string TokenOf(string html) => Find(Token_(), html);

    private static Row ReadRow(string html)
    {
        var numbers = Find(Numbers(), html).Split(' ').Select(Thousandths).ToList();
        long At(int place, long usual) => numbers.Count > place ? numbers[place] : usual;
        var own = Saved().Match(html) is { Success: true } saved ? saved.Groups["it"].Value.Split('/') : null;
        return new Row(
            long.Parse(Find(Amount(), html), CultureInfo.InvariantCulture), At(0, 0), At(1, 1000), At(2, 0), At(3, 0),
            long.Parse(Find(Price_(), html), CultureInfo.InvariantCulture), At(4, 0) / 1000, html.StartsWith(" gone", StringComparison.Ordinal),
            own is null ? null : (Thousandths(own[0]), Thousandths(own[1]), int.Parse(own[2], CultureInfo.InvariantCulture)));
    }

    private static long Thousandths(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1000);

    private static string Find(Regex what, string html) =>
        what.Match(html) is { Success: true } match ? match.Groups["it"].Value : throw new FormatException($"The page lacks {what}.");

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<it>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Token_();

    [GeneratedRegex("""data-mark="(?<it>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark_();

    [GeneratedRegex("""id="total" value="(?<it>[0-9]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Total_();

    [GeneratedRegex("""data-n="(?<it>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    [GeneratedRegex("""name="a(?<it>[0-9]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex("""<data value="(?<it>[0-9]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Price_();

    [GeneratedRegex("""name="s[0-9]+" value="(?<it>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Saved();
}

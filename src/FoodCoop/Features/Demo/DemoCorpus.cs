using System.Globalization;
using FoodCoop.Features.Catalogue;

namespace FoodCoop.Features.Demo;

/// <summary>A product of an invented wholesaler, before it is written in that wholesaler's format.</summary>
/// <param name="Code">The supplier's code, or "" where the maker gives none.</param>
/// <param name="Category">The common Dutch name, the same for all four suppliers.</param>
/// <param name="Group">What the format has beside it: the trade's product group, or the list's main group.</param>
/// <param name="Origin">ISO 3166, two letters; each format spells it its own way.</param>
/// <param name="Quality"><c>bio</c>, <c>demeter</c> or "".</param>
/// <param name="Amount">Content of one unit, in <paramref name="Measure"/> (g, kg, ml, l, st, bos).</param>
/// <param name="NetPrice">Euro without VAT for one unit.</param>
/// <param name="Vat">Percentage in 2026.</param>
/// <param name="Allergens">One letter each, see <see cref="DemoCorpus"/>.</param>
/// <param name="Marks">S sugar, Z salt, Y yeast, D all 14 allergens are declared.</param>
/// <param name="PartCount">How many order steps the co-op's buyer sells one unit in (a 12 kg case in 24 half kilos); 0: whole.</param>
public sealed record DemoProduct(
    string Code, string Category, string Group, string Name, string Brand, string Origin, string Quality, decimal Amount, string Measure,
    Quantity CaseSize, decimal NetPrice, int Vat, Money Deposit, string Allergens, string Marks, bool Weighed, bool Active, int PartCount,
    string Ingredients)
{
    public bool IsFood => Category is not ("Huishouden" or "Verzorging");

    /// <summary>How the co-op sells a sack or can by the kg or litre; null for what is sold as it comes.</summary>
    public Parts? SoldInParts => PartCount == 0 ? null : new(Measure, Quantity.Of(Amount), Quantity.Of(Amount / PartCount));

    /// <summary>"500 g", "1 kg": amount, space, measure.</summary>
    public string Unit => Amount.ToString("0.###", CultureInfo.InvariantCulture) + " " + Measure;
}

/// <summary>
/// Reads the invented assortments, one line a product, which is what keeps 800 of them readable on a few pages:
/// <c>@Category|group|VAT|flags</c> begins a category, then <c>name|brand|origin|quality|unit|case|price|flags|ingredients</c>.
/// <c>{a/b}</c> in a name makes a product of each. Flags: <c>a:</c> allergens by letter (in place of the category's),
/// <c>s:</c> deposit, <c>v:</c> VAT, <c>p:</c> sold in so many parts, <c>w</c> weighed, <c>x</c> inactive, <c>n</c> no code.
/// </summary>
/// <remarks>
/// Allergens: g gluten, t wheat, r rye, m milk, l lactose, e egg, n nuts, p peanut, s soya, x sesame, u sulphite, c celery,
/// q mustard, v fish, z lupin, k cocoa. Wheat and rye bring gluten with them.
/// </remarks>
public static class DemoCorpus
{
    /// <param name="name">Of the embedded file, without <c>corpus-</c> and <c>.txt</c>.</param>
    /// <param name="code">The code of the n-th product, from 0.</param>
    public static IReadOnlyList<DemoProduct> Products(string name, Func<int, string> code)
    {
        var products = new List<DemoProduct>();
        string[] category = [];
        foreach (var line in Lines(name))
        {
            if (line[0] == '@') category = line[1..].Split('|');
            else products.AddRange(Series(category, line.Split('|'), n => code(products.Count + n)));
        }

        return products;
    }

    /// <summary>The lines that say something: no comments, no empty ones.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(DemoCorpus).Assembly.GetManifestResourceStream($"demo/corpus-{name}.txt")
            ?? throw new InvalidOperationException($"corpus-{name}.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') lines.Add(line);
        }

        return lines;
    }

    private static List<DemoProduct> Series(string[] category, string[] p, Func<int, string> code)
    {
        var flags = p[7].Split(' ');
        var usual = category[3].Split(' ');
        var (amount, measure) = (p[4].Split(' ')[0], p[4].Split(' ')[1]);
        var product = new DemoProduct(
            "", category[0], category[1], p[0], p[1], p[2], p[3], Number(amount), measure, Quantity.Of(Number(p[5])), Number(p[6]),
            Vat: int.Parse(Value("v:", flags) ?? category[2], CultureInfo.InvariantCulture),
            Deposit: Money.FromEuros(Number(Value("s:", flags) ?? "0")),
            Allergens: WithGluten(Value("a:", flags) ?? Value("a:", usual) ?? ""),
            Marks: string.Concat(usual.Concat(flags).Where(f => f is "S" or "Z" or "Y" or "D").Distinct()),
            Weighed: flags.Contains("w"), Active: !flags.Contains("x"),
            PartCount: int.Parse(Value("p:", flags) ?? "0", CultureInfo.InvariantCulture), Ingredients: p.Length > 8 ? p[8] : "");
        return [.. Names(p[0]).Select((name, n) => product with { Name = name, Code = flags.Contains("n") ? "" : code(n) })];
    }

    private static IEnumerable<string> Names(string name)
    {
        var (from, to) = (name.IndexOf('{', StringComparison.Ordinal), name.IndexOf('}', StringComparison.Ordinal));
        return from < 0 ? [name] : name[(from + 1)..to].Split('/').Select(variant => name[..from] + variant + name[(to + 1)..]);
    }

    private static string WithGluten(string letters) =>
        letters.AsSpan().ContainsAny('t', 'r') && !letters.Contains('g', StringComparison.Ordinal) ? "g" + letters : letters;

    private static string? Value(string key, string[] flags) =>
        flags.FirstOrDefault(f => f.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

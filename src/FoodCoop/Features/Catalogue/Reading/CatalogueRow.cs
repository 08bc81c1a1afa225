using System.Globalization;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>One product as a wholesaler's list gives it. Nothing is rounded, converted to a class or guessed.</summary>
/// <remarks>Source: design, domain.md section 2 (prices) and section 5 (imports).</remarks>
public sealed record CatalogueRow
{
    /// <summary>1-based line of the file (of the unpacked list, for a zip) on which the product begins.</summary>
    public required int Line { get; init; }

    /// <summary>The supplier's article code with its leading zeros; null when the list gives none.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }
    public string? Brand { get; init; }

    /// <summary>As the list has it: a country code, a country's name, or a region.</summary>
    public string? Origin { get; init; }

    public string? Quality { get; init; }

    /// <summary>What one unit is: amount, space, unit, with a point for decimals: <c>500 g</c>, <c>1.5 kg</c>, <c>1 stuk</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Units in a case; may have decimals (a cheese of 4.5 kg).</summary>
    public required Quantity CaseSize { get; init; }

    /// <summary>Euro without VAT as printed in the list, for <see cref="PriceUnits"/> units.</summary>
    public required decimal PriceGiven { get; init; }

    /// <summary>How many units <see cref="PriceGiven"/> pays for: 1, or the case size where the list prices the case.</summary>
    public required decimal PriceUnits { get; init; }

    /// <summary>Euro without VAT for one unit, not rounded.</summary>
    public decimal NetPrice => PriceGiven / PriceUnits;

    /// <summary>Percentage as the list states it (6 in lists of before 2019); a code 0, 1, 2 becomes 0, 9, 21.</summary>
    public required decimal Vat { get; init; }

    /// <summary>For one unit, without VAT and markup.</summary>
    public Money Deposit { get; init; }

    public string? Category { get; init; }

    /// <summary>Declared as present (value 1).</summary>
    public IReadOnlyList<string> Allergens { get; init; } = [];

    /// <summary>Declared as absent (value 2). What is in neither list is not declared: read the label.</summary>
    public IReadOnlyList<string> AllergensAbsent { get; init; } = [];

    public string? Ingredients { get; init; }

    /// <summary>False when the supplier marks it as gone or not for sale at present.</summary>
    public bool Active { get; init; } = true;

    public string Status => Active ? "active" : "inactive";

    /// <summary>Sold by weight: the invoice follows the scales.</summary>
    public bool Weighed { get; init; }

    public RowFlags Flags { get; init; }

    /// <summary>How many characters of the product were lost before the list reached us (U+FFFD); they are kept as they are.</summary>
    public int LostCharacters { get; init; }

    /// <summary>What makes it the same product next month: the code, else name, unit and brand.</summary>
    public string Identity => Code ?? string.Join('|', Plain(Name), Plain(Unit), Plain(Brand ?? ""));

    private static string Plain(string text) => text.Replace('|', ' ').Trim().ToLower(CultureInfo.InvariantCulture);
}

/// <summary>What a buyer should look at before applying a row that could be read.</summary>
[Flags]
public enum RowFlags
{
    None = 0,

    /// <summary>Characters were lost at the source.</summary>
    LostCharacters = 1,

    /// <summary>An earlier row says exactly the same: apply only one of them.</summary>
    Repeated = 2,

    /// <summary>The list gives several prices; the one with the latest starting date was taken.</summary>
    SeveralPrices = 4,

    /// <summary>A status that the format does not describe; taken as active.</summary>
    UnknownStatus = 8,

    /// <summary>The price is 0.00.</summary>
    NoCost = 16,

    /// <summary>The list says "about" beside the content.</summary>
    About = 32,

    /// <summary>An allergen code with value 1 that is not among the known ones.</summary>
    UnknownAllergen = 64,
}

/// <summary>A row that is not taken over, and why: a text key with its arguments.</summary>
public sealed record UnreadableRow(int Line, string ReasonKey, IReadOnlyList<object> Arguments);

/// <summary>What a file holds.</summary>
/// <param name="Format">odin-cwa-xml, dnb-csv, bdtotaal-csv or foodsoft-csv.</param>
/// <param name="Rows">In the order of the file, exact repeats included (<see cref="RowFlags.Repeated"/>).</param>
/// <param name="Unreadable">In the order of the file.</param>
public sealed record CatalogueReading(string Format, IReadOnlyList<CatalogueRow> Rows, IReadOnlyList<UnreadableRow> Unreadable)
{
    /// <summary>The rows without exact repeats: each <see cref="CatalogueRow.Identity"/> once.</summary>
    public IEnumerable<CatalogueRow> Products => Rows.Where(r => !r.Flags.HasFlag(RowFlags.Repeated));
}

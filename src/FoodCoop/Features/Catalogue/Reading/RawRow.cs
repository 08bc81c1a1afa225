namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>A product as text, in the words of its format, before it is known whether it can be read.</summary>
internal sealed record RawRow(int Line)
{
    private const decimal MostEuros = 100_000m;
    private const decimal MostUnits = 100_000m;
    private const decimal MostVat = 50m;

    public string? Code { get; init; }
    public string? Name { get; init; }
    public string? Brand { get; init; }
    public string? Origin { get; init; }
    public string? Quality { get; init; }
    public string? Unit { get; init; }
    public string? CaseSize { get; init; }
    public string? Price { get; init; }

    /// <summary>Whether the price is that of the case.</summary>
    public bool PricesCase { get; init; }

    public string? Vat { get; init; }
    public string? Deposit { get; init; }
    public string? Category { get; init; }
    public string? Ingredients { get; init; }
    public IReadOnlyList<string> Allergens { get; init; } = [];
    public IReadOnlyList<string> AllergensAbsent { get; init; } = [];
    public bool Active { get; init; } = true;
    public bool Weighed { get; init; }
    public RowFlags Flags { get; init; }
    public int LostCharacters { get; init; }

    /// <summary>The product, or the first reason why it is not one; exactly one of the two is null.</summary>
    public (CatalogueRow? Row, UnreadableRow? Problem) Check()
    {
        if (TooLong() is { } tooLong) return (null, tooLong);
        if (Name is null) return No("NoName");
        if (Price is null) return No("NoPrice");
        if (!PrintedNumber.TryParse(Price, out var price)) return No("UnreadablePrice", Shown(Price));
        if (price < 0) return No("NegativePrice", Shown(Price));
        if (price > MostEuros) return No("AbsurdPrice", Shown(Price));
        if (CaseSize is null) return No("NoCaseSize");
        if (!PrintedNumber.TryParse(CaseSize, out var size) || size * 1000 != decimal.Truncate(size * 1000)) return No("UnreadableCaseSize", Shown(CaseSize));
        if (size <= 0 || size > MostUnits) return No("AbsurdCaseSize", Shown(CaseSize));
        if (Vat is null) return No("NoVat");
        if (!PrintedNumber.TryParse(Vat, out var vat) || vat is < 0 or > MostVat) return No("UnreadableVat", Shown(Vat));
        var deposit = 0m;
        if (Deposit is not null && (!PrintedNumber.TryParse(Deposit, out deposit) || deposit < 0 || deposit > MostEuros))
            return No("UnreadableDeposit", Shown(Deposit));
        if (Unit is null) return No("NoUnit");
        return (new CatalogueRow
        {
            Line = Line, Code = Code, Name = Name, Brand = Brand, Origin = Origin, Quality = Quality, Unit = Unit,
            CaseSize = Quantity.Of(size), PriceGiven = price, PriceUnits = PricesCase ? size : 1m, Vat = vat,
            Deposit = Money.FromEuros(deposit), Category = Category, Ingredients = Ingredients, Allergens = Allergens,
            AllergensAbsent = AllergensAbsent, Active = Active, Weighed = Weighed, LostCharacters = LostCharacters,
            Flags = Flags | (LostCharacters > 0 ? RowFlags.LostCharacters : RowFlags.None) | (price == 0 ? RowFlags.NoCost : RowFlags.None),
        }, null);
    }

    // Longer than any real one: a quote that was never closed, or two columns run into one.
    private UnreadableRow? TooLong()
    {
        foreach (var (text, most) in (ReadOnlySpan<(string?, int)>)
            [(Code, 50), (Name, 200), (Brand, 100), (Origin, 100), (Quality, 200), (Unit, 60), (Category, 100), (Ingredients, 10_000)])
        {
            if (text?.Length > most) return new(Line, "Catalogue.TooLong", [Shown(text), most]);
        }

        return null;
    }

    private (CatalogueRow?, UnreadableRow?) No(string reason, params object[] arguments) =>
        (null, new UnreadableRow(Line, "Catalogue." + reason, arguments));

    /// <summary>Enough of a text to find it by in the file.</summary>
    internal static string Shown(string text) => text.Length <= 40 ? text : Clip(text) + "…";

    // Not through the middle of a surrogate pair, which is half a character and breaks the writing of JSON.
    private static string Clip(string text) => char.IsHighSurrogate(text[38]) ? text[..38] : text[..39];
}

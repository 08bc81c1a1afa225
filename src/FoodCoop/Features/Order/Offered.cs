using System.Collections.Concurrent;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Order;

/// <summary>What is offered of a product in a month, the same for everybody: it hardly ever changes while people order.</summary>
/// <param name="WithdrawnWhy">The buyer's reason; "" for what is offered.</param>
/// <param name="PriceBefore">What it cost until the price was corrected; null: it never was.</param>
public sealed record Offered(
    Id<Offer> Id, Id<Product> ProductId, string Name, string Brand, Id<Supplier> SupplierId, string Supplier, string Origin, string Quality,
    string Unit, string Category, Quantity CaseSize, Quantity OrderStep, bool Loose, bool Weighed, Money Price, Money Deposit,
    string Contains, string Without, bool IsNew, bool Withdrawn, string WithdrawnWhy, Money? PriceBefore)
{
    private readonly ConcurrentDictionary<string, OfferedWords> words = new(StringComparer.Ordinal);

    /// <summary>" kg" behind amounts that are weights.</summary>
    public string Suffix { get; } = UnitPrice.Suffix(Unit);

    /// <summary>What the search looks in.</summary>
    public string Plain { get; } = Search.Plain($"{Name} {Brand} {Category} {Supplier}");

    /// <summary>What somebody who avoids it must not be offered, by ';'.</summary>
    public string Held { get; } = Allergens.Held(Contains, Without);

    /// <inheritdoc cref="Allergens.Known"/>
    public string Known { get; } = Allergens.Known(Allergens.Held(Contains, Without), Without);

    public bool IsOrganic { get; } = Qualities.IsOrganic(Quality);

    /// <summary>For sorting by what a kilo or a litre costs; null for what goes by the piece.</summary>
    public Money? Each { get; } = UnitPrice.Each(Price, Unit);

    /// <summary>The row's words in one language, made once.</summary>
    public OfferedWords Words(Texts texts) => words.GetOrAdd(texts.Culture.Name, static (_, a) => OfferedWords.Of(a.Texts, a.Offer), (Texts: texts, Offer: this));

    public bool Equals(Offered? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>The words of an offer's row that are the same for everybody who reads the language.</summary>
/// <param name="Price">"€ 3.12".</param>
/// <param name="Unit">"500 g"; "kg" rather than "1 kg".</param>
/// <param name="About">Brand · origin · what it cost before · price a kilo · so many a case · deposit · weighed at pickup.</param>
/// <param name="Flag">The class of the flag with the quality.</param>
public sealed record OfferedWords(string Price, string Unit, string About, string Flag)
{
    internal static OfferedWords Of(Texts t, Offered offer) => new(
        offer.Price.ToString(t.Culture), UnitPrice.Named(offer.Unit), string.Join(" · ", OrderWords.About(t, offer)), offer.IsOrganic ? "flag eco" : "flag");
}

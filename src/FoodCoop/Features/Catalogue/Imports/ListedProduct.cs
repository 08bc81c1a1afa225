using System.Text.Json;
using System.Text.Json.Serialization;
using FoodCoop.Features.Catalogue.Reading;

namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>
/// What a supplier's list says of a product, as the table product holds it. Two of them are compared to find what has
/// changed; as JSON it is what waits in import_row for the buyer's word.
/// </summary>
/// <param name="Price">As given, in millionths of a euro.</param>
/// <param name="PricePer">For so many units.</param>
/// <param name="Contains">Allergens, by ';'.</param>
/// <param name="Without">Declared as not in it, by ';'.</param>
/// <param name="Flags">What the buyer should look at: <see cref="RowFlags"/>. Says something of the list, not of the product.</param>
/// <param name="Status">active or inactive.</param>
public sealed record ListedProduct(
    string Identity, string Code, string Name, string Brand, string Origin, string Quality, string Unit, Quantity CaseSize,
    long Price, Quantity PricePer, VatClass VatClass, Money Deposit, string Category, string Contains, string Without,
    string Ingredients, bool Weighed, string Flags, string Status)
{
    private const decimal Micro = 1_000_000m;

    [JsonIgnore]
    public SupplierPrice Net => new(Price, PricePer);

    [JsonIgnore]
    public bool IsActive => Status == "active";

    /// <summary>Whether the list says the same; its flags are left out.</summary>
    public bool SaysTheSame(ListedProduct other) => this with { Flags = "" } == other with { Flags = "" };

    /// <summary>The row in the terms of the catalogue, or why it cannot be taken over; exactly one of the two is null.</summary>
    public static (ListedProduct? Row, UnreadableRow? Problem) From(CatalogueRow row)
    {
        if (VatClass.Of(row.Vat) is not { } vatClass) return (null, new(row.Line, "Imports.UnknownVat", [row.Vat]));
        var price = row.PriceGiven * Micro;
        if (price != decimal.Truncate(price)) return (null, new(row.Line, "Imports.FinePrice", [row.PriceGiven]));
        return (new ListedProduct(
            row.Identity, row.Code ?? "", row.Name, row.Brand ?? "", row.Origin ?? "", row.Quality ?? "", row.Unit, row.CaseSize,
            decimal.ToInt64(price), Quantity.Of(row.PriceUnits), vatClass, row.Deposit, row.Category ?? "",
            string.Join(';', row.Allergens), string.Join(';', row.AllergensAbsent), row.Ingredients ?? "", row.Weighed,
            row.Flags == RowFlags.None ? "" : row.Flags.ToString(), row.Status), null);
    }
}

/// <summary>A row of an import that waits: what the list says now, and what the catalogue said when it was compared.</summary>
/// <param name="Returned">It had gone from the list and is back.</param>
public sealed record StagedProduct(ListedProduct Row, ListedProduct? Was, bool Returned)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter<VatClass>(JsonNamingPolicy.CamelCase), new QuantityJson(), new MoneyJson() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // goes to the database, never into a page
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static StagedProduct Of(string json) => JsonSerializer.Deserialize<StagedProduct>(json, Options)!;

    private sealed class QuantityJson : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Thousandths);
    }

    private sealed class MoneyJson : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Cents);
    }
}

using System.Globalization;
using FoodCoop.Features.Catalogue.Reading;
using YamlDotNet.Serialization;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

/// <summary>Real lists, where the folder with them stands beside the repository; elsewhere there is nothing to compare with.</summary>
public sealed class SupplierFilesTests
{
    private static readonly string? s_folder = Folder();

    [Theory]
    [InlineData("dnb_xml_file_01.xml", "odin-cwa-xml")]
    [InlineData("dnb_csv_file_01.csv", "dnb-csv")]
    [InlineData("bdtotaal_file_01.csv", "bdtotaal-csv")]
    [InlineData("foodsoft_file_01.csv", "foodsoft-csv")]
    [InlineData("foodsoft_file_04.csv", "foodsoft-csv")]
    public void What_is_read_agrees_with_what_another_tool_read(string file, string format)
    {
        if (s_folder is null) return;
        var reading = Read(file);
        var expected = new DeserializerBuilder().Build().Deserialize<List<Dictionary<string, string?>>>(File.ReadAllText(Path.Combine(s_folder, Path.ChangeExtension(file, ".yml"))));
        Assert.Equal((format, expected.Count, 0), (reading.Format, reading.Rows.Count, reading.Unreadable.Count));
        foreach (var (row, other) in reading.Rows.Zip(expected))
        {
            string? Text(string key) => other.GetValueOrDefault(":" + key) is { Length: > 0 } text ? text : null;
            decimal Number(string key) => decimal.Parse(Text(key)!, CultureInfo.InvariantCulture);
            Assert.Equal(Text("number"), row.Code);
            Assert.Equal(Number("tax") == 6 ? 9 : Number("tax"), row.Vat == 6 ? 9 : row.Vat);
            // The other tool has some prices per unit already rounded to the cent.
            Assert.InRange(row.NetPrice * row.CaseSize.Units - Number("price") * Number("unit_quantity"), -0.005m * row.CaseSize.Units, 0.005m * row.CaseSize.Units);
            Assert.Equal(Number("deposit"), row.Deposit.Euros);
            Assert.Equal(Text("name"), row.Name);
            Assert.Equal(Text("manufacturer"), row.Brand);
            Assert.Equal(Text("origin"), row.Origin);
            Assert.Equal(Text("note"), row.Quality);
            if (Text("category") is { } category) Assert.Equal(category, row.Category);
            if (format == "bdtotaal-csv") continue; // its contents are split by another rule there
            Assert.Equal(UnitText.OfOne(Text("unit")!), row.Unit);
            Assert.Equal(Number("unit_quantity"), row.CaseSize.Units);
        }
    }

    [Fact]
    public void Lost_characters_are_kept_and_their_rows_flagged()
    {
        if (s_folder is null) return;
        var rows = Read("odin_cwa_65.xml").Rows;
        Assert.Equal((65, 56), (rows.Count, rows.Sum(r => r.LostCharacters)));
        Assert.All(rows, r => Assert.Equal(r.LostCharacters > 0, r.Flags.HasFlag(RowFlags.LostCharacters)));
        Assert.Contains(rows, r => r.Ingredients?.StartsWith("Ingredi\uFFFDnten", StringComparison.Ordinal) == true);
        Assert.Equal(63, rows.Count(r => !r.Flags.HasFlag(RowFlags.Repeated)));
        Assert.Equal(60, rows.Count(r => r.Active));
    }

    [Fact]
    public void A_list_without_a_declaration_is_read_with_its_accents()
    {
        if (s_folder is null) return;
        var rows = Read("odin_cwa_20.xml").Rows;
        Assert.Equal((20, 16), (rows.Count, rows.Count(r => r.Active)));
        Assert.Contains(rows, r => r.Ingredients?.Contains("Ingrediënten", StringComparison.Ordinal) == true);
        Assert.Equal(["ei", "melk", "soja"], rows[1].Allergens);
    }

    [Theory]
    [InlineData("terrasana_file_01.csv")]
    [InlineData("vriesia_file_01.csv")]
    [InlineData("willemdrees_file_01.csv")]
    [InlineData("kleingemaakt_file_01.csv")]
    [InlineData("foodcoopnl_file_01.csv")]
    public void Suppliers_own_sheets_are_not_taken_for_one_of_these_formats(string file)
    {
        if (s_folder is null) return;
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf(File.ReadAllBytes(Path.Combine(s_folder, file))));
    }

    private static CatalogueReading Read(string file) => CatalogueFile.Read(File.ReadAllBytes(Path.Combine(s_folder!, file)), file);

    private static string? Folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "FoodCoop.sln"))) root = root.Parent;
        var folder = root is null ? null : Path.Combine(root.FullName, "..", "shared", "data", "suppliers");
        return Directory.Exists(folder) ? folder : null;
    }
}

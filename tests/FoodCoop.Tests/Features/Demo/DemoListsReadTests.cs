using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Features.Demo;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Demo;

/// <summary>What is written for the demo comes back through the readers that real lists go through.</summary>
public sealed class DemoListsReadTests
{
    public static TheoryData<int, string> Lists => new() { { 0, "odin-cwa-xml" }, { 1, "dnb-csv" }, { 2, "bdtotaal-csv" }, { 3, "foodsoft-csv" } };

    [Theory]
    [MemberData(nameof(Lists))]
    public void The_readers_find_every_product_as_it_was_invented(int supplier, string format)
    {
        var file = DemoLists.Files()[supplier];
        var products = DemoLists.Products(DemoLists.Suppliers[supplier]);
        var read = CatalogueFile.Read(file.Bytes, file.FileName);

        Assert.Equal(format, read.Format);
        Assert.Empty(read.Unreadable);
        Assert.Equal(products.Count, read.Products.Count());
        Assert.All(products.Zip(read.Rows), pair =>
        {
            var (p, row) = pair;
            Assert.Equal((p.Code.Length > 0 ? p.Code : null, p.Name, p.Brand, p.Unit.Replace(" st", " stuk", StringComparison.Ordinal)),
                (row.Code, supplier == 1 ? char.ToUpperInvariant(row.Name[0]) + row.Name[1..] : row.Name, row.Brand, row.Unit));
            Assert.Equal((p.CaseSize, p.NetPrice, (decimal)p.Vat), (row.CaseSize, row.NetPrice, row.Vat));
            Assert.Equal(p.Deposit, row.Deposit);
            Assert.Equal(p.Active, row.Active);
            Assert.Equal(RowFlags.None, row.Flags);
            if (supplier == 0) Assert.Equal(p.Category, DemoLists.CategoryOfTradeGroup[row.Category!]);
            else Assert.Equal(p.Category, row.Category);
        });
    }

    [Fact]
    public void Allergens_of_the_xml_list_come_back_by_name()
    {
        var file = DemoLists.Files()[0];
        var rows = CatalogueFile.Read(file.Bytes, file.FileName).Rows.ToDictionary(r => r.Name + r.Unit, StringComparer.Ordinal);
        Assert.Equal(["ei", "gluten", "tarwe"], rows["Tagliatelle met ei250 g"].Allergens.Order(StringComparer.Ordinal));
        Assert.Contains("gluten", rows["Zilvervliesrijst rond1 kg"].AllergensAbsent);
        Assert.DoesNotContain("noten", rows["Amandelen bruin250 g"].AllergensAbsent);
        Assert.True(rows["Boekweit heel1 kg"].Weighed);
    }

    [Fact]
    public void Next_months_list_is_read_but_for_two_rows()
    {
        var file = DemoLists.NextMonth();
        var read = CatalogueFile.Read(file.Bytes, file.FileName);
        Assert.Equal(2, read.Unreadable.Count);
        var before = DemoLists.Files()[1];
        Assert.Equal(CatalogueFile.Read(before.Bytes, before.FileName).Rows.Count + 10 - 8, read.Rows.Count);
    }

    [Fact]
    public void Money_of_a_case_agrees_with_what_the_list_prints() => Assert.All(
        CatalogueFile.Read(DemoLists.Files()[2].Bytes, "x.csv").Rows, r => Assert.Equal(Money.FromEuros(r.PriceGiven), Money.FromEuros(r.NetPrice * r.CaseSize.Units)));
}

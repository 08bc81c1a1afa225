using System.Globalization;
using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

public sealed class OdinXmlTests
{
    [Fact]
    public void A_product_is_read_in_full()
    {
        var row = Lists.Read(Lists.Odin).Rows[0];
        Assert.Equal(
            ("0700123", "Zonnige haverkoek", "Molenvriend", "NL", "Biologisch", "180 g", 12m, 1.85m, 9m),
            (row.Code, row.Name, row.Brand, row.Origin, row.Quality, row.Unit, row.CaseSize.Units, row.NetPrice, row.Vat));
        Assert.Equal(("1014510", "active", false, 3), (row.Category, row.Status, row.Weighed, row.Line));
        Assert.Equal("Ingrediënten: haver*, dadels* (20%)", row.Ingredients);
        Assert.Equal(["gluten"], row.Allergens);
        Assert.Equal(["melk"], row.AllergensAbsent);
    }

    [Fact]
    public void Prices_may_be_nested_and_the_latest_counts()
    {
        var row = Lists.Read(Lists.Odin).Rows[1];
        Assert.Equal(("Boerenkaas & klaver", 11.40m, 4.5m, "1 kg"), (row.Name, row.NetPrice, row.CaseSize.Units, row.Unit));
        Assert.Equal((new Money(25), "inactive", true), (row.Deposit, row.Status, row.Weighed));
        Assert.Equal(RowFlags.SeveralPrices, row.Flags);
    }

    [Theory]
    [InlineData("<xmlartikel>", "</xmlartikel>")]
    [InlineData("<xmlproduct xmlns=\"urn:cwa\">", "</xmlproduct>")]
    [InlineData("<c:lijst xmlns:c=\"urn:cwa\"><c:deel>", "</c:deel></c:lijst>")]
    public void Any_root_and_any_namespace_will_do(string open, string close) =>
        Assert.Single(Lists.Read(open + Product("<eenheid>Liter</eenheid>") + close).Rows);

    [Theory]
    [InlineData("<inhoud>0</inhoud><eenheid>stuk</eenheid>", "1 stuk")]
    [InlineData("<inhoud>2,5</inhoud><eenheid>Liter</eenheid>", "2.5 l")]
    [InlineData("<inhoud/>", "1 stuk")]
    [InlineData("", "1 stuk")]
    [InlineData("<INHOUD>500.0</INHOUD><Eenheid>ML</Eenheid>", "500 ml")]
    public void Content_and_unit_are_optional(string elements, string unit) =>
        Assert.Equal(unit, Lists.Read($"<x>{Product(elements)}</x>").Rows[0].Unit);

    [Theory]
    [InlineData("<status>Non actief</status>", "inactive", RowFlags.None)]
    [InlineData("<status>Gesaneerd</status>", "inactive", RowFlags.None)]
    [InlineData("", "active", RowFlags.None)]
    [InlineData("<status>Proef</status>", "active", RowFlags.UnknownStatus)]
    [InlineData("<d999>1</d999>", "active", RowFlags.UnknownAllergen)]
    public void Status_and_strange_codes(string elements, string status, RowFlags flags)
    {
        var row = Lists.Read($"<x>{Product(elements)}</x>").Rows[0];
        Assert.Equal((status, flags), (row.Status, row.Flags));
    }

    [Theory]
    [InlineData("inkoopprijs", "op aanvraag", "UnreadablePrice")]
    [InlineData("inkoopprijs", "-1.20", "NegativePrice")]
    [InlineData("inkoopprijs", "999999999", "AbsurdPrice")]
    [InlineData("inkoopprijs", "", "NoPrice")]
    [InlineData("sve", "0", "AbsurdCaseSize")]
    [InlineData("sve", "1.23456", "UnreadableCaseSize")]
    [InlineData("sve", "", "NoCaseSize")]
    [InlineData("btw", "hoog", "UnreadableVat")]
    [InlineData("btw", "", "NoVat")]
    [InlineData("omschrijving", "", "NoName")]
    public void A_row_that_cannot_be_read_says_why_and_the_others_are_read(string element, string value, string reason)
    {
        var broken = Product("").Replace($"<{element}>", $"<{element}>{value}<!--", StringComparison.Ordinal)
            .Replace($"</{element}>", $"--></{element}>", StringComparison.Ordinal);
        var reading = Lists.Read($"<x>\n{broken}\n{Product("").Replace("8001", "8002", StringComparison.Ordinal)}</x>");
        Assert.Equal("8002", Assert.Single(reading.Rows).Code);
        var unreadable = Assert.Single(reading.Unreadable);
        Assert.Equal((2, "Catalogue." + reason), (unreadable.Line, unreadable.ReasonKey));
    }

    [Fact]
    public void A_name_beyond_200_characters_is_not_taken()
    {
        var reading = Lists.Read($"<x>{Product("").Replace("Appelsap", new string('a', 10_000_000), StringComparison.Ordinal)}</x>");
        Assert.Equal("Catalogue.TooLong", Assert.Single(reading.Unreadable).ReasonKey);
    }

    [Fact]
    public void A_row_that_stands_twice_is_flagged_and_one_that_contradicts_is_not_taken()
    {
        var other = Product("").Replace("2.10", "2.20", StringComparison.Ordinal);
        var reading = Lists.Read($"<x>\n{Product("")}\n{Product("")}\n{other}</x>");
        Assert.Equal([RowFlags.None, RowFlags.Repeated], reading.Rows.Select(r => r.Flags));
        Assert.Single(reading.Products);
        var unreadable = Assert.Single(reading.Unreadable);
        Assert.Equal(("Catalogue.OtherDataBefore", 4), (unreadable.ReasonKey, unreadable.Line));
        Assert.Equal(["8001", 2], unreadable.Arguments);
    }

    [Fact]
    public void A_bare_ampersand_an_entity_of_HTML_and_a_stray_control_character_do_no_harm()
    {
        var text = $"<x>{Product("<merk>Jan & Zn, caf&eacute; &onbekend; \u0003<![CDATA[A & B < C]]> &#8364;</merk>")}</x>";
        Assert.Equal("Jan & Zn, café &onbekend; A & B < C €", Lists.Read(text).Rows[0].Brand);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1100)]
    public void A_list_that_breaks_off_is_refused_with_the_line(int length)
    {
        var e = Assert.Throws<Refused>(() => Lists.Read(Lists.Odin[..length]));
        Assert.Equal("Catalogue.Truncated", e.TextKey);
        Assert.Equal(Lists.Odin[..length].Count(c => c == '\n') + 1, e.Arguments[0]);
    }

    [Fact]
    public void A_list_with_a_mistake_inside_is_refused_with_the_line()
    {
        var e = Assert.Throws<Refused>(() => Lists.Read(Lists.Odin.Replace("</merk>", "</mark>", StringComparison.Ordinal)));
        Assert.Equal(("Catalogue.Malformed", "8"), (e.TextKey, string.Create(CultureInfo.InvariantCulture, $"{e.Arguments[0]}")));
    }

    [Fact]
    public void Entities_are_never_resolved()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "SECRET");
        var external = $"<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]><x>{Product("<merk>&e;</merk>")}</x>";
        Assert.Equal("Catalogue.Entities", Lists.RefusalOf(Lists.Utf8(external)));
        var bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
        Assert.Equal("Catalogue.Entities", Lists.RefusalOf(Lists.Utf8(bomb)));
        var dtd = $"<!DOCTYPE x SYSTEM \"file://{secret}\"><x>{Product("<merk>&e;</merk>")}</x>";
        Assert.Equal("&e;", Lists.Read(dtd).Rows[0].Brand);
        File.Delete(secret);
    }

    private static string Product(string more) =>
        $"<product><bestelnummer>8001</bestelnummer><omschrijving>Appelsap</omschrijving><btw>9</btw><sve>6</sve><inkoopprijs>2.10</inkoopprijs>{more}</product>";
}

using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

public sealed class CsvListsTests
{
    [Fact]
    public void De_Nieuwe_Band_gives_VAT_as_a_code_and_cases_with_decimals()
    {
        var rows = Lists.Read(Lists.Dnb).Rows;
        Assert.Equal(["muesli, krokant", "kruimelkaas", "zeep in bus"], rows.Select(r => r.Name));
        Assert.Equal([9m, 9m, 21m], rows.Select(r => r.Vat));
        Assert.Equal(["750 g", "1 kg", "25 l"], rows.Select(r => r.Unit));
        Assert.Equal([6m, 4.5m, 1m], rows.Select(r => r.CaseSize.Units));
        Assert.Equal(new Money(500), rows[2].Deposit);
        Assert.Equal(["gluten", "melk"], rows.SelectMany(r => r.Allergens));
        Assert.All(rows, r => Assert.Empty(r.AllergensAbsent));
        Assert.Equal(("0901", "nld", "muesli", 2), (rows[0].Code, rows[0].Origin, rows[0].Category, rows[0].Line));
    }

    [Fact]
    public void BD_Totaal_prices_the_case_and_its_content_says_how_many_are_in_it()
    {
        var rows = Lists.Read(Lists.BdTotaal).Rows;
        Assert.Equal(["1 bos", "4x250 ml", "50x90 cm", "1 stuk", "8 kg"], rows.Select(r => r.Unit));
        Assert.Equal([12m, 1m, 1m, 1m, 1m], rows.Select(r => r.CaseSize.Units));
        Assert.Equal([11.90m, 7.25m, 5m, 1.64m, 1217.21m], rows.Select(r => r.PriceGiven));
        Assert.Equal((12m, 11.90m / 12m), (rows[0].PriceUnits, rows[0].NetPrice));
        Assert.Equal(["Bospeen (los)", "Soep van de dag", "Keukenschort (rood)", "Volkorenbrood", "Lamsbout"], rows.Select(r => r.Name));
        Assert.Equal([null, "Pollepel", null, "Oven", "Wei"], rows.Select(r => r.Brand));
        Assert.Equal(["BE", "NL", "IN", null, null], rows.Select(r => r.Origin));
        Assert.Equal(RowFlags.About, rows[4].Flags);
    }

    [Fact]
    public void Foodsoft_may_lack_a_number_and_marks_what_is_gone()
    {
        var rows = Lists.Read(Lists.Foodsoft).Rows;
        Assert.Equal(["4001", "4002", "losse noten|1 kg|boomgaard"], rows.Select(r => r.Identity));
        Assert.Equal(["active", "inactive", "active"], rows.Select(r => r.Status));
        Assert.Equal(["500 g", "33 cl", "1 kg"], rows.Select(r => r.Unit));
        Assert.Equal([6.75m, 0.81m, 12.30m], rows.Select(r => r.NetPrice));
        Assert.Equal(new Money(10), rows[1].Deposit);
    }

    [Theory]
    [InlineData("Status;Bestellnummer;Name;Notiz;Hersteller;Herkunft;Einheit;Nettopreis;MwSt;Pfand;Gebindegröße;(geschützt);(geschützt);Kategorie")]
    [InlineData(";Order number;Title;Note;Maker;From;Per;Net;Rate;Dep.;Pack;;;Group")]
    [InlineData(";;;;;;;;;;;;;")]
    public void Foodsoft_is_known_in_other_languages_and_by_the_place_of_its_columns(string header)
    {
        var reading = Lists.Read(header + "\n" + string.Join('\n', Lists.Foodsoft.Split('\n')[1..]));
        Assert.Equal(("foodsoft-csv", 3), (reading.Format, reading.Rows.Count));
        Assert.Equal(("oude kaas", 8m, "kaas", 2), (reading.Rows[0].Name, reading.Rows[0].CaseSize.Units, reading.Rows[0].Category, reading.Rows[0].Line));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found(char delimiter)
    {
        var text = Lists.Foodsoft.Replace("6,75", "6.75", StringComparison.Ordinal).Replace(';', delimiter);
        Assert.Equal(3, Lists.Read(text).Rows.Count);
    }

    [Fact]
    public void Columns_may_stand_in_another_order_with_others_between_and_other_capitals()
    {
        var text = "sep=;\nEenheid;Omschrijving;Vrij;BTW;INKOOPPRIJS;Aantal;Inhoud;Art.Nr.\ng;\"appel\r\nmoes\";ja;1;€ 1,05;12;360;7\r\n";
        var row = Assert.Single(Lists.Read(text).Rows);
        Assert.Equal(("7", "appel moes", "360 g", 12m, 1.05m, 9m, 3),
            (row.Code, row.Name, row.Unit, row.CaseSize.Units, row.NetPrice, row.Vat, row.Line));
    }

    [Fact]
    public void Lines_are_counted_through_mixed_line_ends_and_cells_of_several_lines()
    {
        var lines = Lists.Dnb.Split('\n');
        var text = $"{lines[0]}\r\n{lines[1].Replace("muesli, krokant", "muesli,\nkrokant", StringComparison.Ordinal)}\n\r\n{lines[2]}\r\n{lines[3]}";
        Assert.Equal([2, 5, 6], Lists.Read(text).Rows.Select(r => r.Line));
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_one_row()
    {
        var text = Lists.Foodsoft.Replace(";;losse", ";;\"halve\";bio;x;;kg;1;9;;5;;;y\n;;losse", StringComparison.Ordinal)
            .Replace(";4002;pils", ";4002;\"pils", StringComparison.Ordinal);
        var reading = Lists.Read(text);
        Assert.Equal(["oude kaas", "halve", "losse noten"], reading.Rows.Select(r => r.Name));
        var unreadable = Assert.Single(reading.Unreadable);
        Assert.Equal((3, "Catalogue.OpenQuote"), (unreadable.Line, unreadable.ReasonKey));
    }

    [Fact]
    public void A_row_in_which_the_file_breaks_off_is_not_taken()
    {
        var reading = Lists.Read(Lists.Dnb[..^40]);
        Assert.Equal(2, reading.Rows.Count);
        Assert.Equal("Catalogue.CutOff", Assert.Single(reading.Unreadable).ReasonKey);
    }

    [Fact]
    public void A_row_with_a_price_that_is_none_is_listed_and_the_rest_is_read()
    {
        var reading = Lists.Read(Lists.BdTotaal.Replace("€ 7,25;€ 7,25", "n.v.t.;€ 7,25", StringComparison.Ordinal));
        Assert.Equal(4, reading.Rows.Count);
        var unreadable = Assert.Single(reading.Unreadable);
        Assert.Equal((5, "Catalogue.UnreadablePrice", "n.v.t."), (unreadable.Line, unreadable.ReasonKey, unreadable.Arguments[0]));
    }

    [Fact]
    public void A_content_of_megabytes_costs_one_row()
    {
        var reading = Lists.Read(Lists.BdTotaal.Replace("12x1 bos", "12x" + new string('1', 3_000_000), StringComparison.Ordinal));
        Assert.Equal(4, reading.Rows.Count);
        Assert.Equal("Catalogue.TooLong", Assert.Single(reading.Unreadable).ReasonKey);
    }

    [Theory]
    [InlineData("Art.nr.;Omschrijving;Aantal;Inhoud;Eenheid;Inkoopprijs;BTW\n1;appel;6;1;kg;2,10;9,00%", 9)]
    [InlineData("Art.nr.;Omschrijving;Aantal;Inhoud;Eenheid;Inkoopprijs;BTW\n1;appel;6;1;kg;2,10;0", 0)]
    public void De_Nieuwe_Band_may_also_give_VAT_as_a_percentage(string text, int vat) =>
        Assert.Equal(vat, Assert.Single(Lists.Read(text).Rows).Vat);
}

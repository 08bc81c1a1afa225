using System.Text;
using FoodCoop.Features.Catalogue.Reading;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

public sealed class CatalogueFileTests
{
    [Theory]
    [InlineData(Lists.Odin, "odin-cwa-xml", 2)]
    [InlineData(Lists.Dnb, "dnb-csv", 3)]
    [InlineData(Lists.BdTotaal, "bdtotaal-csv", 5)]
    [InlineData(Lists.Foodsoft, "foodsoft-csv", 3)]
    public void The_format_is_known_by_what_the_file_holds(string text, string format, int rows)
    {
        var reading = CatalogueFile.Read(Lists.Utf8(text), "holiday.jpg");
        Assert.Equal((format, rows, 0), (reading.Format, reading.Rows.Count, reading.Unreadable.Count));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void The_bytes_decide_about_the_encoding_whatever_is_declared(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(Lists.Odin);
        Assert.StartsWith("Ingrediënten", CatalogueFile.Read(bytes, "x").Rows[0].Ingredients, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ISO8859-1")]
    [InlineData("nonsense-77")]
    [InlineData("UTF-16")]
    public void A_declared_encoding_that_is_wrong_or_unknown_does_not_matter(string declared)
    {
        var text = Lists.Odin.Replace("ISO-8859-1", declared, StringComparison.Ordinal);
        Assert.StartsWith("Ingrediënten", Lists.Read(text).Rows[0].Ingredients, StringComparison.Ordinal);
        Assert.StartsWith("Ingrediënten", CatalogueFile.Read(Encoding.Latin1.GetBytes(text), "x").Rows[0].Ingredients, StringComparison.Ordinal);
    }

    [Fact]
    public void A_euro_sign_of_Windows_is_read_in_a_list_of_one_byte_a_character()
    {
        var bytes = Encoding.Latin1.GetBytes(Lists.BdTotaal.Replace('€', '\u0080'));
        Assert.Equal(11.90m, CatalogueFile.Read(bytes, "x").Rows[0].PriceGiven);
    }

    [Fact]
    public void One_damaged_byte_does_not_spoil_the_other_letters()
    {
        var bytes = Lists.Utf8(Lists.Odin.Replace("dadels", "dädels crème brûlée çà et là Xdadels", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)'X')] = 0xE9;
        var row = CatalogueFile.Read(bytes, "x").Rows[0];
        Assert.Contains("crème brûlée çà et là \uFFFDdadels", row.Ingredients, StringComparison.Ordinal);
        Assert.Equal((1, RowFlags.LostCharacters), (row.LostCharacters, row.Flags));
    }

    [Fact]
    public void A_byte_order_mark_and_zeros_are_no_part_of_the_list()
    {
        var bytes = (byte[])[0xEF, 0xBB, 0xBF, .. Lists.Utf8(Lists.Foodsoft.Replace("pils", "pi\0ls", StringComparison.Ordinal)), 0, 0, 0];
        Assert.Equal(["oude kaas", "pils", "losse noten"], CatalogueFile.Read(bytes, "x").Rows.Select(r => r.Name));
    }

    [Fact]
    public void A_zip_with_one_list_in_it_is_opened()
    {
        var zip = Lists.Zip(("list/", []), ("list/LEESMIJ.txt", Lists.Utf8("Beste klant,\nhierbij de lijst.")),
            ("list/artikelen.xml", Lists.Utf8(Lists.Odin)), ("__MACOSX/list/._artikelen.xml", [1, 2, 3]));
        Assert.Equal(2, CatalogueFile.Read(zip, "x").Rows.Count);
    }

    [Fact]
    public void A_zip_is_refused_unless_there_is_exactly_one_list_in_it()
    {
        Assert.Equal("Catalogue.ZipSeveral", Lists.RefusalOf(Lists.Zip(("a.xml", Lists.Utf8(Lists.Odin)), ("b.csv", Lists.Utf8(Lists.Dnb)))));
        Assert.Equal("Catalogue.ZipSeveral", Lists.RefusalOf(Lists.Zip(("a.xml", Lists.Utf8(Lists.Odin)), ("b.xml", Lists.Utf8(Lists.Odin[..600])))));
        Assert.Equal("Catalogue.ZipEmpty", Lists.RefusalOf(Lists.Zip()));
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf(Lists.Zip(("a.txt", "hello"u8.ToArray()), ("b.txt", "world"u8.ToArray()))));
        Assert.Equal("Catalogue.Truncated", Lists.RefusalOf(Lists.Zip(("a.xml", Lists.Utf8(Lists.Odin[..600])))));
        Assert.Equal("Catalogue.Spreadsheet", Lists.RefusalOf(Lists.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()))));
    }

    [Fact]
    public void A_zip_that_breaks_off_is_refused()
    {
        var zip = Lists.Zip(("a.xml", Lists.Utf8(Lists.Odin)));
        Assert.Equal("Catalogue.ZipBroken", Lists.RefusalOf(zip[..(zip.Length / 2)]));
    }

    [Fact]
    public void More_than_32_MB_is_refused_packed_or_unpacked_or_spread_over_several_entries()
    {
        var blanks = new byte[CatalogueFile.MostBytes + 1];
        Array.Fill(blanks, (byte)' ');
        Assert.Equal("Catalogue.TooLarge", Lists.RefusalOf(blanks));
        Assert.Equal("Catalogue.TooLarge", Lists.RefusalOf(Lists.Zip(("a.xml", blanks))));
        Assert.Equal("Catalogue.TooLarge", Lists.RefusalOf(Lists.Zip(("a.xml", blanks[..20_000_000]), ("b.xml", blanks[..20_000_000]))));
    }

    [Fact]
    public void The_size_that_a_zip_declares_is_not_believed()
    {
        var zip = Lists.Zip(("a.xml", new byte[CatalogueFile.MostBytes + 1]));
        // The uncompressed size stands at offset 24 of the central directory's entry: say 10 bytes.
        var directory = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24, 4), 10);
        Assert.Contains(Lists.RefusalOf(zip), (string[])["Catalogue.TooLarge", "Catalogue.ZipBroken", "Catalogue.Empty", "Catalogue.NotAList"]);
    }

    [Fact]
    public void What_is_no_list_is_refused_with_its_own_sentence()
    {
        Assert.Equal("Catalogue.Picture", Lists.RefusalOf([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]));
        Assert.Equal("Catalogue.Picture", Lists.RefusalOf([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal("Catalogue.Pdf", Lists.RefusalOf("%PDF-1.7"u8.ToArray()));
        Assert.Equal("Catalogue.Spreadsheet", Lists.RefusalOf([0xD0, 0xCF, 0x11, 0xE0]));
        Assert.Equal("Catalogue.Empty", Lists.RefusalOf([]));
        Assert.Equal("Catalogue.Empty", Lists.RefusalOf(" \r\n\t"u8.ToArray()));
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf("a;b;c\n1;2;3"u8.ToArray()));
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf("<html><body><p>Sign in"u8.ToArray()));
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf("<shop><product><title>Chair</title></product></shop>"u8.ToArray()));
        Assert.Equal("Catalogue.NoProducts", Lists.RefusalOf(Lists.Utf8(Lists.Foodsoft.Split('\n')[0])));
    }
}

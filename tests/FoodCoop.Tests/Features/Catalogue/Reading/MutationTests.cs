using System.Text;
using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

/// <summary>Damaged files of every format give rows or a refusal, never another exception.</summary>
public sealed class MutationTests
{
    private static readonly string[] s_pieces =
        ["\"", "<", ">", "&", ";", ",", "\t", "\r", "\n", "\0", "]]>", "<![CDATA[", "<!--", "<product>", "</product>", "9999999999999999999999999999", "-", "\uD83E", "é", "<!DOCTYPE x>", "<?xml ?>"];

    [Theory]
    [InlineData(Lists.Odin)]
    [InlineData(Lists.Dnb)]
    [InlineData(Lists.BdTotaal)]
    [InlineData(Lists.Foodsoft)]
    public void Damage_never_gives_anything_but_rows_or_a_refusal(string list)
    {
        var random = new Random(20261122);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var bytes = Damaged(list, random);
            foreach (var file in (byte[][])[bytes, Damaged(Lists.Zip(("a", bytes)), random)])
            {
                try
                {
                    var reading = CatalogueFile.Read(file, "x");
                    Assert.All(reading.Rows, r => Assert.True(r.PriceGiven >= 0 && r.CaseSize > Quantity.Zero && r.Name.Length is > 0 and <= 200));
                    read++;
                }
                catch (Refused)
                {
                    refused++;
                }
            }
        }

        Assert.True(read > 20 && refused > 20, $"{read} read, {refused} refused");
    }

    [Fact]
    public void A_line_of_ten_megabytes_and_a_file_of_quotes_are_survived()
    {
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf(Lists.Utf8(new string(';', 10_000_000))));
        Assert.Equal("Catalogue.NotAList", Lists.RefusalOf(Lists.Utf8(string.Concat(Enumerable.Repeat("\"a\n", 300_000)))));
        var reading = Lists.Read(Lists.Foodsoft + "\n;1;" + new string('x', 10_000_000) + ";;;;kg;1;9;0;1;;;\n;5;appel;;;;kg;1;9;0;1;;;");
        Assert.Equal((4, 1), (reading.Rows.Count, reading.Unreadable.Count));
    }

    private static byte[] Damaged(string list, Random random)
    {
        var text = new StringBuilder(list);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length);
            if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
            else text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
        }

        return Damaged(Encoding.UTF8.GetBytes(text.ToString()), random);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (random.Next(3) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(6) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}

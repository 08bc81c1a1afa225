using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using FoodCoop.Features.Catalogue;
using FoodCoop.Tests.Features.Catalogue.Reading;

namespace FoodCoop.Tests.Features.Catalogue;

public sealed class CatalogueCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("catalogue").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_prints_the_list_as_JSON()
    {
        var (code, output, error) = Run(Lists.BdTotaal.Replace("€ 7,25;€ 7,25", "?;", StringComparison.Ordinal), "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal("bdtotaal-csv", root.GetProperty("format").GetString());
        var row = root.GetProperty("rows")[0];
        Assert.Equal(
            ["code", "name", "brand", "origin", "quality", "unit", "caseSize", "netPrice", "vat", "deposit", "category", "allergens", "ingredients", "status"],
            row.EnumerateObject().Select(p => p.Name));
        Assert.Equal("0.991667", row.GetProperty("netPrice").GetRawText());
        Assert.Equal(("12", "6", "0"), (row.GetProperty("caseSize").GetRawText(), row.GetProperty("vat").GetRawText(), row.GetProperty("deposit").GetRawText()));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("brand").ValueKind);
        Assert.Equal(5, root.GetProperty("unreadable")[0].GetProperty("line").GetInt32());
        Assert.Contains("?", root.GetProperty("unreadable")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_writes_letters_as_they_are() =>
        Assert.Contains("Ingrediënten: haver*", Run(Lists.Odin, "--json").Output, StringComparison.Ordinal);

    [Fact]
    public void Read_says_in_one_line_why_a_file_cannot_be_read()
    {
        foreach (var text in (string[])["", "hello", Lists.Odin[..700], "%PDF"])
        {
            var (code, output, error) = Run(text, "--json");
            Assert.Equal((1, ""), (code, output));
            Assert.Matches(new Regex(@"^[^\n]{20,}\.\n$", RegexOptions.None, TimeSpan.FromSeconds(1)), error);
        }

        Assert.Equal(1, CatalogueCommand.Run(["catalogue", "read", Path.Combine(_folder, "none.xml"), "--json"], TextWriter.Null, TextWriter.Null));
        Assert.Equal(1, CatalogueCommand.Run(["catalogue", "read", _folder], TextWriter.Null, TextWriter.Null));
        Assert.Equal(2, CatalogueCommand.Run(["catalogue", "eat"], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public void Every_reason_has_a_text_in_both_languages_with_the_same_places()
    {
        var texts = new ResourceManager("FoodCoop.Features.Catalogue.Texts", typeof(CatalogueCommand).Assembly);
        var english = texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        var dutch = texts.GetResourceSet(CultureInfo.GetCultureInfo("nl"), true, false)!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), dutch.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, e => Assert.Equal(Places(e.Value), Places(dutch[e.Key])));
    }

    private static int[] Places(string text) => [.. Enumerable.Range(0, 5).Where(i => text.Contains($"{{{i}}}", StringComparison.Ordinal))];

    private (int Code, string Output, string Error) Run(string text, params string[] options)
    {
        var file = Path.Combine(_folder, "list");
        File.WriteAllText(file, text);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CatalogueCommand.Run(["catalogue", "read", file, .. options], output, error);
        return (code, output.ToString(), error.ToString());
    }
}

using System.Text.RegularExpressions;

namespace FoodCoop.Tests.Features.Shared;

public sealed partial class AssetsTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Bundles => ["css/site.css", "js/app.js", "js/order.js", "js/late.js", "js/roster.js"];

    [Theory, MemberData(nameof(Bundles))]
    public async Task A_page_has_its_styles_and_script_in_one_file_each(string bundle)
    {
        var served = System.Text.Encoding.UTF8.GetString(await new TestCoop().As(null).Bytes("/" + bundle));
        Assert.NotEqual("", served);
        Assert.DoesNotMatch(Import(), served);
    }

    [Fact]
    public void Every_style_sheet_is_in_the_one_that_is_served()
    {
        var imports = File.ReadAllText(Path.Combine(Root, "wwwroot-assets", "css", "site.css"));
        var others = Directory.EnumerateFiles(Path.Combine(Root, "wwwroot-assets", "css"), "*.css").Select(f => Path.GetFileName(f)).Where(f => f != "site.css");
        Assert.All(others, f => Assert.Contains($"@import \"./{f}\";", imports, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_icon_is_served() =>
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Root, "wwwroot-assets", "icon.svg")), await new TestCoop().As(null).Bytes("/icon.svg"));

    [Fact]
    public async Task Htmx_is_served_in_the_pinned_version()
    {
        var script = System.Text.Encoding.UTF8.GetString(await new TestCoop().As(null).Bytes("/js/htmx.min.js"));
        var pinned = PinnedHtmx().Match(await File.ReadAllTextAsync(Path.Combine(Root, "wwwroot-assets", "package.json"))).Groups[1].Value;
        Assert.Contains($"version:\"{pinned}\"", script, StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_has_inline_styles_or_script_because_the_browser_would_drop_them()
    {
        var inline = Directory.EnumerateFiles(Path.Combine(Root, "src", "FoodCoop", "Features"), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => Inline().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName);
        Assert.Empty(inline);
    }

    [Fact]
    public void Every_colour_is_a_token()
    {
        var strange = Directory.EnumerateFiles(Path.Combine(Root, "wwwroot-assets", "css"), "*.css")
            .Where(f => Path.GetFileName(f) is not ("tokens.css" or "print.css"))
            .SelectMany(f => File.ReadLines(f).Where(l => Colour().IsMatch(l) && !l.Contains("shadow", StringComparison.Ordinal) && !l.Contains("mask", StringComparison.Ordinal)));
        Assert.Empty(strange);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FoodCoop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex("""@import|\bimport\s*[{"']|\bfrom\s*["']""")]
    private static partial Regex Import();

    [GeneratedRegex("\"htmx.org\": \"([0-9.]+)\"")]
    private static partial Regex PinnedHtmx();

    [GeneratedRegex("""\sstyle="|\son[a-z]+="|javascript:|<style|<script(?![^>]*\ssrc=)""")]
    private static partial Regex Inline();

    [GeneratedRegex("#[0-9a-f]{3,6}\\b|oklch\\(|rgb\\(")]
    private static partial Regex Colour();
}

using System.Text.RegularExpressions;

namespace FoodCoop.Tests.Features.Shared;

public sealed partial class AssetsTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Assets => [.. Directory
        .EnumerateFiles(Path.Combine(Root, "wwwroot-assets"), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(Root, "wwwroot-assets"), f).Replace('\\', '/'))
        .Where(f => !f.StartsWith("node_modules/", StringComparison.Ordinal) && !f.StartsWith("package", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Assets))]
    public async Task What_stands_in_wwwroot_assets_is_what_the_browser_gets(string asset)
    {
        var served = await new TestCoop().As(null).Bytes("/" + asset);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Root, "wwwroot-assets", asset)), served);
    }

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

    [GeneratedRegex("\"htmx.org\": \"([0-9.]+)\"")]
    private static partial Regex PinnedHtmx();

    [GeneratedRegex("""\sstyle="|\son[a-z]+="|javascript:|<style|<script(?![^>]*\ssrc=)""")]
    private static partial Regex Inline();

    [GeneratedRegex("#[0-9a-f]{3,6}\\b|oklch\\(|rgb\\(")]
    private static partial Regex Colour();
}

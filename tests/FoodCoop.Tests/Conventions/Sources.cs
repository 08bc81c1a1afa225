using System.Text.RegularExpressions;

namespace FoodCoop.Tests.Conventions;

/// <summary>The repository's own files, as the rules of the house look at them.</summary>
internal static class Sources
{
    /// <summary>The folder of the solution, above the tests' output.</summary>
    public static readonly string Root = Above(AppContext.BaseDirectory);

    public static readonly string Program = Path.Combine(Root, "src", "FoodCoop");
    public static readonly string Tests = Path.Combine(Root, "tests");
    public static readonly string Assets = Path.Combine(Root, "wwwroot-assets");
    public static readonly string Migrations = Path.Combine(Root, "migrations");

    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot"];

    /// <summary>The files of a folder that people write, not those that a build makes.</summary>
    public static IEnumerable<SourceFile> In(string folder, params string[] endings) => Written(folder)
        .Where(f => endings.Length == 0 || endings.Contains(Path.GetExtension(f)))
        .Order(StringComparer.Ordinal)
        .Select(f => new SourceFile(Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    /// <summary>Fails with all violations at once, one to a line.</summary>
    public static void Hold(string rule, IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{rule}\n{string.Join('\n', all)}\n({all.Count} in all)");
    }

    private static IEnumerable<string> Written(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var here = Directory.EnumerateFiles(folder);
        return here.Concat(Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d))).SelectMany(Written));
    }

    private static string Above(string start)
    {
        var folder = new DirectoryInfo(start);
        while (!File.Exists(Path.Combine(folder.FullName, "FoodCoop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above the tests.");
        return folder.FullName;
    }
}

/// <summary>One file: where it is, seen from the repository, and what it says.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.Length == 0 ? 0 : Text.Count(c => c == '\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>"src/FoodCoop/Program.cs:12", which terminals and editors can open.</summary>
    public string At(int position) => $"{Path}:{1 + Text.AsSpan(0, position).Count('\n')}";

    /// <summary>Where a pattern stands in the file: place and what was found.</summary>
    public IEnumerable<string> Found(Regex pattern) => pattern.Matches(Text).Select(m => $"{At(m.Index)}: {m.Value.Trim()}");
}
